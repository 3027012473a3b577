"""Texts to measure with: as many different sentences, messages and reviewed translations as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_WHO = ["captain", "cook", "nurse", "baker", "painter", "teacher", "farmer", "tailor", "pilot", "miner"]
_WHAT = ["boat", "garden", "letter", "bridge", "kitchen", "lamp", "window", "map", "song", "door"]
_QUEM = [
    "capitão",
    "cozinheiro",
    "enfermeiro",
    "padeiro",
    "pintor",
    "professor",
    "fazendeiro",
    "alfaiate",
    "piloto",
    "mineiro",
]
_QUE = ["barco", "jardim", "bilhete", "navio", "quarto", "lustre", "vidro", "mapa", "canto", "portão"]
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def pairs(count: int) -> Iterator[tuple[str, str]]:
    """Different English sentences, each with a translation."""
    for number in range(count):
        who, what = number % 10, number // 10 % 10
        yield (
            f"The {_WHO[who]} keeps the {_WHAT[what]} number {number} in the harbour until the evening.",
            f"O {_QUEM[who]} guarda o {_QUE[what]} número {number} no porto até a noite.",
        )


def write_template(path: Path, count: int, changed: int = 0) -> None:
    """A POT of so many messages; every ``changed``-th has another verb than in `write_reviewed`."""
    blocks = [_HEADER]
    for number, (source, _) in enumerate(pairs(count)):
        if changed and number % changed == 0:
            source = source.replace("keeps", "carries")
        blocks.append(f'#: src/app.c:{number + 1}\nmsgid "{source}"\nmsgstr ""\n')
    path.write_text("\n".join(blocks), encoding="utf-8")


def write_reviewed(path: Path, count: int) -> None:
    """A Portuguese PO file of so many reviewed messages."""
    header = _HEADER + '"Language: pt_BR\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    blocks = [header] + [
        f'#: src/app.c:{number + 1}\nmsgid "{source}"\nmsgstr "{target}"\n'
        for number, (source, target) in enumerate(pairs(count))
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(blocks), encoding="utf-8")


def write_memory(path: Path, count: int) -> None:
    """A TMX file of so many pairs."""
    blocks = [
        f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="pt-BR"><seg>{target}</seg></tuv></tu>'
        for source, target in pairs(count)
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en" datatype="plaintext" '
    head += (
        'segtype="sentence" adminlang="en" o-tmf="none" creationtool="bench" creationtoolversion="1"/><body>'
    )
    path.write_text("\n".join([head, *blocks, "</body></tmx>\n"]), encoding="utf-8")


def markdown(count: int, changed: int = 0) -> tuple[str, dict[str, str]]:
    """A page of so many headings, list items and paragraphs, some with emphasis; and the translation of each text."""
    blocks: list[str] = []
    known: dict[str, str] = {}
    for number, (source, target) in enumerate(pairs(count)):
        if number % 5 == 0:
            source, target = source.replace("keeps", "*keeps*"), target.replace("guarda", "*guarda*")
        if changed and number % changed == 1:
            source = source.replace("keeps", "carries")
        known[source] = target
        mark = "## " if number % 20 == 0 else "- " if number % 7 == 0 else ""
        blocks.append(mark + source)
    return "\n\n".join(blocks) + "\n", known


def write_documents(folder: Path, count: int, paragraphs: int = 13) -> None:
    """So many text files of so many paragraphs, all different."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = (source for source, _ in pairs(count * paragraphs))
    for number in range(count):
        text = "\n\n".join(next(texts) for _ in range(paragraphs))
        (folder / f"{number:05}.txt").write_text(text + "\n", encoding="utf-8")
