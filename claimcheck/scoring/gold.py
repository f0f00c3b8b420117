"""Gold claims: one JSON object a line, as DESIGN's gold format says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import UsageError
from claimcheck.model import CharSpan

_SUFFIXES = (".txt", ".md", ".html")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as an annotator marked it; `flag` says whether a careful reviewer would mark the sentence."""

    span: CharSpan
    types: frozenset[str]
    strength: str
    attribution: str
    causal: int | None
    verdict: str
    flag: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A marked article: its file, its claims, and what kind of page it is (`unknown` where no index says)."""

    id: str
    path: Path
    kind: str
    claims: tuple[GoldClaim, ...]


def articles_in(articles: Path, gold: Path) -> tuple[GoldArticle, ...]:
    """Every article of a folder (or one file) that has gold, sorted by name (UsageError when there is none)."""
    kinds = _kinds(articles)
    found = [
        GoldArticle(path.stem, path, kinds.get(path.stem, "unknown"), claims)
        for path in _files(articles)
        if (claims := _claims(gold, path)) is not None
    ]
    if not found:
        raise UsageError(f"{gold}: no gold (<article>.jsonl) for any article of {articles}; give both folders")
    return tuple(found)


def _files(articles: Path) -> Iterator[Path]:
    if articles.is_file():
        yield articles
    else:
        yield from sorted(path for path in articles.iterdir() if path.suffix in _SUFFIXES and path.stem != "README")


def _kinds(articles: Path) -> dict[str, str]:
    index = (articles if articles.is_dir() else articles.parent) / "index.jsonl"
    if not index.is_file():
        return {}
    records = (json.loads(line) for line in index.read_text(encoding="utf-8").splitlines() if line.strip())
    return {record["id"]: record.get("kind", "unknown") for record in records}


def _claims(gold: Path, article: Path) -> tuple[GoldClaim, ...] | None:
    path = gold if gold.is_file() else gold / f"{article.stem}.jsonl"
    if not path.is_file():
        return None
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return tuple(_claim(line, f"{path}:{number}") for number, line in lines if line.strip())


def _claim(line: str, where: str) -> GoldClaim:
    try:
        record = json.loads(line)
        return GoldClaim(
            CharSpan(record["start"], record["end"]),
            frozenset(record["types"]),
            record["strength"],
            record["attribution"],
            record.get("causal"),
            record["verdict"],
            bool(record["flag"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{where}: not a gold claim ({error})") from error
