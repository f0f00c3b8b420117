"""`claimcheck config`: the configuration that holds."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def config() -> None:
    """The configuration."""


@config.command()
@click.argument("article", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="A configuration file.")
def show(article: Path | None, config_file: Path | None) -> None:
    """Show the settings that hold for an article (or for this folder), and the file they come from."""
    from claimcheck.config import find_config, shown

    found = find_config(article or Path.cwd(), config_file)
    click.echo(f"# {found.path or 'no configuration file found; these are the defaults'}")
    for name, value in shown(found).items():
        click.echo(f"{name} = {value}")
