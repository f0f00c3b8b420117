"""`claimcheck why`: one line explained."""

from __future__ import annotations

import click

from claimcheck.cli.articles import TYPES, read
from claimcheck.cli.settings import checker_options, settings_for
from claimcheck.errors import UsageError


@click.command()
@click.argument("place", metavar="FILE:LINE")
@click.option("--type", "media_type", type=click.Choice(TYPES), help="What the article is, where the name does not say.")
@checker_options
def why(place: str, media_type: str | None, **options: object) -> None:
    """Say of every sentence on a line why it is or is not a claim, and why it is or is not flagged.

    \b
    claimcheck why article.md:12
    """
    name, colon, line = place.rpartition(":")
    if not colon or not line.isdigit() or not name:
        raise UsageError(f"{place}: give FILE:LINE, for example article.md:12")
    settings = settings_for(name, options)
    document = read(name, media_type, settings.offline)
    from claimcheck.surfaces.why import explain_line

    lines = explain_line(settings.checker.check(document), int(line))
    click.echo("\n".join(lines) if lines else f"{place}: no sentence of the article stands on this line")
