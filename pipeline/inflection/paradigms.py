"""Endings by language, as data: what Snowball does not know, and what it should not take away.

A language needs none of these rows; each mends something seen in the table of
``tests/inflection/test_cases.py``. Languages are base languages (``pt``), words are lower-case.
"""

from __future__ import annotations

ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "yi": "yiddish",
    # close relatives of a language whose own algorithm is missing
    "af": "dutch", "bs": "serbian", "gl": "portuguese", "hr": "serbian", "ms": "indonesian", "sk": "czech",
}  # fmt: skip
"""Snowball's algorithm for each base language. Turkish and Finnish have rules of their own (`suffixes`)."""

UNSTEMMED = frozenset(
    [
        "az",
        "be",
        "bg",
        "fo",
        "fy",
        "is",
        "ka",
        "kk",
        "ky",
        "la",
        "lb",
        "lv",
        "mk",
        "mn",
        "mt",
        "rm",
        "sl",
        "sq",
        "tk",
        "tt",
        "uk",
        "uz",
    ]
)
"""Inflecting languages without an algorithm: words with the same beginning are taken for one word."""

PREFIXED = frozenset(("ar", "fa", "he", "id", "ms", "ga", "gd", "cy"))
"""Languages that inflect at the beginning of a word too."""

COMPOUNDING = frozenset(["af", "da", "de", "fi", "fo", "fy", "is", "lb", "nb", "nl", "nn", "no", "sv"])
"""Languages that write compounds as one word. Hungarian and Estonian do so too, but without a list of
their many suffixes 18 % of other Hungarian words with the same beginning were taken for compounds."""

HYPHENATING = COMPOUNDING | {"en", "et", "hu"}
"""Languages that join the words of a term by hyphens before another noun: Deep-Learning-Modell."""

RESPELLINGS: dict[str, tuple[tuple[str, str], ...]] = {
    # plurals in -l, -m and -ão; gender in -ão and -eu
    "pt": (
        ("ões", "ão"), ("ães", "ão"), ("ãos", "ão"), ("ais", "al"), ("éis", "el"), ("eis", "el"), ("eis", "il"),
        ("is", "il"), ("óis", "ol"), ("uis", "ul"), ("ns", "m"), ("ês", "es"), ("eses", "es"), ("esa", "es"),
        ("esas", "es"), ("eia", "eu"), ("eias", "eu"), ("s", ""),
    ),
    "gl": (("óns", "ón"), ("áns", "án"), ("ais", "al"), ("eis", "el"), ("is", "il"), ("óis", "ol"), ("ns", "n"), ("s", "")),
    "es": (("ces", "z"), ("es", ""), ("s", "")),
    "ca": (("ces", "ça"), ("gües", "gua"), ("gues", "ga"), ("ques", "ca"), ("jes", "ja"), ("cs", "c"), ("s", "")),
    "fr": (
        ("aux", "al"), ("aux", "ail"), ("ve", "f"), ("ves", "f"), ("que", "c"), ("ques", "c"), ("che", "c"),
        ("ches", "c"), ("gue", "g"), ("gues", "g"), ("trice", "teur"), ("trices", "teur"), ("euse", "eur"),
        ("euses", "eur"), ("euse", "eux"), ("euses", "eux"), ("lle", "l"), ("lles", "l"), ("nne", "n"), ("nnes", "n"), ("tte", "t"), ("ttes", "t"),
        ("s", ""), ("x", ""),
    ),
    "it": (
        ("chi", "co"), ("ghi", "go"), ("che", "ca"), ("ghe", "ga"), ("ci", "co"), ("gi", "go"), ("ce", "cia"),
        ("ge", "gia"), ("trice", "tore"), ("trici", "tore"),
    ),
    # plurals in -s behind any letter; Latin and Greek words: Algorithmus, Zentrum, Firma, Konto, Stadion
    "de": (("s", ""), ("us", "en"), ("um", "en"), ("a", "en"), ("o", "en"), ("ien", "ium"), ("ss", "sse")),
    # plurals with a doubled consonant, a vowel no longer doubled, f : v, s : z
    "nl": (
        ("s", ""), ("ven", "f"), ("ve", "f"), ("zen", "s"), ("ze", "s"),
        *((c + c + e, c) for c in "bdfgklmnprst" for e in ("e", "en")),
        *((v + c + e, v + v + c) for v in "aeou" for c in "bdfgklmnprst" for e in ("e", "en")),
    ),
    "sv": (("are", "ar"), ("arna", "ar"), ("um", "a"), ("t", ""), ("s", ""), ("ts", "")),
    "da": (("t", ""), ("s", "")),
    "nb": (("t", ""), ("s", "")),
    "nn": (("t", ""), ("s", "")),
    "no": (("t", ""), ("s", "")),
    # locative and dative: karcie, modzie, książce, drodze; o under a closed syllable
    "pl": (
        ("cie", "ta"), ("ście", "sta"), ("dzie", "da"), ("ździe", "zda"), ("ce", "ka"), ("dze", "ga"), ("rze", "ra"),
        ("le", "ła"), ("nie", "na"), ("mie", "ma"), ("bie", "ba"), ("pie", "pa"), ("wie", "wa"), ("zie", "za"),
        ("sie", "sa"), ("cie", "t"), ("dzie", "d"), ("rze", "r"), ("le", "ł"), ("ce", "k"), ("dze", "g"),
        ("cy", "k"), ("dzy", "g"), ("rzy", "r"), ("ści", "sty"), ("ni", "ny"),
        *(("ó" + c, "o" + c) for c in "bdgjłrwz"), *(("ą" + c, "ę" + c) for c in "bdgż"),
    ),
    "cs": (("ce", "ka"), ("ze", "ha"), ("ře", "ra"), ("še", "cha"), ("ci", "k"), ("ři", "r"), ("zi", "h"), ("ť", "t"), ("ď", "d"), ("ň", "n")),
    "sk": (("ci", "k"), ("ť", "t"), ("ď", "d"), ("ň", "n")),
    "ro": (("ți", "t"), ("și", "s"), ("zi", "d"), ("ești", "esc"), ("uri", ""), ("le", ""), ("ale", ""), ("ele", "")),
}  # fmt: skip
"""Irregular endings and the regular ones they stand for: ``(as written, as if it were regular)``."""

VOWEL_ENDINGS = {"ca": "ae", "es": "ao", "gl": "ao", "it": "aeio", "pt": "ao"}
"""Last vowels that tell gender and number, and are no part of the stem."""

FLEETING = {"ru": "оеё", "uk": "оеє", "pl": "e", "cs": "e", "sk": "eoá", "sr": "a", "hr": "a", "bs": "a"}
"""Vowels that come and go before the last consonant: рынок, рынка; książek, książka; karet, karta."""

_PT = (
    ("mento", "mentos"), ("ção", "ções", "são", "sões"), ("dade", "dades"), ("dor", "dora", "dores", "doras"),
    ("vel", "veis"), ("ismo", "ismos"), ("ista", "istas"), ("mente",), ("ivo", "iva", "ivos", "ivas"),
    ("ência", "ências", "ância", "âncias"), ("eza", "ezas"), ("tura", "turas"), ("agem", "agens"),
    ("oso", "osa", "osos", "osas"), ("logia", "logias"), ("ante", "antes", "ente", "entes"), ("ico", "ica", "icos", "icas"),
)  # fmt: skip
_ES = (
    ("miento", "mientos"), ("ción", "ciones", "sión", "siones"), ("dad", "dades"), ("dor", "dora", "dores", "doras"),
    ("ble", "bles"), ("ismo", "ismos"), ("ista", "istas"), ("mente",), ("ivo", "iva", "ivos", "ivas"),
    ("encia", "encias", "ancia", "ancias"), ("eza", "ezas"), ("tura", "turas"), ("aje", "ajes"),
    ("oso", "osa", "osos", "osas"), ("logía", "logías"), ("ante", "antes", "ente", "entes"), ("ico", "ica", "icos", "icas"),
)  # fmt: skip
_FR = (
    ("issement", "issements"), ("ement", "ements"), ("amment", "emment"), ("tion", "tions", "sion", "sions"),
    ("ité", "ités"), ("teur", "teurs", "trice", "trices"), ("eur", "eurs", "euse", "euses", "eure", "eures", "eux"), ("able", "ables", "ible", "ibles"),
    ("isme", "ismes"), ("iste", "istes"), ("if", "ifs", "ive", "ives"), ("ence", "ences", "ance", "ances"),
    ("age", "ages"), ("ture", "tures"), ("logie", "logies"), ("ant", "ante", "ants", "antes"), ("ique", "iques", "ic", "ics"),
)  # fmt: skip
_IT = (
    ("mento", "menti"), ("zione", "zioni", "sione", "sioni"), ("ità",), ("tore", "tori", "trice", "trici"),
    ("bile", "bili"), ("ismo", "ismi"), ("ista", "isti", "iste"), ("mente",), ("ivo", "iva", "ivi", "ive"),
    ("enza", "enze", "anza", "anze"), ("ezza", "ezze"), ("tura", "ture"), ("aggio", "aggi"), ("oso", "osa", "osi", "ose"),
    ("logia", "logie"), ("ante", "anti", "ente", "enti"), ("ico", "ica", "ici", "iche"),
)  # fmt: skip
_CA = (
    ("ment", "ments"), ("ció", "cions", "sió", "sions"), ("tat", "tats"), ("dor", "dora", "dors", "dores"),
    ("ble", "bles"), ("isme", "ismes"), ("ista", "istes"), ("iu", "iva", "ius", "ives"),
    ("ència", "ències", "ància", "àncies"), ("tura", "tures"), ("atge", "atges"), ("logia", "logies"),
)  # fmt: skip
_EN = (
    ("ation", "ations", "tion", "tions", "sion", "sions"), ("ity", "ities"), ("ment", "ments"),
    ("er", "ers", "or", "ors"), ("able", "ables", "ible", "ibles"), ("ism", "isms"), ("ist", "ists"), ("ness", "nesses"),
    ("ive", "ives"), ("ance", "ances", "ence", "ences"), ("ically", "ly"), ("ical",), ("ic", "ics"), ("al", "als"),
    ("ize", "izes", "ized", "izing", "ise", "ises", "ised", "ising"), ("ous",), ("ful",), ("less",), ("age", "ages"),
    ("logy", "logies"),
)  # fmt: skip
_DE = (
    ("ung", "ungen", "ungs", "ünge", "üngen"), ("heit", "heiten", "keit", "keiten"), ("schaft", "schaften"), ("lich", "liche", "lichen", "licher", "liches", "lichem"),
    ("isch", "ische", "ischen", "ischer", "isches", "ischem"), ("bar", "bare", "baren", "barer", "bares", "barem"),
    ("erin", "erinnen", "istin", "istinnen", "orin", "orinnen"), ("ismus", "ismen"),
)  # fmt: skip
_NL = (
    ("ing", "ingen"), ("heid", "heden"), ("lijk", "lijke"), ("baar", "bare"), ("isme", "ismen"),
    ("leren", "neren", "seren", "teren"),
)  # fmt: skip
_RU = (
    ("ние", "ния", "нию", "нием", "нии", "ний", "ниям", "ниями", "ниях"),
    ("ость", "ости", "остью", "остей", "остям", "остями", "остях"),
    ("тель", "теля", "телю", "телем", "теле", "тели", "телей", "телям", "телями", "телях"),
    ("ция", "ции", "цию", "цией", "ций", "циям", "циями", "циях"),
    ("изм", "изма", "изму", "измом", "изме", "измы", "измов"),
)  # fmt: skip
_PL = (
    ("anie", "ania", "aniu", "aniem", "ań", "aniom", "aniami", "aniach", "enie", "enia", "eniu", "eniem", "eń", "eniom", "eniami", "eniach"),
    ("ość", "ości", "ością", "ościom", "ościami", "ościach"),
    ("cja", "cji", "cję", "cją", "cje", "cjom", "cjami", "cjach", "cjo"),
    ("izm", "izmu", "izmowi", "izmem", "izmie", "yzm", "yzmu", "yzmem"),
)  # fmt: skip

DERIVATIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "ca": _CA, "de": _DE, "en": _EN, "es": _ES, "fr": _FR, "gl": _PT, "it": _IT, "nl": _NL, "pl": _PL, "pt": _PT, "ru": _RU,
}  # fmt: skip
"""Suffixes that make another word (treinar, treinamento), each with all its inflected endings.

Snowball's algorithms serve search, where the two should be found together, and take these away. Two
forms of one word end in the same of these suffixes, or both in none.
"""

UMLAUT_ALONE = (
    "vater", "mutter", "bruder", "tochter", "vogel", "apfel", "mantel", "laden", "garten", "boden", "ofen", "hafen",
    "faden", "schaden", "graben", "mangel", "nagel", "sattel", "kasten", "magen", "wagen", "bogen", "hammer",
    "kragen", "kloster", "acker", "schwager", "hammel", "schnabel", "stengel", "kanal",
)  # fmt: skip
"""German nouns whose plural has an umlaut and no ending (Duden, Die Grammatik: Nullplural mit Umlaut)."""
