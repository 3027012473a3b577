"""Other spellings of the same words: Vietnamese without its marks, Serbian in Cyrillic."""

from __future__ import annotations

from unicodedata import combining, normalize

_D = str.maketrans("đĐ", "dD")
_CYRILLIC = str.maketrans(
    "abcčćdđefghijklmnoprsštuvzžABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ",
    "абцчћдђефгхијклмнопрсштувзжАБЦЧЋДЂЕФГХИЈКЛМНОПРСШТУВЗЖ",
)


def fold_marks(text: str) -> str:
    """Drop all combining marks and the bar of đ: ``Ảnh minh hoạ`` → ``Anh minh hoa``."""
    return "".join(char for char in normalize("NFD", text.translate(_D)) if not combining(char))


def to_cyrillic(text: str) -> str:
    """Write Serbo-Croatian Latin letters in Cyrillic: ``što`` → ``што``, ``nj`` → ``њ``."""
    text = text.replace("nj", "њ").replace("lj", "љ").replace("dž", "џ")
    return text.translate(_CYRILLIC)
