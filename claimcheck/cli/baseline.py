"""`claimcheck baseline`: old findings kept out of the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.model import Report


@click.group()
def baseline() -> None:
    """Keep the findings of old articles in a file; with --baseline they are shown but do not count."""


@baseline.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("articles", nargs=-1, required=True)
def create(file: Path, articles: tuple[str, ...]) -> None:
    """Write every finding of some articles to a new baseline.

    \b
    claimcheck baseline create old.json articles/
    claimcheck check articles/ --baseline old.json --fail-on warning
    """
    from claimcheck.verdicts import baseline as kept

    _write(file, kept.make(_reports(articles)))


@baseline.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.argument("articles", nargs=-1, required=True)
def update(file: Path, articles: tuple[str, ...]) -> None:
    """Add the findings of some articles to a baseline."""
    from claimcheck.verdicts import baseline as kept

    entries = {e["fingerprint"]: e for e in (*kept.entries_of(kept.load(file)), *kept.entries_of(kept.make(_reports(articles))))}
    _write(file, {"schema": kept.SCHEMA, "findings": [entries[name] for name in sorted(entries)]})


@baseline.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.argument("articles", nargs=-1, required=True)
def prune(file: Path, articles: tuple[str, ...]) -> None:
    """Drop findings that the articles no longer have."""
    from claimcheck.verdicts import baseline as kept

    _write(file, kept.pruned(kept.load(file), _reports(articles)))


def _reports(articles: tuple[str, ...]) -> list[Report]:
    from claimcheck import ruleset
    from claimcheck.checker import Checker
    from claimcheck.cli.articles import expanded, read

    checker = Checker(ruleset.load())
    return [checker.check(read(name, None, False)) for name in expanded(articles)]


def _write(file: Path, record: Mapping[str, object]) -> None:
    from claimcheck.reports.files import write_whole

    write_whole(file, json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    findings = record["findings"]
    click.echo(f"wrote {file}: {len(findings) if isinstance(findings, list) else 0} findings")
