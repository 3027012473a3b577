"""The texts inside one language of a string catalog's entry: plain, by device, by plural, and in substitutions.

A language is a tree: ``stringUnit`` is a text, ``variations`` holds a tree for each device or each plural category,
``substitutions`` one for each variable of the text. A path names a text in it as Xcode's own export does:
``device.iphone``, ``substitutions.BOATS``, ``plural.zero``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

Tree = dict[str, Any]
Path = tuple[str, ...]
Units = dict[str, Tree]
"""The ``stringUnit`` of each plural category; under ``""`` where the text does not vary by plural."""


def texts_of(tree: object, path: Path = ()) -> Iterator[tuple[Path, Units]]:
    """Every text of a language, in order. What is not laid out like a catalog's is passed over."""
    if not isinstance(tree, dict):
        return
    units = _units(tree)
    if units:
        yield path, units
    elif devices := _inner(tree, "variations", "device"):
        for name, inner in devices.items():
            yield from texts_of(inner, (*path, "device", name))
    for name, inner in _inner(tree, "substitutions").items():
        yield from texts_of(inner, (*path, "substitutions", name))


def units_at(tree: object, path: Path) -> tuple[Units, bool]:
    """The text at a path, and whether it is there itself: a language that does not vary says one for all.

    A language that varies where it need not says what it has for other devices. Empty where there is none.
    """
    exact = True
    for kind, name in zip(path[::2], path[1::2], strict=True):
        found = _inner(tree, "variations", "device").get(name) if kind == "device" else None
        if kind == "substitutions":
            found = _inner(tree, "substitutions").get(name)
        elif found is None and isinstance(tree, dict):
            found, exact = tree, False
        tree = found
    units = _units(tree)
    if not units and (devices := _inner(tree, "variations", "device")):
        units, exact = _units(devices.get("other") or next(iter(devices.values()))), False
    if not exact and any(unit.get("state") == "new" for unit in units.values()):
        return {}, False
    return units, exact


def put(
    tree: Tree, path: Path, texts: Mapping[str, str], state: str = "translated", *, alone: bool = False
) -> None:
    """Write the texts at a path that the tree has.

    Of a plural the categories that wait for a translation go with it, unless this is one category ``alone``.
    """
    for kind, name in zip(path[::2], path[1::2], strict=True):
        tree = (tree["variations"]["device"] if kind == "device" else tree["substitutions"])[name]
    before = _units(tree)
    units = {
        category: {
            "stringUnit": {"state": state, **before.get(category, before.get("", {})), "value": text}
            | {"state": state}
        }
        for category, text in texts.items()
    }
    tree.pop("stringUnit", None)
    tree.pop("variations", None)
    if "" in units:
        tree.update(units[""])
        return
    for category, unit in before.items():
        if category and (alone or unit.get("state") != "new"):
            units.setdefault(category, {"stringUnit": unit})
    tree["variations"] = {"plural": dict(sorted(units.items()))}


def with_shape_of(source: Tree, language: object) -> Tree:
    """The language with the source's devices and substitutions: what it lacks is the source's text, marked new."""
    wanted = list(texts_of(source))
    if isinstance(language, dict) and all(_has(language, path) for path, _ in wanted):
        return deepcopy(language)
    tree = deepcopy(source)
    for path, units in wanted:
        theirs, _ = units_at(language, path)
        state = next((unit.get("state", "translated") for unit in theirs.values()), "new")
        put(tree, path, {category: unit["value"] for category, unit in (theirs or units).items()}, state)
    return tree


def _has(tree: Tree, path: Path) -> bool:
    units, exact = units_at(tree, path)
    return bool(units) and exact


def _inner(tree: object, *names: str) -> Tree:
    for name in names:
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else {}


def _units(tree: object) -> Units:
    unit = _inner(tree, "stringUnit")
    if isinstance(unit.get("value"), str):
        return {"": unit}
    units = {
        name: _inner(inner, "stringUnit") for name, inner in _inner(tree, "variations", "plural").items()
    }
    return units if all(isinstance(unit.get("value"), str) for unit in units.values()) else {}
