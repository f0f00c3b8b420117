"""`claimcheck rules`: the rules listed, shown, tested, started."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli import FINDINGS
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.model import Rule, Ruleset

_TEMPLATE = """\
# A language rule: what it looks for, what it says, and the sentences that prove it. See rules/README.md.
id: {id}
slug: {slug}
title: What is wrong, in a few words
status: preview            # preview rules never flag; make it stable when its examples hold
severity: warning          # error or warning flags the sentence, note only advises
match:                     # all fields given must hold; of the values of a field any one
  cues: [cure]             # kinds of cue, see the files in rules/cues
  types: [cure]            # claim types, see: claimcheck explain cure
unless:                    # keeps the rule quiet
  cited: true
message: "“{{quote}}” says more than anyone has shown."
suggestion: Say what was measured, in whom, and give the source.
why: Why it matters, in a sentence.
sources: ["The instrument or law this rests on"]
examples:                  # [[…]] marks the words that must be found; therapy gives the article's title
  flagged:
    - {{text: "Herbal drops [[cure]] arthritis for good.", therapy: herbal drops}}
    - {{text: "Acupuncture [[cures]] insomnia in a week.", therapy: acupuncture}}
    - {{text: "Ozone therapy [[cured]] their back pain.", therapy: ozone therapy}}
  passed:
    - {{text: "The drops do not cure arthritis.", therapy: herbal drops}}
    - {{text: "There is no cure for arthritis.", therapy: herbal drops}}
    - {{text: "Can ozone therapy cure back pain?", therapy: ozone therapy}}
"""


@click.group()
def rules() -> None:
    """The rules that claims are held against."""


@rules.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--rules", "folders", multiple=True, type=click.Path(path_type=Path), help="Also a folder of your own.")
def list_(as_json: bool, folders: tuple[Path, ...]) -> None:
    """List every rule with its severity."""
    found = _loaded(folders).rules
    if as_json:
        click.echo(json.dumps([_record(rule) for rule in found], indent=2, ensure_ascii=False))
        return
    for rule in found:
        place = f" [{rule.jurisdiction}]" if rule.jurisdiction else ""
        click.echo(f"{rule.id:9} {rule.severity:8} {rule.slug:32} {rule.title}{place}{' (preview)' if rule.status == 'preview' else ''}")


@rules.command()
@click.argument("name")
@click.option("--rules", "folders", multiple=True, type=click.Path(path_type=Path), help="Also a folder of your own.")
def show(name: str, folders: tuple[Path, ...]) -> None:
    """Show a rule with its examples."""
    from claimcheck.cli.explain import rule_text

    ruleset = _loaded(folders)
    rule = ruleset.rule(name)
    if rule is None:
        raise UsageError(f"no rule is called “{name}”{_near(name, ruleset)}; see: claimcheck rules list")
    click.echo(rule_text(rule))


@rules.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def test(folder: Path | None) -> int:
    """Run the examples of all rules, or only of those in a folder of your own."""
    from claimcheck.ruleset import try_rules
    from claimcheck.surfaces.rule_trial import RuleTrial

    ruleset = _loaded((folder,) if folder else ())
    own = {path.name.split(".")[0] for path in (folder / "language").glob("*.yaml")} if folder else None
    chosen = [rule for rule in ruleset.rules if own is None or rule.id in own]
    result = try_rules(chosen, RuleTrial(ruleset))
    for failure in result.failures:
        click.echo(failure)
    misses = f", {result.known_misses} known misses" if result.known_misses else ""
    click.echo(f"{result.rules} rules, {result.examples} examples, {len(result.failures)} failed{misses}")
    return FINDINGS if result.failures else 0


@rules.command()
@click.argument("name")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("claimcheck-rules"), help="Your folder of rules.")
def new(name: str, folder: Path) -> None:
    """Start a rule: writes a commented template that loads and passes its own examples.

    \b
    claimcheck rules new MY01 --folder my-rules
    """
    if not name.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"“{name}” cannot be a rule's id; use letters, digits and hyphens")
    path = folder / "language" / f"{name}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists already; choose another id")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEMPLATE.format(id=name, slug=f"my-{name.lower()}"), encoding="utf-8")
    click.echo(f"wrote {path}; now: claimcheck rules test {folder}")


def _loaded(folders: tuple[Path, ...]) -> Ruleset:
    from claimcheck import ruleset

    return ruleset.load(extra=folders)


def _record(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "slug": rule.slug,
        "title": rule.title,
        "severity": rule.severity,
        "status": rule.status,
        "jurisdiction": rule.jurisdiction,
        "sources": rule.sources,
    }


def _near(name: str, ruleset: Ruleset) -> str:
    import difflib

    close = difflib.get_close_matches(name, [n for rule in ruleset.rules for n in (rule.id, rule.slug)], 1)
    return f"; did you mean {close[0]}?" if close else ""
