"""Vietnamese letters without their marks."""

from __future__ import annotations

from unicodedata import combining, normalize

_D = str.maketrans("đĐ", "dD")


def fold_marks(text: str) -> str:
    """Drop all combining marks and the bar of đ: ``Ảnh minh hoạ`` → ``Anh minh hoa``."""
    return "".join(char for char in normalize("NFD", text.translate(_D)) if not combining(char))
