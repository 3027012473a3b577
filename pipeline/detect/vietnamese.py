"""Vietnamese typed without its marks ("Anh minh hoa"): told by the spelling of its syllables.

Vietnamese writes one syllable a word, and its spelling admits few of them: an onset of a closed list
and a rime of a closed list. Without marks about two thousand forms are left; a run of such words in an
English text is Vietnamese unless the words are English as well (``the``, ``can``, ``no``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

# Spelling rules of Vietnamese, after folding. Before e, i, y the sounds k, g, ng are written k, gh, ngh.
_ONSETS_ANY = "b ch d g gi h kh l m n nh ng ph r s t th tr v x".split()
_ONSETS_BACK = [*_ONSETS_ANY, "c", ""]
_ONSETS_FRONT = [*(onset for onset in _ONSETS_ANY if onset not in ("g", "ng", "gi")), "k", "gh", "ngh", ""]

_RIMES_BACK = (
    "a ac ach ai am an ang anh ao ap at au ay "
    "o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oe oen oeo oet "
    "u ua uc ui um un ung uoc uoi uom uon uong uop uot uou uu up ut ua uan uat uang uay uao "
    "ue uech uenh uo uy uya uych uyen uyet uyn uynh uyt uyu"
).split()
_RIMES_FRONT = (
    "e ec ech em en eng enh eo ep et eu i ia ich iem ien iep iet ieu ieng iec im in inh ip it iu y"
).split()
_AFTER_Q = (
    "ua uac uach uai uan uang uanh uao uat uau uay uam uap ue uen ueo uet uech uenh "
    "ui uit uoc uot uy uyen uyet uynh uyt uym uyp uyu uoi"
).split()
_AFTER_G = "i in iet ieng im".split()  # gì, gìn, giết, giếng: gi- with the i shared
_ALONE = "y yem yen yet yeu yeng".split()

# Folded syllables that are also words of English, or of the Latin-script languages that documents
# are mostly written in; they prove nothing beside such words.
_ALSO_ENGLISH = frozenset(
    "a am an ban bat bay be bi bin bit bong bun but buy can cap cat cay chat chi chin chip chop chum co com con cop "
    "cot cu cup cut dam dan day dem den di die dim din dip do doc don dong dot due dung eat em en eo et fan gay ghi "
    "go gong got gum gun guy ha hai ham hang hat hay he hem hen her hi him hip his hit ho hoc hoi hon hong hop hot "
    "hu huh hum hung hut i in is it ken kim kin king kit la lap lat lay lo long lot ma man map mat may me men met mi "
    "mom moi mon mop mu mum my nap nay ne net nhat nil nip no non nun nut o oh on pan pat phi phone pop qua quit "
    "quay ram ran rang rap rat ray ri rich rip ru rum run rung sac sang sap sat say set she sin sing sip sit so son "
    "song sum sun sung ta tan tang tao tap tat tau tay te tech tem ten tham than that the them then they thin thing "
    "this thong three thu thus ti tin tip to ton tong too top tot toy tram trap tray trim trip tu tung u um up us van "
    "vat vet vi via vie vu xu y ya me nu do ma dia do da de che tri tre tha tho que hoa thai lao dao bao pho khan "
    "chat minh vina bach lien".split()
) - frozenset("nay hoc hoi moi hoa minh".split())


@cache
def syllables() -> frozenset[str]:
    """Return every folded syllable that Vietnamese spelling admits."""
    made = {onset + rime for onset in _ONSETS_BACK for rime in _RIMES_BACK}
    made |= {onset + rime for onset in _ONSETS_FRONT for rime in _RIMES_FRONT}
    made |= {"gi" + rime for rime in (*_RIMES_BACK, "eo", "em", "en", "e", "eu", "et")}
    made |= {"g" + rime for rime in _AFTER_G}
    made |= {"q" + rime for rime in _AFTER_Q}
    made |= {*_ALONE}
    made |= {onset + "y" for onset in "h k l m s t".split()}
    return frozenset(made)


@cache
def distinctive(syllable: str) -> bool:
    """Whether a folded syllable has a shape that European languages hardly have."""
    return (
        syllable.startswith(("ng", "nh", "kh", "gi", "ph", "qu", "tr", "th", "x"))
        and syllable not in _ALSO_ENGLISH
        or syllable.endswith(("nh", "ieu", "uoi", "uong", "ieng", "uoc", "iet", "uyet", "uyen", "ien", "oai", "ao", "uu"))
        or syllable in _FREQUENT
    )


# Syllables that hardly any Vietnamese text goes without.
_FREQUENT = frozenset(
    "cua va duoc nhung nguoi khong trong mot cac voi nay cung vao lai roi rang toi boi neu hoac hon deu viec".split()
)


def marks_toneless(word: str) -> bool:
    """Whether a folded word is a Vietnamese syllable and no common word of another language."""
    return word in syllables() and word not in _ALSO_ENGLISH


def is_toneless(words: Sequence[str], base_words: Collection[str] = ()) -> bool:
    """Whether lower-cased ASCII words read as Vietnamese without marks, beside a text with ``base_words``.

    All words must be syllables; at least two must be neither words of European languages nor in
    ``base_words``; at least one of these must have a distinctive shape.
    """
    if len(words) < 2:
        return False
    known = syllables()
    if not all(word in known for word in words):
        return False
    own = [word for word in words if word not in _ALSO_ENGLISH and word not in base_words]
    return len(own) >= 2 and any(map(distinctive, own))
