"""`claimcheck score`: the checker held against marked articles, its stages against public labelled sets."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.scoring.figures import Figures

_BENCHMARKS = Path(__file__).resolve().parent.parent / "scoring" / "benchmarks"
_ARTICLES = "claims"


@cache
def benchmarks() -> tuple[str, ...]:
    """The names of the public labelled sets that can be scored, sorted; nothing is imported."""
    return tuple(sorted(path.stem for path in _BENCHMARKS.glob("*.py") if not path.stem.startswith("_")))


class _Sets(click.Group):
    """One command a labelled set, imported when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [_ARTICLES, *benchmarks()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(cmd_name) if cmd_name in benchmarks() else super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], known, 1)
            hint = f"; did you mean {close[0]}?" if close else "; claimcheck score --help lists them"
            ctx.fail(f"no set “{args[0]}” to score{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Sets)
def score() -> None:
    """Measure the checker on marked articles, or a stage of it on a public labelled set.

    \b
    claimcheck score claims --articles corpus --gold corpus/gold
    claimcheck score study_type_medline DIR --split dev --json
    """


@score.command()
@click.option("--articles", required=True, type=click.Path(exists=True, path_type=Path), help="Folder (or one file) of articles.")
@click.option(
    "--gold",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="Folder (or one file) of gold, <article>.jsonl.",
)
@click.option(
    "--use", type=click.Choice(["both", "rules", "model"]), default="both", help="What weighs the sentences (default: both together)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def claims(articles: Path, gold: Path, use: str, as_json: bool) -> None:
    """Claim, type, strength and flag figures against gold.

    A page that trained the shipped weights is weighed by weights that had not seen it.

    Example: claimcheck score claims --articles corpus --gold corpus/gold
    """
    from claimcheck import readers, ruleset
    from claimcheck.checker import Checker
    from claimcheck.scoring.claims import score as score_claims
    from claimcheck.scoring.gold import articles_in
    from claimcheck.scoring.out_of_fold import Unseen

    marked = articles_in(articles, gold)
    unseen = Unseen(Checker(ruleset.load()), use)
    figures = score_claims(marked, lambda article: readers.read(article.path), unseen.check)
    if as_json:
        record = {"benchmark": "claims", "split": "all", "n": len(marked), "metrics": figures}
        click.echo(json.dumps(record, indent=2))
    else:
        for pool, metrics in figures.items():
            click.echo(_line(pool, metrics))


def _command(name: str) -> click.Command:
    """The command that scores one labelled set."""

    def run(place: Path, split: str | None, as_json: bool) -> None:
        from claimcheck.scoring.reading import default_split

        module = import_module(f"claimcheck.scoring.benchmarks.{name}")
        usual = getattr(module, "default_split", default_split)
        _print(module.run(place, split or usual(place)), as_json)

    options = [
        click.Argument(["place"], metavar="DIR", type=click.Path(path_type=Path)),
        click.Option(["--split"], help="Which part: dev, train, … (default: dev where there is one, else train)."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print the figures as JSON."),
    ]
    about = f"Figures on the labelled set {name}; DIR is its folder, or the file of one part."
    return click.Command(name, callback=run, params=options, help=about, short_help=_about(name))


def _about(name: str) -> str:
    """The first line of a module's docstring, read without importing it."""
    with (_BENCHMARKS / f"{name}.py").open(encoding="utf-8") as source:
        return source.readline().strip().strip('"').rstrip(".")


def _print(figures: Figures, as_json: bool) -> None:
    metrics = {name: _rounded(value) for name, value in figures.metrics.items()}
    if as_json:
        record = {"benchmark": figures.benchmark, "split": figures.split, "n": figures.n, "metrics": metrics}
        click.echo(json.dumps(record, indent=2))
    else:
        click.echo(_line(f"{figures.benchmark}, {figures.split}: {figures.n} examples", metrics))


def _rounded(value: float | int) -> float | int:
    return round(value, 4) if isinstance(value, float) else value


def _line(pool: str, metrics: object) -> str:
    if not isinstance(metrics, Mapping):
        raise TypeError("metrics are a mapping")
    parts = [f"{name} {_short(value)}" for name, value in metrics.items()]
    return f"{pool}\n  " + "\n  ".join(parts)


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name} {number:.3f}" for name, number in value.items())
    return f"{value:.3f}" if isinstance(value, float) else str(value)
