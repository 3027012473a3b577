"""Write the parts of the documentation that are made from the code: `make docs`. A test holds them equal."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.options import options_table
from pipeline.report.rules_page import rules_page
from scripts.formats_table import formats_table

ROOT = Path(__file__).resolve().parent.parent
MARKS = ("<!-- made from the code: make docs -->\n", "<!-- end -->\n")


def replace_part(text: str, part: str, marks: tuple[str, str] = MARKS) -> str:
    """``text`` with what stands between the two marks replaced by ``part``."""
    begin, end = marks
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return before + begin + "\n" + part + "\n" + end + after


PAGES = {
    ROOT / "docs" / "configuration.md": options_table,
    ROOT / "docs" / "checks.md": rules_page,
    ROOT / "docs" / "formats.md": formats_table,
}


def main() -> None:
    for path, make in PAGES.items():
        path.write_text(
            replace_part(path.read_text(encoding="utf-8"), make()), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
