"""`claimcheck check`: articles in, reports out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from claimcheck.cli import FINDINGS, UNREADABLE
from claimcheck.cli.articles import TYPES, expanded, read
from claimcheck.cli.settings import Settings, checker_options, settings_for
from claimcheck.errors import ArticleError, UsageError
from claimcheck.model import Report, Severity

FORMATS = ("text", "json", "html", "markdown", "sarif", "csv")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a format is written."""

    format: str
    path: Path


@click.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(FORMATS), help="What goes to standard output (default: text).")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Also write a file; may be given several times.")
@click.option("--type", "media_type", type=click.Choice(TYPES), help="What the articles are, where the name does not say.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="Exit with 1 at a finding of this severity or above (default: never).",
)
@click.option("--no-progress", is_flag=True, help="No progress bar.")
@checker_options
def check(
    articles: tuple[str, ...],
    format_: str | None,
    outputs: tuple[str, ...],
    media_type: str | None,
    fail_on: str | None,
    no_progress: bool,
    **options: object,
) -> int:
    """Check articles: files, folders, web addresses, or - for standard input.

    \b
    claimcheck check page.html
    claimcheck check drafts/ --format json > report.json
    claimcheck check page.md --output html=report.html --output sarif=report.sarif --fail-on error
    cat draft.md | claimcheck check - --type md

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, 3 some articles could not be read.
    """
    targets = [_target(output) for output in outputs]
    settings = settings_for(articles[0], options)
    names, unreadable = _names(articles)
    reports: list[Report] = []
    for name in _with_progress(names, show=not no_progress and len(names) > 1):
        try:
            document = read(name, media_type, settings.offline)
            reports.append(settings.baselined(settings.checker.check(document)))
        except ArticleError as error:
            unreadable += 1
            click.echo(f"claimcheck: {error}", err=True)
    _write(reports, format_ or settings.config.format or "text", targets, settings)
    if unreadable:
        return UNREADABLE
    return FINDINGS if _fails(reports, fail_on or settings.config.fail_on or "never") else 0


def _names(articles: Sequence[str]) -> tuple[list[str], int]:
    names: list[str] = []
    unreadable = 0
    for article in articles:
        try:
            names.extend(expanded([article]))
        except ArticleError as error:
            unreadable += 1
            click.echo(f"claimcheck: {error}", err=True)
    return names, unreadable


def _target(output: str) -> Target:
    format_, equals, path = output.partition("=")
    if not equals or format_ not in FORMATS or not path:
        raise UsageError(f"--output {output}: give FORMAT=FILE with one of {', '.join(FORMATS)}")
    return Target(format_, Path(path))


def _with_progress(names: Sequence[str], show: bool) -> Iterator[str]:
    if not show or not sys.stderr.isatty():
        yield from names
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(names, description="checking", console=Console(stderr=True), transient=True)


def _write(reports: Sequence[Report], format_: str, targets: Sequence[Target], settings: Settings) -> None:
    from claimcheck import reports as rendering

    rendering.write(reports, [(target.format, target.path) for target in targets], settings.ruleset)
    if reports or format_ == "json":
        color = {"color": True} if format_ == "text" and sys.stdout.isatty() else {}
        click.echo(rendering.render(reports, format_, settings.ruleset, **color), nl=False)


def _fails(reports: Sequence[Report], fail_on: str) -> bool:
    if fail_on == "never":
        return False
    limit = Severity(fail_on).rank
    return any(f.counts and f.severity.rank <= limit for report in reports for f in report.findings)
