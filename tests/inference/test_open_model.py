"""Models opened by name, their files checked, and the same bytes given every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.inference import available, open_if_whole, open_model, vectors_of
from claimcheck.inference.manifest import MANIFEST, SCALES, TOKENIZER, WEIGHTS, WORDS, manifest_in
from claimcheck.inference.words import WordTable

TEXTS = ("Cord blood improves motor function in children with cerebral palsy.", "", "It does not.", "word " * 900)
PRINTED = """
import sys, threading
from claimcheck.inference import open_model, vectors_of
texts = sys.argv[2:]
if sys.argv[1] == "two":
    model, found = open_model("search"), {}
    threads = [threading.Thread(target=lambda n=n: found.update({n: vectors_of(texts, model)})) for n in (1, 2)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert found[1].tobytes() == found[2].tobytes()
    print(found[1].tobytes().hex())
else:
    print(vectors_of(texts).tobytes().hex())
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with all the files, each a link."""
    for path in WEIGHTS.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def replaced(folder: Path, name: str, content: bytes) -> None:
    (folder / name).unlink()
    (folder / name).write_bytes(content)


def test_vectors_have_length_one_and_do_not_depend_on_neighbours() -> None:
    together = vectors_of(TEXTS)
    assert together.shape == (len(TEXTS), 384)
    assert np.abs((together**2).sum(axis=1) - 1).max() < 1e-5
    assert all(vectors_of([text]).tobytes() == row.tobytes() for text, row in zip(TEXTS, together, strict=True))
    assert vectors_of([]).shape == (0, 384)


def test_like_texts_have_like_vectors() -> None:
    claim, near, far = vectors_of(
        ["Statins lower cholesterol.", "Simvastatin reduces LDL levels in the blood.", "The museum opens at nine on Sundays."]
    )
    assert claim @ near > claim @ far + 0.1


def test_the_same_bytes_in_every_process_and_from_two_threads() -> None:
    texts = [text for text in TEXTS if text]
    one, other, two = (printed(threads, way, texts) for threads, way in (("1", "one"), ("2", "one"), ("2", "two")))
    assert one == other == two == vectors_of(texts).tobytes().hex()


def printed(threads: str, way: str, texts: list[str]) -> str:
    surroundings = os.environ | {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    run = [sys.executable, "-c", PRINTED, way, *texts]
    return subprocess.run(run, env=surroundings, check=True, capture_output=True, text=True).stdout.strip()


def test_a_model_is_loaded_once() -> None:
    assert open_model("search") is open_model("search")


def test_asking_for_help_loads_no_model() -> None:
    code = "import sys, claimcheck.inference; print(sorted({'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize("name", [WORDS, SCALES, TOKENIZER, "search.onnx"])
def test_an_altered_file_is_one_line_that_names_it(copied: Path, name: str) -> None:
    content = bytearray((WEIGHTS / name).read_bytes())
    content[len(content) // 2] ^= 1
    replaced(copied, name, bytes(content))
    model, why = open_if_whole("search", copied)
    assert model is None
    assert str(copied / name) in why
    assert "altered" in why
    assert "\n" not in why


@pytest.mark.parametrize("name", [WORDS, SCALES, TOKENIZER, "search.onnx", MANIFEST])
def test_a_missing_file_is_one_line_that_names_it(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=name):
        open_model("search", copied)
    assert available("search", copied) is (name in (WORDS, SCALES, TOKENIZER))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"files": 1, "models": {"search": 1}}', b"[" * 100_000])
def test_a_broken_list_is_one_line(copied: Path, content: bytes) -> None:
    replaced(copied, MANIFEST, content)
    model, why = open_if_whole("search", copied)
    assert (model, str(copied / MANIFEST) in why) == (None, True)
    assert not available("search", copied)


def entered(folder: Path, change: Callable[[dict[str, dict[str, dict[str, object]]]], None]) -> None:
    """The list of a folder, changed."""
    held = json.loads((WEIGHTS / MANIFEST).read_text())
    change(held)
    replaced(folder, MANIFEST, json.dumps(held).encode())


def test_a_file_that_the_runtime_refuses_is_one_line(copied: Path) -> None:
    replaced(copied, "search.onnx", b"no model")
    digest = sha256(b"no model").hexdigest()
    entered(copied, lambda held: held["files"].update({"search.onnx": digest}))  # type: ignore[dict-item]
    assert "onnxruntime refuses" in open_if_whole("search", copied)[1]


def test_a_head_that_the_file_lacks_is_one_line(copied: Path) -> None:
    entered(copied, lambda held: held["models"]["search"].update(heads={"claim": ["no", "yes"]}))
    assert "lacks a head" in open_if_whole("search", copied)[1]


def test_an_unknown_model_is_one_line() -> None:
    with pytest.raises(ModelError, match="no model “reader”"):
        open_model("reader")


def test_words_come_out_as_number_times_scale() -> None:
    words = np.arange(-8, 8, dtype=np.int8).reshape(2, 8)
    table = WordTable(words, np.array([[1, 2], [3, 0.5]], np.float32))
    assert table.rows([1, 0]).tolist() == [[0, 3, 6, 9, 2, 2.5, 3, 3.5], [-8, -7, -6, -5, -8, -6, -4, -2]]


def test_every_file_that_ships_is_in_the_list_and_whole() -> None:
    manifest = manifest_in(WEIGHTS)
    shipped = {path.name for path in WEIGHTS.iterdir()} - {MANIFEST, "NOTICE", "LICENSE-APACHE"}
    assert set(manifest.files) == shipped
    assert all(manifest.bytes_of(name) for name in shipped)
    assert {entry.file for entry in manifest.models.values()} <= shipped
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 80e6
