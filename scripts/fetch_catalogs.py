"""Fetch the catalogs that the gate is measured on: ``fetch_catalogs.py FOLDER [LOCALE …]`` makes FOLDER/<locale>/*.po.

The projects are those of gate_projects.toml, through the registries' own clients: sources and packages of Debian
(with an apt state of its own under FOLDER; the machine's is not touched) and packages of PyPI. At most six catalogs of a project and language, the largest. What is there already is not fetched again; a project that cannot be
had is named, and the others go on.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

LIST = Path(__file__).resolve().parent / "gate_projects.toml"
LOCALES = ("pt_BR", "es", "de", "fr", "pl", "ja", "vi")
PER_PROJECT = 6
CATALOG = re.compile(
    r"(?:^|[/.-])(?P<locale>(?!po/)[a-z]{2}(?:_[A-Z]{2})?)(?:/LC_MESSAGES/[\w.-]+|/[\w-]+)?\.po$"
)


def apt_options(folder: Path) -> list[str]:
    """Options of apt-get for an own list of sources, made of the machine's Debian suites."""
    state = folder / ".apt"
    for name in ("lists/partial", "parts", "cache/archives/partial"):
        (state / name).mkdir(parents=True, exist_ok=True)
    for path in Path("/etc/apt/sources.list.d").glob("debian*.sources"):
        text = path.read_text(encoding="utf-8")
        (state / "parts" / path.name).write_text(
            re.sub(r"(?m)^Types:.*", "Types: deb deb-src", text), encoding="utf-8"
        )
    places = {"sourcelist": "/dev/null", "sourceparts": state / "parts"}
    options = [f"Dir::Etc::{key}={value}" for key, value in places.items()]
    options += [f"Dir::State::lists={state / 'lists'}", f"Dir::Cache={state / 'cache'}"]
    return [part for option in options for part in ("-o", option)]


def fetch(registry: str, name: str, packed: Path, options: list[str]) -> None:
    """Download the source of a project into ``packed``."""
    packed.mkdir(parents=True, exist_ok=True)
    commands = {
        "source": ["apt-get", *options, "source", "--download-only", "-qq", name],
        "binary": ["apt-get", *options, "download", "-qq", name],
        "pypi": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", name],
    }
    subprocess.run(commands[registry], cwd=packed, check=True, capture_output=True)


def catalogs_in(packed: Path) -> Iterator[tuple[str, str, bytes]]:
    """The locale, name and bytes of every catalog in the archives of a folder."""
    for path in sorted(packed.iterdir()):
        if path.suffix == ".deb":
            with tempfile.TemporaryDirectory() as unpacked:
                subprocess.run(["dpkg-deb", "-x", path, unpacked], check=True)
                for compiled in sorted(Path(unpacked).rglob("locale/*/LC_MESSAGES/*.mo")):
                    text = subprocess.run(["msgunfmt", compiled], check=True, capture_output=True).stdout
                    yield compiled.parts[-3], compiled.name, text
        elif path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                for name in wheel.namelist():
                    if found := CATALOG.search(name):
                        yield found["locale"], name, wheel.read(name)
        elif re.search(r"\.tar\.\w+$|\.tgz$", path.name) and ".debian.tar" not in path.name:
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile() and (found := CATALOG.search(member.name)):
                        file = archive.extractfile(member)
                        assert file is not None
                        yield found["locale"], member.name, file.read()


def main(folder: Path, locales: tuple[str, ...]) -> int:
    options = apt_options(folder.resolve())
    subprocess.run(["apt-get", *options, "update", "-qq"], check=True)
    failed = 0
    for registry, names in tomllib.loads(LIST.read_text(encoding="utf-8")).items():
        for name in names:
            packed = folder / ".packed" / name
            try:
                if not packed.is_dir() or not any(packed.iterdir()):
                    fetch(registry, name, packed, options)
                found = defaultdict(list)
                for locale, path, data in catalogs_in(packed):
                    found[locale].append((path, data))
            except (subprocess.CalledProcessError, OSError, tarfile.TarError, zipfile.BadZipFile) as error:
                print(f"{registry} {name}: cannot be fetched ({error})", file=sys.stderr)
                failed += 1
                continue
            for locale in locales:
                largest = sorted(found[locale], key=lambda one: (-len(one[1]), one[0]))[:PER_PROJECT]
                (folder / locale).mkdir(exist_ok=True)
                for number, (_, data) in enumerate(largest):
                    (folder / locale / f"{re.split('==', name)[0]}~{number}.po").write_bytes(data)
    return failed


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), tuple(sys.argv[2:]) or LOCALES), 1))
