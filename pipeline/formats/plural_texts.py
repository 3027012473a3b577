"""Which texts a message has in a language: the categories or numbered forms that a file wants, from a PO entry's forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.formats.messages import Group, Variant, is_plural
from pipeline.formats.protocol import Translation
from pipeline.languages import base_language, plural_count
from pipeline.model import Unit
from pipeline.plurals import CATEGORIES, by_category, by_form, cardinal_categories, ordinal_categories

_ORDER = {
    "sl": (3, 0, 1, 2), "lv": (1, 2, 0),
    **dict.fromkeys(("fa", "ht", "ka", "kk", "ky", "ug"), (1,)),
}  # fmt: skip
"""Where i18next's version 3 counts otherwise than gettext: which of gettext's forms its form 0, 1 … is.

Compared with i18next 19 (``pluralResolver``) for the numbers to 220 of all languages that it knows."""


def numbered_forms(language: str) -> dict[str, int]:
    """The forms of a plural in i18next's version 3, and which of gettext's each is.

    Where there are two they are ``one`` (the key itself) and ``other`` (``key_plural``), else ``0``, ``1`` ….
    """
    order = _ORDER.get(base_language(language), tuple(range(plural_count(language))))
    names = ("one", "other") if len(order) == 2 else map(str, range(len(order)))
    return dict(zip(names, order, strict=True))


def texts_of(group: Group, translation: Translation, language: str | None) -> dict[str, tuple[str, ...]]:
    """The texts that the group is to have: under its categories, or under ``""`` where it is no plural."""
    first = group[0]
    forms = (translation,) if isinstance(translation, str) else tuple(translation or ())
    if first.variant is None:
        if not forms:
            return {"": first.written}
        if first.categories and language:
            return {"": tuple(by_category(forms, language).values())}
        return {"": forms if first.plural is not None else forms[:1]}
    if not forms:
        return {message.variant.category: message.written for message in group if message.variant}
    if first.variant.exact:
        return {first.variant.category: forms[:1]}
    if first.variant.ordinal:
        return _ordinal_texts(first.variant, forms[:1], language)
    if language is None:
        categories = [message.variant.category for message in group if message.variant]
        return {category: (forms[min(index, len(forms) - 1)],) for index, category in enumerate(categories)}
    if first.variant.numbered:
        return {name: (forms[min(form, len(forms) - 1)],) for name, form in numbered_forms(language).items()}
    return {category: (text,) for category, text in by_category(forms, language).items()}


def _ordinal_texts(
    variant: Variant, text: tuple[str, ...], language: str | None
) -> dict[str, tuple[str, ...]]:
    """Its own category, where the language has it; ``other`` serves those too that the source does not have."""
    if language is None:
        return {variant.category: text}
    known = ordinal_categories(language)
    mine = [variant.category]
    if variant.category == "other":
        mine += [category for category in CATEGORIES if category not in variant.siblings]
    return {category: text for category in mine if category in known}


def with_target(unit: Unit, group: Group | None, language: str) -> Unit:
    """The unit with the texts of a group of another file; as it is where that has none, or the source's."""
    if group is None:
        return unit
    first = group[0]
    if first.variant is not None and is_plural(group):
        texts = {message.variant.category: message.written[0] for message in group if message.variant}
        forms = _by_number(texts, language) if first.variant.numbered else by_form(texts, language)
    elif first.categories:
        forms = by_form(dict(zip(cardinal_categories(language), first.forms, strict=False)), language)
    else:
        forms = first.written
    if unit.plural is None:
        forms = forms[-1:]
    elif len(forms) == 1:
        forms *= plural_count(language)
    if not forms or not all(forms) or set(forms) <= {unit.text, unit.plural}:
        return unit
    return replace(unit, translations=forms, fuzzy=first.fuzzy)


def _by_number(texts: Mapping[str, str], language: str) -> tuple[str, ...]:
    found = {form: texts[name] for name, form in numbered_forms(language).items() if name in texts}
    last = found[max(found)] if found else ""
    return tuple(found.get(form, last) for form in range(plural_count(language)))
