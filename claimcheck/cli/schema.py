"""`claimcheck schema`: the contract of the JSON report."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of the JSON report.

    \b
    claimcheck schema > report.schema.json
    """
    from claimcheck import resources
    from claimcheck.reports.json import SCHEMA_FILE

    click.echo(resources.text(SCHEMA_FILE), nl=False)
