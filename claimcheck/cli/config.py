"""`claimcheck config`: the configuration that holds."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def config() -> None:
    """The configuration."""


@config.command()
@click.argument("article", required=False, type=click.Path(path_type=Path))
def show(article: Path | None) -> None:
    """Show the settings that hold for an article (or for this folder), and the file they come from."""
    from claimcheck.config import find_config, shown

    for name, value in shown(find_config(article or Path.cwd())).items():
        click.echo(f"{name} = {', '.join(value) if isinstance(value, tuple) else value}")
