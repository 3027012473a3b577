"""Vietnamese typed without its marks ("Anh minh hoa"): told by the spelling of its syllables.

Vietnamese writes one syllable a word, and its spelling admits few of them: an onset of a closed list
and a rime of a closed list. Without marks about two thousand forms are left; a run of such words in an
English text is Vietnamese unless the words are English as well (``the``, ``can``, ``no``).
"""

# ruff: noqa: SIM905 - word lists are read more easily as text
from __future__ import annotations

from collections.abc import Sequence
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

# Folded syllables that are also words of English; they prove nothing inside an English text.
_ENGLISH = frozenset(
    (
        "a am an at bach ban bang bat bay be ben bet bi bin bit boat bong bot bun bung but buy by cam "
        "can cap cat chap chat chi chin chip chop chum co coach coat com con cop cot cu cue cup cut dam "
        "dan day dem den dim din dip do doc doe don dong dot due dun dung duo e em en gam gang gap gay "
        "gin go goat got gum gun gut guy ha hai ham hang hat hay he hem hen het hi him hip hit ho hoe "
        "hop hot hue hum hung hut i im in it ken kin kit ko lam lap lat lay let li lip lit lo long lot "
        "lung ma mac mach man map mat may me men met mi min mo moat mod mom mon mop mu mum my nap ne net "
        "ni nil nip nit no non not num nun nut o on op phi qua quit ram ran rang rap rat ray re rep rich "
        "rim rip roach roe ron rot rue rum run rung rut sac sam san sang sap sat say sen set sim sin sip "
        "sit so son song soy sue sum sun sung sup ta tan tang tap tat tau te tech ten than that the them "
        "then thin thou ti tic tin tip to toe tom ton tong top tot tram trap tray trim trio trip true "
        "try tu tung tut u um un up van vat vet vi via vim vip von vow xi y ye yen yet"
    ).split()
)

# The same for the other languages in Latin letters that documents are often written in.
_EUROPEAN = frozenset(
    (
        "ac ach ai ang ao ap at au ay ba ban bau bem ben bia bien bo bon bu buong ca cach can cat cau "
        "cha che chi chien cho chu cua cui da dach dan dat dau de det deu di dia dich dien diep dieu dio "
        "dit diu do doen doet doi dom dot du eu ga gan gang gi gia gio gu gut ha han hao hau he hi hoe "
        "hun huo huu ia ich im ke ket ki kiem la lai lan lang lau le let li lia lich lien lieu lo loi "
        "lot lu lua lui lut ly mac mai mam mau meu mia mich mie min mit mo moet moi mong mot mu mut na "
        "nach nam nang nat nem nen nga nhat ni nia nich niet noc noe noi nom ny oc om phi quan que quem "
        "qui quoi ra ran re rem ren ret ria rien riep rin ro ru rua sa sai sam san sau se sec sem sen "
        "seu si sia sich sien sim soc som su sua sui suo suoi suot ta tam tan tau te tet teu thang tho "
        "ti tia tien tim to toen toi tot tra trang tre tri tro tron trong trop tua tuon tut ty uc un ung "
        "uno ut va vem ven vit viu vom von xim xut"
    ).split()
)


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


_ENDINGS = ("nh", "ieu", "uoi", "uong", "ieng", "uoc", "iet", "uyet", "uyen", "oai", "oach", "uu", "au")
_BEGINNINGS = ("ng", "nh", "kh", "gi", "ph", "qu", "tr", "th", "x")

# Syllables that hardly any Vietnamese text goes without, and no other language has.
_FREQUENT = frozenset(
    "cua duoc nhung nguoi khong trong voi nay cung vao roi rang boi neu hoac hon deu viec thi cac nhu "
    "hoi".split()
)


def marks_vietnamese(word: str) -> bool:
    """Whether a folded word is a Vietnamese syllable and no word of English."""
    return word in syllables() and word not in _ENGLISH


def share_of_syllables(words: Sequence[str]) -> float:
    """Return which part of lower-cased words are folded Vietnamese syllables (0 for no words)."""
    known = syllables()
    return sum(word in known for word in words) / len(words) if words else 0.0


def is_toneless(words: Sequence[str], base: str = "") -> bool:
    """Whether words read as Vietnamese without marks, beside a text in the language ``base``.

    All words must be syllables, and two different ones must not be words of the base language (of any
    language listed, where ``base`` is not English). One of these must have a shape that European languages
    hardly have, or two of them must be written small: "Lao Cai" inside English is a name.
    """
    known = syllables()
    if len(words) < 2 or not all(word.lower() in known for word in words):
        return False
    own = {
        word
        for word in words
        if word.lower() not in _ENGLISH and (base == "en" or word.lower() not in _EUROPEAN)
    }
    folded = {word.lower() for word in own}
    if len(folded) < 2:
        return False
    return sum(map(str.islower, own)) > 1 or any(
        word in _FREQUENT or word.startswith(_BEGINNINGS) or word.endswith(_ENDINGS) for word in folded
    )
