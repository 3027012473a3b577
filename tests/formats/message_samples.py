"""One file of each message format, written for the tests: what is read in it, and how it takes a plural."""

from __future__ import annotations

JSON = """\
{
  "harbour": {"title": "The light, \\"{name}\\"", "rows": ["First pier", "Second pier"]},
  "boats_one": "{{count}} boat",
  "boats_other": "{{count}} boats",
  "nights": {
    "one": "one night",
    "other": "%d nights"
  },
  "empty": "", "number": 12, "sign": "—"
}
"""

ARB = """\
{
  "@@locale": "en",
  "open": "Open until {hour}",
  "@open": {"description": "On the door", "placeholders": {"hour": {"type": "String"}}},
  "boats": "{n, plural, =1 {one boat} other {# boats}}"
}
"""

CHROME = """\
{
  "name": {"message": "Harbour of $TOWN$", "description": "The title", "placeholders": {"town": {"content": "$1", "example": "Hue"}}},
  "quit": {"message": "Leave"}
}
"""

ANDROID = """\
<?xml version="1.0" encoding="utf-8"?>
<resources xmlns:tools="urn:tools">
    <!-- On the door -->
    <string name="open">It\\'s open until %1$s &amp; later</string>
    <string name="id" translatable="false">harbour-7</string>
    <string name="rich">Mind the <b>wet</b>
        steps</string>
    <string name="cdata"><![CDATA[<i>Keeper</i>: none]]></string>
    <string name="same">@string/open</string>
    <string-array name="piers">
        <item>North</item>
        <item>"  South"</item>
    </string-array>
    <plurals name="boats">
        <item quantity="one">%d boat</item>
        <item quantity="other">%d boats</item>
    </plurals>
</resources>
"""

PROPERTIES = """\
# On the door
open = Open until {0}\\u2026
long : Mind the \\
       wet steps
empty=
  spaced\\ key\tLeave it
"""

XLIFF = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file source-language="en" datatype="plaintext" original="door">
    <body>
      <trans-unit id="1">
        <source>Open &amp; lit</source>
        <note>On the door</note>
      </trans-unit>
      <trans-unit id="2" resname="door.closed">
        <source>Closed at <x id="1"/></source>
        <target state="needs-translation"/>
      </trans-unit>
      <trans-unit id="3" translate="no"><source>HARBOUR</source></trans-unit>
    </body>
  </file>
</xliff>
"""

XLIFF2 = """\
<xliff version="2.0" srcLang="en" trgLang="pl" xmlns="urn:oasis:names:tc:xliff:document:2.0">
  <file id="f"><unit id="1"><notes><note>On the door</note></notes>
    <segment state="initial"><source>Open today</source><target>Otwarte</target></segment>
    <segment><source>Leave</source></segment>
  </unit></file>
</xliff>
"""

YAML = """\
# Rails
en:
  # On the door
  open: Open until %{hour}
  quoted: "The keeper's \\"light\\""
  single: 'It''s late'
  number: 12
  truth: yes
  block: |
    First line
    second line
  folded: >-
    One long
    line
  boats:
    one: "%{count} boat"
    other: "%{count} boats"
  flow: {a: Left, b: Right}
"""

FLUENT = """\
# On the door
open = Open until { $hour }
    .title = Keeper
-harbour = Harbour
boats = { $n ->
    [one] { $n } boat
   *[other] { $n } boats
  }
long =
    First line
      second line
"""

STRINGS = """\
/* On the door */
"door.open" = "Open until %@\\n";
"Leave" = "Leave"; // a key that is the text
bare = "The \\"light\\"";
"""

I18NEXT3 = """\
{
  "boats": "{{count}} boat",
  "boats_plural": "{{count}} boats",
  "crew_female": "A woman on board",
  "crew_female_plural": "{{count}} women on board",
  "list_0": "The first",
  "list_1": "The second"
}
"""

XCSTRINGS = """\
{
  "sourceLanguage" : "en",
  "strings" : {
    "%lld boats" : {
      "comment" : "In the list",
      "localizations" : {
        "en" : {
          "variations" : {
            "plural" : {
              "one" : {
                "stringUnit" : {
                  "state" : "translated",
                  "value" : "%lld boat"
                }
              },
              "other" : {
                "stringUnit" : {
                  "state" : "translated",
                  "value" : "%lld boats"
                }
              }
            }
          }
        }
      }
    },
    "Leave" : {

    },
    "harbour-7" : {
      "shouldTranslate" : false
    }
  },
  "version" : "1.0"
}
"""

QT = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>Door</name>
    <message>
        <source>Open until %1</source>
        <comment>sign</comment>
        <extracomment>On the door</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n boat(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="vanished">Weg</translation>
    </message>
</context>
</TS>
"""

CSV = """\
key,source,note,target
open,"Open until {hour}, or later",On the door,
leave,Leave,,
"""

FILES: dict[str, tuple[str, list[tuple[str | None, str, str | None]]]] = {
    # name: text, units as (context, text, plural)
    "en.json": (
        JSON,
        [
            ("harbour.title", 'The light, "{name}"', None),
            ("harbour.rows.0", "First pier", None),
            ("harbour.rows.1", "Second pier", None),
            ("boats", "{{count}} boat", "{{count}} boats"),
            ("nights", "one night", "%d nights"),
        ],
    ),
    "app_en.arb": (
        ARB,
        [("open", "Open until {hour}", None), ("boats", "{n, plural, =1 {one boat} other {# boats}}", None)],
    ),
    "messages.json": (CHROME, [("name", "Harbour of $TOWN$", None), ("quit", "Leave", None)]),
    "strings.xml": (
        ANDROID,
        [
            ("open", "It's open until %1$s & later", None),
            ("rich", "Mind the <b>wet</b> steps", None),
            ("cdata", "<i>Keeper</i>: none", None),
            ("piers.0", "North", None),
            ("piers.1", "  South", None),
            ("boats", "%d boat", "%d boats"),
        ],
    ),
    "v3.json": (
        I18NEXT3,
        [
            ("boats", "{{count}} boat", "{{count}} boats"),
            ("crew_female", "A woman on board", "{{count}} women on board"),
            ("list_0", "The first", None),
            ("list_1", "The second", None),
        ],
    ),
    "a.properties": (
        PROPERTIES,
        [
            ("open", "Open until {0}…", None),
            ("long", "Mind the wet steps", None),
            ("spaced key", "Leave it", None),
        ],
    ),
    "a.xlf": (XLIFF, [(None, "Open & lit", None), ("door.closed", 'Closed at <x id="1"/>', None)]),
    "b.xliff": (XLIFF2, [(None, "Open today", None), (None, "Leave", None)]),
    "en.yml": (
        YAML,
        [
            ("open", "Open until %{hour}", None),
            ("quoted", 'The keeper\'s "light"', None),
            ("single", "It's late", None),
            ("block", "First line\nsecond line\n", None),
            ("folded", "One long line", None),
            ("boats", "%{count} boat", "%{count} boats"),
            ("flow.a", "Left", None),
            ("flow.b", "Right", None),
        ],
    ),
    "a.ftl": (
        FLUENT,
        [
            ("open", "Open until { $hour }", None),
            ("open.title", "Keeper", None),
            ("-harbour", "Harbour", None),
            ("boats", "{ $n } boat", "{ $n } boats"),
            ("long", "First line\n  second line", None),
        ],
    ),
    "a.strings": (
        STRINGS,
        [
            ("door.open", "Open until %@\n", None),
            (None, "Leave", None),
            ("bare", 'The "light"', None),
        ],
    ),
    "a.xcstrings": (XCSTRINGS, [("%lld boats", "%lld boat", "%lld boats"), (None, "Leave", None)]),
    "a.ts": (QT, [("Door|sign", "Open until %1", None), ("Door", "%n boat(s)", "%n boat(s)")]),
    "a.csv": (CSV, [("open", "Open until {hour}, or later", None), ("leave", "Leave", None)]),
}
