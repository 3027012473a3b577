"""Train a small Argos package: ``python scripts/make_argos_package.py TEXT OUT.argosmodel --minutes 9``.

How ``tests/engines/data/mini-en_pb-0_1.argosmodel`` is made (docs/decisions/0012-a-package-for-tests.md). TEXT holds
English sentences, one a line, free to use; the embedded Bergamot model translates them, a SentencePiece and a small
Transformer learn from that, CTranslate2 stores it in eight bits, and a zip with ``metadata.json`` is the package. Needs
PyTorch, which is no dependency of locpipe: run it with the Python of ``make parity`` and this repository's PYTHONPATH,
or with any that has torch, sentencepiece, ctranslate2 and fxtranslate. The seed is fixed; the minutes are not the
same work on every machine, so two packages are alike and not equal.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

WIDTH, HEADS, ENCODERS, DECODERS, INNER, PIECES = 128, 4, 2, 2, 512, 4000
NAME, PAD, START, END = "translate-en_pb-0_1", 0, 1, 2
LONGEST = 40
BATCH_TOKENS = 3000


def distil(sentences: Sequence[str]) -> list[str]:
    """The embedded model's translations."""
    from pipeline.engines.bergamot import BergamotEngine
    from pipeline.model import LanguagePair

    engine = BergamotEngine()
    answers = engine.translate_many(sentences, LanguagePair("en", "pt_BR"), jobs=2)
    engine.close()
    return [answer[0].text if answer else "" for answer in answers]


def train_pieces(texts: Sequence[str], folder: Path) -> Any:
    import sentencepiece

    listing = folder / "texts"
    listing.write_text("\n".join(texts), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(listing), model_prefix=str(folder / "sentencepiece"), vocab_size=PIECES, hard_vocab_limit=False,
        pad_id=PAD, bos_id=START, eos_id=END, unk_id=3, character_coverage=1.0, minloglevel=2,
    )  # fmt: skip
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))


def make_model(pieces: int) -> Any:
    """A pre-norm Transformer whose parts CTranslate2 knows; embeddings shared by both sides and the output."""
    import torch
    from torch import nn

    class Attention(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.LayerNorm(WIDTH)
            self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))

        def forward(self, x: Any, memory: Any, mask: Any) -> Any:
            y = self.norm(x)
            memory = y if memory is None else memory

            def heads(z: Any) -> Any:
                return z.view(z.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)

            q, k, v = heads(self.query(y)), heads(self.key(memory)), heads(self.value(memory))
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
            return x + self.out(mixed.transpose(1, 2).reshape(x.shape))

    class Inner(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.norm, self.first, self.second = (
                nn.LayerNorm(WIDTH),
                nn.Linear(WIDTH, INNER),
                nn.Linear(INNER, WIDTH),
            )

        def forward(self, x: Any) -> Any:
            return x + self.second(torch.relu(self.first(self.norm(x))))

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(pieces, WIDTH, padding_idx=PAD)
            nn.init.normal_(self.embedding.weight, std=WIDTH**-0.5)
            self.encoder = nn.ModuleList(nn.ModuleList([Attention(), Inner()]) for _ in range(ENCODERS))
            self.decoder = nn.ModuleList(
                nn.ModuleList([Attention(), Attention(), Inner()]) for _ in range(DECODERS)
            )
            self.encoded, self.decoded = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
            self.register_buffer("places", positions())

        def forward(self, source: Any, target: Any) -> Any:
            seen = (source != PAD)[:, None, None, :]
            x = self.embedding(source) * math.sqrt(WIDTH) + self.places[: source.shape[1]]
            for attention, inner in self.encoder:
                x = inner(attention(x, None, seen))
            memory = self.encoded(x)
            y = self.embedding(target) * math.sqrt(WIDTH) + self.places[: target.shape[1]]
            past = torch.ones(target.shape[1], target.shape[1], dtype=torch.bool).tril()
            for own, cross, inner in self.decoder:
                y = inner(cross(own(y, None, past), memory, seen))
            return self.decoded(y) @ self.embedding.weight.T

    return Model()


def positions() -> Any:
    """Sines and cosines of the places, half and half; stored with the model."""
    import torch

    rates = torch.exp(torch.arange(WIDTH // 2) * -(math.log(10000) / (WIDTH // 2 - 1)))
    angles = torch.arange(1, 513)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], 1)


def train(pairs: Sequence[tuple[list[int], list[int]]], pieces: int, minutes: float) -> Any:
    """Train for so many minutes; the loss is printed every hundred steps."""
    import torch

    torch.manual_seed(1)
    chance = random.Random(1)
    model = make_model(pieces)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, betas=(0.9, 0.98), eps=1e-9)
    batches = _batches(pairs)
    step, until = 0, time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        batch = chance.choice(batches)
        source, target = (_padded([pairs[number][side] for number in batch]) for side in (0, 1))
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * min((step + 1) / 400, (400 / (step + 1)) ** 0.5)
        logits = model(source, target[:, :-1])
        loss = torch.nn.functional.cross_entropy(
            logits.flatten(0, 1), target[:, 1:].flatten(), ignore_index=PAD, label_smoothing=0.1
        )
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            print(f"step {step}: loss {float(loss):.2f}", flush=True)
    return model.eval()


def _batches(pairs: Sequence[tuple[list[int], list[int]]]) -> list[list[int]]:
    batches: list[list[int]] = [[]]
    for number in sorted(range(len(pairs)), key=lambda number: len(pairs[number][0])):
        if len(batches[-1]) * max(map(len, pairs[number])) > BATCH_TOKENS:
            batches.append([])
        batches[-1].append(number)
    return batches


def _padded(rows: Sequence[list[int]]) -> Any:
    import torch

    longest = max(map(len, rows))
    return torch.tensor([[*row, *[PAD] * (longest - len(row))] for row in rows])


def convert(model: Any, vocabulary: list[str], folder: Path) -> None:
    """Store the trained model as CTranslate2 reads it, in eight bits."""
    from ctranslate2.specs import TransformerSpec

    spec = TransformerSpec.from_config((ENCODERS, DECODERS), HEADS, pre_norm=True)

    def linear(to: Any, *layers: Any) -> None:
        import torch

        to.weight = torch.cat([layer.weight for layer in layers]).detach().numpy()
        to.bias = torch.cat([layer.bias for layer in layers]).detach().numpy()

    def norm(to: Any, layer: Any) -> None:
        to.gamma, to.beta = (part.detach().numpy().copy() for part in (layer.weight, layer.bias))

    def attention(to: Any, layer: Any, *, own: bool) -> None:
        norm(to.layer_norm, layer.norm)
        if own:
            linear(to.linear[0], layer.query, layer.key, layer.value)
        else:
            linear(to.linear[0], layer.query)
            linear(to.linear[1], layer.key, layer.value)
        linear(to.linear[-1], layer.out)

    def inner(to: Any, layer: Any) -> None:
        norm(to.layer_norm, layer.norm)
        linear(to.linear_0, layer.first)
        linear(to.linear_1, layer.second)

    # copies: the conversion to eight bits works in place
    for to in (spec.encoder.embeddings[0], spec.decoder.embeddings, spec.decoder.projection):
        to.weight = model.embedding.weight.detach().numpy().copy()
    for to in (spec.encoder.position_encodings, spec.decoder.position_encodings):
        to.encodings = model.places.numpy().copy()
    for to, (own, ffn) in zip(spec.encoder.layer, model.encoder, strict=True):
        attention(to.self_attention, own, own=True)
        inner(to.ffn, ffn)
    for to, (own, cross, ffn) in zip(spec.decoder.layer, model.decoder, strict=True):
        attention(to.self_attention, own, own=True)
        attention(to.attention, cross, own=False)
        inner(to.ffn, ffn)
    norm(spec.encoder.layer_norm, model.encoded)
    norm(spec.decoder.layer_norm, model.decoded)
    spec.config.add_source_eos = True
    for register in (spec.register_source_vocabulary, spec.register_target_vocabulary):
        register(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def main(texts: Path, out: Path, minutes: float) -> None:
    sources = [line for line in texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    targets = distil(sources)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pieces = train_pieces([*sources, *targets], folder)
        ids = zip(pieces.encode(sources), pieces.encode(targets), strict=True)
        pairs = [([*a, END], [START, *b, END]) for a, b in ids if a and b and max(len(a), len(b)) <= LONGEST]
        model = train(pairs, pieces.vocab_size(), minutes)
        vocabulary = [pieces.id_to_piece(number) for number in range(pieces.vocab_size())]
        vocabulary[PAD] = "<blank>"
        (folder / "model").mkdir()
        convert(model, vocabulary, folder / "model")
        metadata = {
            "package_version": "0.1", "argos_version": "1.9", "from_code": "en", "from_name": "English",
            "to_code": "pb", "to_name": "Portuguese (Brazil)",
        }  # fmt: skip
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{NAME}/metadata.json", json.dumps(metadata, indent=1))
            archive.write(folder / "sentencepiece.model", f"{NAME}/sentencepiece.model")
            for path in sorted((folder / "model").iterdir()):
                archive.write(path, f"{NAME}/model/{path.name}")
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=9.0)
    arguments = parser.parse_args()
    main(arguments.texts, arguments.out, arguments.minutes)
