"""What can be installed: an Argos index on a server, in a file or in a folder; Firefox's list of models.

An Argos index is a JSON list of packages with their codes, version and links. ``size`` (bytes) and
``sha256`` of an entry are looked at where an index has them; links may be relative to it. A folder of
``.argosmodel`` files is an index too: for machines without a network.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipeline.engines.argos_packages import argos_settings, locale_of, version_key
from pipeline.engines.models.archive import read_member
from pipeline.engines.models.download import RemoteFile, read_index
from pipeline.errors import ModelError, UnknownLanguage
from pipeline.languages import parse_language
from pipeline.model import LanguagePair

ENDING = ".argosmodel"
_INDEX = "index.json"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be installed. ``size`` is 0 where nobody has said it.

    ``file`` is what to fetch and ``local`` where it lies already; a Firefox model has neither, because
    fxtranslate fetches it.
    """

    engine: str
    pair: LanguagePair
    version: str
    size: int = 0
    file: RemoteFile | None = None
    local: Path | None = None


def argos_offers(index: str | None = None) -> list[Offer]:
    """The packages of an index, newest first for each pair; entries that make no sense are passed over.

    ``index`` is a URL, a file or a folder (default: the index of argostranslate's settings).

    Raises:
        ModelError: it cannot be read or is no index.
    """
    place = index or str(argos_settings().remote_package_index)
    if "://" in place:
        url = place if place.endswith(".json") else place.rstrip("/") + "/" + _INDEX
        found = _parse(read_index(url), url, None)
    else:
        found = _from_disk(Path(place).expanduser())
    return sorted(
        found, key=lambda offer: (offer.pair, [-number for number in version_key(offer.version)], offer.size)
    )


def _from_disk(path: Path) -> list[Offer]:
    folder, listing = (path, path / _INDEX) if path.is_dir() else (path.parent, path)
    offers: list[Offer] = []
    try:
        if listing.is_file():
            offers = _parse(listing.read_bytes(), str(listing), folder)
        elif not path.is_dir():
            raise ModelError(f"{path} is neither an index nor a folder of {ENDING} files.")
        known = {offer.local for offer in offers}
        for archive in sorted(folder.glob(f"*{ENDING}")):
            if archive not in known:
                offers += _offer_of_archive(archive)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}.") from error
    return offers


def _offer_of_archive(archive: Path) -> Iterator[Offer]:
    try:
        entry = json.loads(read_member(archive, "metadata.json"))
    except (ModelError, ValueError):
        return  # a damaged file in the folder is told when it is installed by name
    offer = _offer(entry, (), archive.name, archive.stat().st_size)
    if offer is not None:
        yield Offer(offer.engine, offer.pair, offer.version, offer.size, None, archive)


def _parse(data: bytes, place: str, folder: Path | None) -> list[Offer]:
    try:
        entries = json.loads(data)
    except ValueError as error:
        raise ModelError(f"{place} is no Argos index: it is not JSON ({error}).") from error
    if not isinstance(entries, list):
        raise ModelError(f"{place} is no Argos index: it is not a list of packages.")
    offers: list[Offer] = []
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        links = [link for link in entry.get("links") or () if isinstance(link, str)]
        names = [Path(urlsplit(link).path).name for link in links]
        name = next((name for name in names if name), "")
        if folder is None:
            offer = _offer(entry, tuple(urljoin(place, link) for link in links), name)
        else:
            local = next((folder / name for name in names if name and (folder / name).is_file()), None)
            web = tuple(link for link in links if "://" in link)
            offer = _offer(entry, web, name, local=local)
        if offer is not None:
            offers.append(offer)
    return offers


def _offer(
    entry: Mapping[str, Any], links: tuple[str, ...], name: str, size: int = 0, local: Path | None = None
) -> Offer | None:
    if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
        return None
    try:
        pair = LanguagePair(locale_of(str(entry["from_code"])), locale_of(str(entry["to_code"])))
    except (KeyError, UnknownLanguage):
        return None
    told = entry.get("size")
    size = told if isinstance(told, int) and told > 0 else size
    sha256 = entry.get("sha256")
    version = str(entry.get("package_version", ""))
    file = RemoteFile(
        _safe_name(name) or f"{pair.source}-{pair.target}-{_safe_name(version)}{ENDING}",
        links,
        size,
        sha256 if isinstance(sha256, str) else "",
    )
    return Offer("argos", pair, version, size, file, local)


def _safe_name(name: str) -> str:
    """A name that is one plain file name, whatever an index says."""
    kept = "".join(c if c.isalnum() or c in "._-" else "_" for c in name if c.isascii())
    return kept.lstrip(".")[:_LONGEST_NAME]


def firefox_offers(index: str | None = None) -> list[Offer]:
    """The models of Firefox Translations, as fxtranslate reads their list (``index``: another URL of it).

    Raises:
        ModelError: the list cannot be had or read.
    """
    from fxtranslate import discovery

    url = index or discovery.records_url()
    body = read_index(url).decode("utf-8", "replace")
    try:
        pairs = set(discovery.model_pairs(body))
        records = [record for record in json.loads(body)["data"] if isinstance(record, dict)]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{url} is no list of Firefox models: {error}.") from error
    return [offer for pair in sorted(pairs) for offer in _firefox_offer(pair, records)]


def _firefox_offer(codes: tuple[str, str], records: Iterable[Mapping[str, Any]]) -> Iterator[Offer]:
    own = [r for r in records if (r.get("sourceLanguage"), r.get("targetLanguage")) == codes]
    versions = sorted({str(record.get("version", "")) for record in own}, key=version_key)
    try:
        pair = LanguagePair(*(parse_language(code) for code in codes))
    except UnknownLanguage:
        return
    newest = versions[-1] if versions else ""
    sizes = [
        (record.get("attachment") or {}).get("size", 0) for record in own if record.get("version") == newest
    ]
    yield Offer("bergamot", pair, newest, sum(size for size in sizes if isinstance(size, int)))
