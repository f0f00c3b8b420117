"""`claimcheck score`: the checker held against marked articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click


@click.group()
def score() -> None:
    """Measure the checker on marked articles."""


@score.command()
@click.option("--articles", required=True, type=click.Path(exists=True, path_type=Path), help="Folder (or one file) of articles.")
@click.option(
    "--gold",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="Folder (or one file) of gold, <article>.jsonl.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def claims(articles: Path, gold: Path, as_json: bool) -> None:
    """Claim, type, strength and flag figures against gold.

    Example: claimcheck score claims --articles corpus --gold corpus/gold
    """
    from claimcheck import readers, ruleset
    from claimcheck.checker import Checker
    from claimcheck.scoring.claims import score as score_claims
    from claimcheck.scoring.gold import articles_in

    marked = articles_in(articles, gold)
    figures = score_claims(marked, lambda article: readers.read(article.path), Checker(ruleset.load()).check)
    if as_json:
        record = {"benchmark": "claims", "split": "all", "n": len(marked), "metrics": figures}
        click.echo(json.dumps(record, indent=2))
    else:
        for pool, metrics in figures.items():
            click.echo(_line(pool, metrics))


def _line(pool: str, metrics: object) -> str:
    if not isinstance(metrics, Mapping):
        raise TypeError("metrics are a mapping")
    parts = [f"{name} {_short(value)}" for name, value in metrics.items()]
    return f"{pool}\n  " + "\n  ".join(parts)


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name} {number:.3f}" for name, number in value.items())
    return f"{value:.3f}" if isinstance(value, float) else str(value)
