"""What the models cost on one core: `taskset -c 0 python tests/benchmarks/models.py [--rows N …]`.

Prints how long all models take to load and how much memory they hold; CPU milliseconds for embedding an abstract, for a sentence and for a
pair where those models are there; and how long a library of made-up records is searched by words and vectors together, with made-up
vectors beside 20,000 records and vectors alone at each of `--rows` (default 500,000). Nothing here is asserted in the suite.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from library import Literature, own_memory, times

from claimcheck import resources
from claimcheck.inference import available, identity, open_model
from claimcheck.inference.manifest import WEIGHTS, manifest_in
from claimcheck.inference.opening import SEARCH
from claimcheck.literature.library import Library, Writer, embedding, folders, vectors
from claimcheck.literature.library.meaning import DEPTH, Meaning
from claimcheck.literature.library.vectors import ROW, Head, Vectors

SENTENCE = "In a trial of 120 children, infusions of cord blood improved motor function after one year more than placebo did."
CLAIM = "Cord blood improves motor function in children with cerebral palsy."
ROUNDS, RECORDS, ASKED = 60, 20_000, 100


def cpu(work: Callable[[], object], rounds: int = ROUNDS) -> str:
    """The median and the least CPU milliseconds of some rounds."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        took.append((time.process_time() - start) * 1000)
    return f"median {sorted(took)[rounds // 2]:.1f} ms CPU, least {min(took):.1f}"


def held() -> float:
    """Megabytes in memory, files mapped into it among them (Linux)."""
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")) / 1024


def load() -> None:
    """Load every model that ships."""
    names = sorted(manifest_in(WEIGHTS).models)
    before, start, used = held(), time.perf_counter(), time.process_time()
    for name in names:
        open_model(name).run(CLAIM)
    took = (time.perf_counter() - start, time.process_time() - used)
    print(f"load {', '.join(names)}: {took[0]:.2f} s, {took[1]:.2f} s CPU; memory {before:.0f} -> {held():.0f} MB")


def reading() -> None:
    """What one text costs."""
    abstract = " ".join(path.read_text(encoding="utf-8") for path in sorted(resources.folder("corpus").glob("*.md"))[:3])[:1600]
    search = open_model(SEARCH)
    print(f"abstract ({search.length(abstract)} tokens read): {cpu(lambda: search.run(abstract))}")
    print(f"question ({search.length(CLAIM)} tokens): {cpu(lambda: search.run(CLAIM))}")
    if available("sentence"):
        print(f"sentence: {cpu(lambda: open_model('sentence').run(SENTENCE))}")
    if available("stance"):
        print(f"pair: {cpu(lambda: open_model('stance').run(CLAIM, SENTENCE))}")


def made_up(number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.void]]:
    """Rows of vectors of any direction."""
    chance, rows = np.random.default_rng(1), np.zeros(number, ROW)
    rows["record"], rows["scale"] = np.arange(1, number + 1), 0.001
    for start in range(0, number, 10_000):
        rows["numbers"][start : start + 10_000] = chance.integers(-100, 100, rows["numbers"][start : start + 10_000].shape, np.int8)
    return rows


def library(claims: Sequence[str]) -> None:
    """Search by words and vectors in one library."""
    with tempfile.TemporaryDirectory() as place:
        folder, literature = Path(place), Literature()
        with Writer(folder) as writer:
            writer.add(literature.work(number) for number in range(1, RECORDS + 1))
        rows = made_up(RECORDS)
        for row, (number, digest) in zip(rows, Library.open(folder)._store.all("SELECT id, digest FROM records ORDER BY id"), strict=True):
            row["record"], row["digest"] = number, vectors.short(digest)  # type: ignore[arg-type]
            row["sum"] = vectors.sum_of(row.tobytes())
        vectors.write(folders.vectors(folder), Head.new(bytes.fromhex(identity(SEARCH))), rows, range(RECORDS))
        with Library.open(folder) as opened:
            opened.search(claims[0])
            print(f"{RECORDS:,} works, words and vectors: {times(opened.search, claims)}")
        assert embedding.make(folder, lambda done, total: None).new == 0


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", nargs="*", type=int, default=[500_000])
    given = arguments.parse_args()
    load()
    reading()
    literature = Literature()
    claims = [literature.claim() for _ in range(ASKED)]
    library(claims)
    for number in given.rows:
        meaning, query = Meaning(Vectors(Head.new(b"m" * 32), made_up(number)), None), open_model(SEARCH).run(CLAIM)["vector"]
        print(f"{number:,} vectors, all looked at: {cpu(lambda meaning=meaning, query=query: meaning.near(query, DEPTH), 15)}")
    print(f"own memory {own_memory():.0f} MB")


if __name__ == "__main__":
    main()
