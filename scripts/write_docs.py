"""Write the parts of the documentation that are made from the code: `make docs`. A test holds them equal."""

from __future__ import annotations

from pathlib import Path

from pipeline.options import options_table
from pipeline.report.rules_page import rules_page

ROOT = Path(__file__).resolve().parent.parent
MARKS = ("<!-- made from the code: make docs -->\n", "<!-- end -->\n")


def replace_part(text: str, part: str, marks: tuple[str, str] = MARKS) -> str:
    """``text`` with what stands between the two marks replaced by ``part``."""
    begin, end = marks
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return before + begin + "\n" + part + "\n" + end + after


PAGES = {ROOT / "docs" / "configuration.md": options_table, ROOT / "docs" / "checks.md": rules_page}


def main() -> None:
    for path, make in PAGES.items():
        path.write_text(
            replace_part(path.read_text(encoding="utf-8"), make()), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
