"""Write the parts of the documentation that are made from the code: `make docs`. A test holds them equal."""

from __future__ import annotations

from pathlib import Path

from pipeline.config import options_table

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- made from the code: make docs -->\n", "<!-- end -->\n"


def replace_part(text: str, part: str) -> str:
    """``text`` with what stands between the two marks replaced by ``part``."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "\n" + part + "\n" + END + after


PAGES = {ROOT / "docs" / "configuration.md": options_table}


def main() -> None:
    for path, make in PAGES.items():
        path.write_text(
            replace_part(path.read_text(encoding="utf-8"), make()), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
