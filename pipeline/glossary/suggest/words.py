"""English words that end a noun phrase or make no name: what a part-of-speech tagger would tell.

The lists are ours. Nouns that are verbs as well (export, research, support) are left out of the verbs
on purpose: they make terms.
"""

# ruff: noqa: SIM905 - word lists are read more easily as text
from __future__ import annotations

_VERBS = (
    "accept achieve acknowledge acquire adapt add adopt allow announce appear apply argue arise arrive ask assume avoid "
    "become begin believe belong bring build buy call carry catch cause choose close come compete complete consider "
    "contain continue contribute convert convince create decide declare deliver deny depend deploy describe deserve "
    "determine develop discover discuss dominate draw drive earn ease eat emerge employ enable encourage enjoy ensure "
    "enter establish examine exceed exist expand expect explain explore face fail fall feel fight fill find finish fly "
    "follow force forget form fuel gain get give go grow happen have hear help hide hold hope hurt identify ignore imagine "
    "impose improve include increase indicate inform insist inspire install intend introduce invest invite involve join "
    "keep know launch lead learn leave let lie like listen live look lose love make manage maximize mean measure meet "
    "mention minimize miss move need note notice occur offer open operate oppose outperform overcome own pay perform "
    "prefer prepare present prevent produce promise promote propose protect prove provide publish push put raise reach "
    "realize receive recognize reduce refer reflect refuse release rely remain remember remind remove replace reply "
    "represent require respond restrict result reveal rise run save say see seek seem sell send serve set settle shape "
    "share show sign sit solve speak spend stand start stay stop strengthen succeed suffer suggest surprise surpass sustain "
    "take talk tell tend think throw train treat try turn underscore understand use visit wait walk want warn watch wear win "
    "wish wonder write narrow task catch customize fine-tune train"
).split()

_IRREGULAR = (
    "became become began begun bought brought built came caught chose chosen drawn drew driven drove fallen fell felt "
    "flown forgotten fought found gave given gone got gotten grew grown had has heard held hidden kept knew known laid led "
    "left lost made meant met paid proven put ran read risen rose said sat saw seen sent shown sold sought spent spoke "
    "spoken stood taken taught thought threw told took understood went won wore worn written wrote lies lying"
).split()

# Words that are no part of a term: degree, number, time, opinion.
GENERAL = frozenset(
    (
        "able actual additional again ago almost alone already also amazing another available away back aware bad best better big "
        "billion busy certain clear close common complete considerable current currently daily deep despite different "
        "difficult due early easy eight enough entire especially even ever exactly excellent extremely fair famous far fast "
        "few fierce final fine five former four free frequent fresh full fully further furthermore general giant good great "
        "half happy hard heavy high however huge hundred ideal important impressive increasingly initial instead key large "
        "last late later latest leading less likely little long lot low main major many maybe meanwhile million minor moreover "
        "most much near nearly necessary new next nice nine normal notably nothing numerous obvious often old once only "
        "original other otherwise overall own particular past perfect perhaps pioneer poor popular possible potential present "
        "previous probably quick quickly quite rapid rapidly rare rather ready real really recent recently regular "
        "remarkable same second separate serious several severe short significant similar simple since single six slow small "
        "solid something sometimes soon special specific strong such sudden suddenly sure surprising ten then therefore third "
        "thousand three thus tiny today together tomorrow tonight top total tough true two typical unique usual usually various "
        "vast very vital vivid warm weak well whole wide worse worst worth wrong yesterday yet young little-known driving "
        "according including using based because whether via per plus versus vs etc than upon toward towards among amid across "
        "along behind beside besides beyond despite except inside outside onto throughout underneath unless until whose whom "
        "everyone someone anyone everything anything thing things lot lots way ways part parts kind kinds number numbers "
        "example case cases time times year years month months week weeks day days hour hours minute minutes people man men "
        "woman women reason fact point side end middle bit rest"
    ).split()
)

# Countries, their people and languages; months and days: translators know them, engines translate them.
_PLACES_AND_PEOPLES = (
    "Afghanistan Afghan Africa African Albania Albanian Algeria Algerian America American Americans Americas Angola Angolan "
    "Arab Arabic Argentina Argentine Armenia Armenian Asia Asian Australia Australian Austria Austrian Azerbaijan Bangladesh "
    "Belarus Belgium Belgian Bolivia Bolivian Bosnia Brazil Brazilian Brazilians Britain British Bulgaria Bulgarian Cambodia "
    "Cambodian Cameroon Canada Canadian Chile Chilean China Chinese Colombia Colombian Congo Croatia Croatian Cuba Cuban "
    "Cyprus Czech Denmark Danish Dutch Ecuador Egypt Egyptian England English Estonia Estonian Ethiopia Ethiopian Europe "
    "European Europeans Finland Finnish France French Georgia German Germans Germany Ghana Greece Greek Hindi Hungarian "
    "Hungary Iceland Icelandic India Indian Indians Indonesia Indonesian Iran Iranian Iraq Iraqi Ireland Irish Israel Israeli "
    "Italian Italians Italy Japan Japanese Jordan Kazakhstan Kenya Kenyan Korea Korean Koreans Kuwait Laos Lao Latin Latvia "
    "Latvian Lebanon Libya Lithuania Lithuanian Luxembourg Malaysia Malaysian Malta Mandarin Mexican Mexico Moldova Mongolia "
    "Moroccan Morocco Mozambique Myanmar Namibia Nepal Netherlands Nigeria Nigerian Norway Norwegian Pakistan Pakistani "
    "Palestine Palestinian Panama Paraguay Peru Peruvian Philippines Filipino Poland Polish Portugal Portuguese Qatar Romania "
    "Romanian Russia Russian Russians Rwanda Scotland Scottish Senegal Serbia Serbian Singapore Slovak Slovakia Slovenia "
    "Slovenian Somalia Spain Spanish Sudan Swahili Sweden Swedish Swiss Switzerland Syria Syrian Taiwan Taiwanese Tanzania "
    "Thai Thailand Tunisia Turkey Turkish Uganda Ukraine Ukrainian Uruguay Uzbekistan Venezuela Vietnam Vietnamese Wales Welsh "
    "Western Eastern Northern Southern West East North South Yemen Zambia Zimbabwe "
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Internet Web Earth God Mr Mrs Ms Dr Prof"
)
COMMON_CAPITALISED = frozenset(_PLACES_AND_PEOPLES.split())

COMMON_NAMES = frozenset(
    {"United States", "United Kingdom", "United Nations", "European Union", "Middle East"}
)
PEOPLES = tuple("ese ish ian ean ican utch ench erman".split())
"""How the names of peoples end: "Chinese Huawei" is Huawei, "China Mobile" is a name."""

TRANSLATED_ENDS = ("ian", "ians", "ese", "ish", "ean", "eans", "icans", "ic")
"""How words for peoples and places end that every language has its own word for: Panamanian, Atlantic."""

COMMON_ACRONYMS = frozenset(
    "US UK EU UN USA UAE USSR AM PM BC AD OK TV ID II III IV VI VII VIII IX XI XII".split()
)
"""Countries and ordinary abbreviations, Roman numbers: no terms."""

# A name that ends in one of these says what it is, and is often translated.
DESCRIPTIVE_ENDS = frozenset(
    (
        "act agency agreement alliance area assembly association authority award bank bill board bureau center centre "
        "century city college commission committee company conference congress convention council country court day delta "
        "department district division economy fair federation festival forum foundation fund government group "
        "house industry initiative institute island islands lake law league library market ministry mountain museum falls valley fleet ministry consulate embassy office "
        "organisation organization parliament party plan programme program project prize province region report republic "
        "river road school sea society square state states street summit school strategy team theory town treaty union "
        "university valley village war week world year"
    ).split()
)

TITLES = frozenset(
    "president minister chairman chairwoman director professor doctor king queen prince princess pope senator governor "
    "mr mrs ms dr prof mister miss presidential mayor general captain sir lord lady ceo cto cfo prime secretary ambassador judge".split()
)

NAME_BEGINNINGS = frozenset("new great old little san saint".split())
"""Ordinary words that names begin with: New Zealand."""

LOCATIVE = frozenset("in from near outside inside em na no da en aus nach bei ở tại từ".split())
"""What stands before a place more often than before anything else."""

VIETNAMESE_SURNAMES = frozenset(
    (
        "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh doan lam trinh mai dao luong truong ha "
        "cao chu thai ta to phung quach kieu la luu mac nghiem ninh ong tang than thach tong trieu trinh tu vuong"
    ).split()
)
"""Family names of most Vietnamese, folded; they stand in front."""

PARTICLES = frozenset("of de da do dos das del della di du van von der den la le al bin ibn y e".split())
"""Small words inside a name."""


def _inflect(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    double = verb + verb[-1] if len(verb) < 6 and verb[-1] in "bdgmnprt" and verb[-2] in "aeiou" else stem
    third = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else stem + "ed"
    es = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else third
    return {verb, third, es, past, stem + "ing", verb + "ing", double + "ed", double + "ing"}


_NOUNS_TOO = frozenset("learning building meaning feeling results result forms form offers shares share needs moves force forces lead leads signs sign face faces task tasks measures measure notes note training presents treats visits visit watches hopes claims results".split()) - {"training"}  # fmt: skip

VERBS = (frozenset(form for verb in _VERBS for form in _inflect(verb)) | frozenset(_IRREGULAR)) - _NOUNS_TOO
"""English verbs in every form that is not a common noun."""
