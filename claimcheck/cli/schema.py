"""`claimcheck schema`: the JSON Schema of the report."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of `check --format json` (claimcheck/report/1)."""
    from claimcheck.reports.as_json import report_schema

    click.echo(json.dumps(report_schema(), indent=1))
