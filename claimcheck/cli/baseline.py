"""`claimcheck baseline`: old findings kept out of the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.cli.settings import checker_options, settings_for

if TYPE_CHECKING:
    from claimcheck.model import Report


@click.group()
def baseline() -> None:
    """Keep the findings of old articles in a file; with --baseline they are shown but do not count."""


def _on_articles(command: Callable[..., None]) -> Callable[..., None]:
    articles = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
    return click.argument("file", type=click.Path(path_type=Path))(articles(checker_options(command)))


@baseline.command()
@_on_articles
def create(file: Path, articles: tuple[str, ...], **options: Any) -> None:
    """Write every finding of some articles to a new baseline; a file of that name is replaced.

    \b
    claimcheck baseline create old.json articles/
    claimcheck check articles/ --baseline old.json --fail-on warning
    """
    from claimcheck.verdicts import baseline as kept

    _write(file, kept.make(_reports(articles, options)))


@baseline.command()
@_on_articles
def update(file: Path, articles: tuple[str, ...], **options: Any) -> None:
    """Add the findings of some articles to a baseline."""
    from claimcheck.verdicts import baseline as kept

    before = kept.load(file)
    _write(file, kept.merged(before, kept.make(_reports(articles, options))))


@baseline.command()
@_on_articles
def prune(file: Path, articles: tuple[str, ...], **options: Any) -> None:
    """Drop findings that are gone; give all the articles that the baseline was made from."""
    from claimcheck.verdicts import baseline as kept

    before = kept.load(file)
    _write(file, kept.pruned(before, _reports(articles, options)))


def _reports(articles: tuple[str, ...], options: Mapping[str, Any]) -> list[Report]:
    """The articles checked as `claimcheck check` would with the same options."""
    from claimcheck.cli.articles import expanded, read

    settings = settings_for(articles[0], options)
    return [settings.checker.check(read(name, None, settings.offline)) for name in expanded(articles)]


def _write(file: Path, record: Mapping[str, object]) -> None:
    from claimcheck.reports.files import write_whole
    from claimcheck.verdicts import baseline as kept

    write_whole(file, kept.written(record))
    count = len(kept.entries_of(record))
    click.echo(f"wrote {file}: {count} finding{'' if count == 1 else 's'}")
