"""What a whole check costs: `taskset -c 0,1 python tests/benchmarks/whole_article.py [LIBRARY] [--article FILE] [--runs N]`.

An article of 1,000 words (two pages of `corpus/` on knees, cut; or `--article`) against a library: the folder given, as it is, or one of
20,000 made-up works with made-up vectors, of which one in twenty-five speaks of what the article claims. Each run is a process of its own
that has checked another article before, so that models are loaded and nothing of this article is kept. Prints seconds by part, how many
pairs, sentences and questions the models read, memory, and whether all runs, with one thread and with two, gave the same bytes.
The bar is 1.5 s on two cores. Nothing here is asserted in the suite.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import library as made_library
from library import own_memory

from claimcheck import checker as checking
from claimcheck import inference, readers, reports, resources, ruleset
from claimcheck.claims import ClaimFinder
from claimcheck.evidence.plain import PlainVerifier
from claimcheck.inference.opening import SEARCH
from claimcheck.inference.text_model import TextModel
from claimcheck.literature import Opening, open_literature, topics_of
from claimcheck.literature.library import Library, Writer, folders, vectors
from claimcheck.literature.library.vectors import Head
from claimcheck.model import Section, StudyKind, Topic, Work

WORDS, RECORDS, EVERY, BAR = 1_000, 20_000, 25, 1.5
PAGES = ("39-secretome-knee-back.md", "15-prp-knee.md")
WARMING = ("06-knee-exercise.md", "01-stem-cells-cerebral-palsy.md")
PARTS = ("reading", "claims", "search", "pairs judged", "verdicts and the rest", "report")
SAID = (
    "improved {outcome} more than placebo did",
    "did not change {outcome} compared with sham",
    "was studied, and {outcome} was measured",
)


def article(folder: Path) -> Path:
    """A thousand words of two pages."""
    text = "\n\n".join((resources.folder("corpus") / name).read_text(encoding="utf-8") for name in PAGES)
    kept, left = [], WORDS
    for paragraph in text.split("\n\n"):
        kept.append(" ".join(paragraph.split(" ")[:left]) if len(paragraph.split()) > left else paragraph)
        left -= len(paragraph.split())
        if left <= 0:
            break
    path = folder / "article.md"
    path.write_text("\n\n".join(kept), encoding="utf-8")
    return path


def library(folder: Path, path: Path) -> Path:
    """A library of made-up works and vectors."""
    literature, rules = made_library.Literature(), ruleset.load()
    claims = ClaimFinder(rules).find(readers.read(path), lambda span: ()).claims
    topics = list(dict.fromkeys(topics_of(claims, rules.vocabulary).values()))
    with Writer(folder / "library") as writer:
        made = (literature.work(number) for number in range(1, RECORDS + 1))
        writer.add(_told(work, number, topics) if topics and number % EVERY == 0 else work for number, work in enumerate(made))
    if inference.available(SEARCH):
        _vectors(folder / "library")
    return folder / "library"


def _told(work: Work, number: int, topics: list[Topic]) -> Work:
    """A work that speaks of one of the topics."""
    topic, pick = topics[number // EVERY % len(topics)], number // EVERY
    therapy, condition = topic.therapies[pick % len(topic.therapies)], (topic.conditions or ("pain",))[0]
    outcome = (topic.outcomes or ("symptoms",))[0]
    result = (
        f"In {pick + 20} patients with {condition}, {therapy} {SAID[pick % len(SAID)].format(outcome=outcome)} (P = 0.0{pick % 8 + 1})."
    )
    study = replace(work.study, kind=StudyKind.RANDOMISED) if work.study else None
    return replace(
        work, title=f"{therapy} for {condition}: a trial.", abstract=(*work.abstract[:3], Section("RESULTS", result)), study=study
    )


def _vectors(folder: Path) -> None:
    from models import made_up

    rows = made_up(RECORDS)
    with Library.open(folder) as opened:
        digests = opened._store.all("SELECT id, digest FROM records ORDER BY id")
    for row, (number, digest) in zip(rows, digests, strict=True):
        row["record"], row["digest"] = number, vectors.short(digest)  # type: ignore[arg-type]
        row["sum"] = vectors.sum_of(row.tobytes())
    vectors.write(folders.vectors(folder), Head.new(bytes.fromhex(inference.identity(SEARCH))), rows, range(RECORDS))


class Parts:
    """Seconds and CPU seconds by part, and how often each model was asked."""

    def __init__(self) -> None:
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self.read: Counter[str] = Counter()

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, its time added to a part."""

        def call(*given: Any, **named: Any) -> Any:
            start = (time.perf_counter(), time.process_time())
            try:
                return work(*given, **named)
            finally:
                self.wall[name] += time.perf_counter() - start[0]
                self.cpu[name] += time.process_time() - start[1]

        return call

    def counted(self, work: Callable[..., Any], name: Callable[[Any], str]) -> Callable[..., Any]:
        """The same method, its calls counted under a name that its object gives, and timed under it."""

        def call(owner: Any, *given: Any) -> Any:
            self.read[name(owner)] += 1
            return self.timed(f"model {name(owner)}", work)(owner, *given)

        return call


def watched(checker: checking.Checker) -> Parts:
    """Watch a checker and the models."""
    parts = Parts()
    checker._claims.find = parts.timed("claims", checker._claims.find)  # type: ignore[method-assign]
    checker._literature.consult = parts.timed("search", checker._literature.consult)  # type: ignore[method-assign]
    checking.read_all = parts.timed("pairs judged", checking.read_all)  # type: ignore[attr-defined]
    TextModel.run = parts.counted(TextModel.run, _name_of)  # type: ignore[method-assign]
    PlainVerifier.judge = parts.counted(PlainVerifier.judge, lambda _: "plain")  # type: ignore[method-assign]
    return parts


def _name_of(model: TextModel) -> str:
    return "stance" if "stance" in model.heads else "sentence" if "claim" in model.heads else SEARCH


def once(path: Path, folder: Path) -> dict[str, Any]:
    """One check in this process, warm; memory in megabytes."""
    rules = ruleset.load()
    literature, _ = open_literature(Opening(library=folder), rules)
    checker = checking.Checker(rules, literature=literature)
    for name in WARMING:
        reports.render([checker.check(readers.read(resources.folder("corpus") / name))], "json", rules)
    parts = watched(checker)
    start = (time.perf_counter(), time.process_time())
    document = parts.timed("reading", readers.read)(path)
    report = parts.timed("check", checker.check)(document)
    written = parts.timed("report", reports.render)([report], "json", rules)
    took = (time.perf_counter() - start[0], time.process_time() - start[1])
    inside = ("claims", "search", "pairs judged")
    for spent in (parts.wall, parts.cpu):
        spent["verdicts and the rest"] = spent["check"] - sum(spent[name] for name in inside)
    return {
        "wall": took[0],
        "cpu": took[1],
        "parts": {name: (parts.wall[name], parts.cpu[name]) for name in PARTS},
        "read": {name: (number, parts.cpu[f"model {name}"]) for name, number in sorted(parts.read.items())},
        "bytes": hashlib.sha256(written.encode()).hexdigest(),
        "memory": (own_memory(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "article": (document.words, len(report.claims), len(report.evidence), sorted(report.run.models)),
    }


def run(path: Path, folder: Path, threads: int) -> dict[str, Any]:
    """One check in a new process with so many threads."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
    surroundings = os.environ | dict.fromkeys(names, str(threads)) | {"SOURCE_DATE_EPOCH": "0"}
    command = [sys.executable, __file__, str(folder), "--article", str(path), "--once"]
    done = subprocess.run(command, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(runs: list[dict[str, Any]]) -> None:
    """Print what the runs gave: the least of each figure."""
    first = runs[0]
    words, claims, evidence, models = first["article"]
    print(f"article: {words} words, {claims} claims, {evidence} pieces of evidence; models: {', '.join(models)}")
    for name in PARTS:
        wall, cpu = (min(one["parts"][name][kind] for one in runs) for kind in (0, 1))
        print(f"  {name:22} {wall:6.2f} s  {cpu:6.2f} s CPU")
    for name, (number, _) in first["read"].items():
        cpu = min(one["read"][name][1] for one in runs)
        print(f"  read by {name}: {number}, {cpu:.2f} s CPU, {1000 * cpu / number:.1f} ms each")
    wall, cpu = (min(one[kind] for one in runs) for kind in ("wall", "cpu"))
    every = ", ".join(f"{one['wall']:.2f}" for one in runs)
    print(f"whole: {wall:.2f} s (of {every}), {cpu:.2f} s CPU; the bar is {BAR} s")
    own, most = (max(one["memory"][kind] for one in runs) for kind in (0, 1))
    print(f"memory: {own:.0f} MB of its own, {most:.0f} MB at most with files mapped")
    print(f"same bytes in all {len(runs)} runs, with one thread and with two: {len({one['bytes'] for one in runs}) == 1}")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("library", nargs="?", type=Path)
    arguments.add_argument("--article", type=Path)
    arguments.add_argument("--runs", type=int, default=2, help="so many with one thread and with two each")
    arguments.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.once:
        print(json.dumps(once(given.article, given.library)))
        return
    with tempfile.TemporaryDirectory() as place:
        path = given.article or article(Path(place))
        folder = given.library or library(Path(place), path)
        told([run(path, folder, threads) for threads in (1, 2) for _ in range(given.runs)])


if __name__ == "__main__":
    main()
