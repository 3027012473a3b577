"""Abbreviations that stand before a capital or a number, where the rules of another language would end.

LanguageTool has them for its own languages; these are for the languages that borrow rules (`rules`),
and the few that its lists lack. Before a lower-case word no list is needed: `guards` sees that.
To add a language, add a line: the words without their full stop, as they are written.
"""

from __future__ import annotations

import re
from functools import cache

EVERYWHERE = "Dr Prof Mr Mrs Ms St vs"

BY_LANGUAGE = {
    "el": "κ κα Δρ Αγ αρ σελ τηλ",
    "et": "hr pr nr lk kell tn mnt pst",
    "fi": "Tri Toht prof klo nro s puh vt",
    "hu": "Ifj ifj Id id Özv özv Szt sz kb",
    "id": "Bpk Ibu Sdr Jl Jln Drs Ir Hj H No Tn Ny Kab Kec",
    "is": "Hr hr Frk frk Kl kl nr",
    "it": (
        "Sig sig Sigg Dott dott Ing ing Avv avv Arch arch prof Geom On Rag "
        "art artt pag pagg fig cap vol n nn tel"
    ),
    "ko": "Inc Corp Ltd Co",
    "lt": "Šv šv prof doc pvz plg g str nr tel vyr jaun",
    "lv": "prof doc piem nr tel lpp",
    "ms": "Encik Pn Tn Jln No Sdn",
    "nb": "Kl kl nr ca tlf hr fr st",
    "nn": "Kl kl nr ca tlf hr fr st",
    "no": "Kl kl nr ca tlf hr fr st",
    "ro": "Dl Dna Dra Sf str nr art pag tel cca",
    "ru": "Св св им ул г гг проф акад",
    "sv": "Kl kl nr s t ca resp Jr Sr Fr Hr tel",
    "ta": "திரு ரெவ் டாக்டர் ஏ டி",
    "tr": "Sn Av Doç Yrd Öğr Gör Cad Sok Mah Apt No Alb Org Gen",
    "vi": (
        "TP Tp TX Tx TT Q P H TS Ts ThS Ths PGS GS BS KS LS CN NCS ĐH ĐT NXB Nxb Tr tr NSND NSƯT BT VD Vd vd"
    ),
}

_NUMBERED = (
    "No Nos no nos Nr nr Nº nº n Fig fig Figs Eq eq Sec sec Ch ch Vol vol p pp pág págs Art art Abs "
    "Kap Bd Tab tab Cap cap v ca approx tel Tel стр рис гл ст"
)


def _words(words: str) -> str:
    return "|".join(re.escape(word) for word in words.split())


NUMBERED = re.compile(rf"(?<![\w.])(?:{_words(_NUMBERED)})\.\s+\Z")
"""The end of a text whose next word is a number: ``No. 5``, ``Fig. 3``, ``p. 12``."""


@cache
def titles(base: str) -> re.Pattern[str]:
    """The end of a text whose next word is a name or a number, on the same line: ``TP. Hồ Chí Minh``."""
    own = BY_LANGUAGE.get(base, "")
    return re.compile(rf"(?<![\w.])(?:{_words(f'{EVERYWHERE} {own}')})\.[^\S\n]+\Z")
