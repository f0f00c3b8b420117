"""`claimcheck explain`: what a rule, verdict, claim type or tier means."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.model import Example, Rule, Ruleset


@click.command()
@click.argument("name")
def explain(name: str) -> None:
    """Explain a rule (id or name), a verdict, a claim type, a tier or a checklist criterion.

    \b
    claimcheck explain EFF01
    claimcheck explain overstated
    """
    from claimcheck import ruleset

    rules = ruleset.load()
    text = _explained(name, rules)
    if text is None:
        close = difflib.get_close_matches(name, _known(rules), 1)
        hint = f"; did you mean {close[0]}?" if close else "; see: claimcheck rules list"
        raise UsageError(f"nothing here is called “{name}”{hint}")
    click.echo(text)


def _explained(name: str, rules: Ruleset) -> str | None:
    rule = rules.rule(name) or rules.rule(name.upper())
    if rule is not None:
        return rule_text(rule)
    for criterion in rules.checklist:
        if criterion.id.lower() == name.lower():
            return f"{criterion.id} {criterion.title} ({criterion.kind})\n\n{criterion.question}\n\nSource: {criterion.source}"
    for group, entries in rules.taxonomy.items():
        for entry, meaning in entries.items():
            if entry.lower() == name.lower():
                return f"{entry} ({group.replace('_', ' ')})\n\n{meaning}"
    return None


def rule_text(rule: Rule) -> str:
    """A rule as a reader wants it: what, why, sources, suggestion, examples."""
    parts = [
        f"{rule.id} {rule.slug}: {rule.title}",
        f"severity {rule.severity}, {rule.status}" + (f", jurisdiction {rule.jurisdiction}" if rule.jurisdiction else ""),
        "",
        rule.why,
        "",
        f"Says: {rule.message}",
        f"Suggests: {rule.suggestion}",
        "Rests on: " + "; ".join(rule.sources),
        "",
        "Flagged:",
        *(f"  ✗ {_marked(example)}" for example in rule.examples if example.span is not None),
        "Passed:",
        *(f"  ✓ {example.text}" for example in rule.examples if example.span is None),
    ]
    return "\n".join(parts)


def _marked(example: Example) -> str:
    span = example.span
    if span is None:
        return example.text
    marked = f"{example.text[: span.start]}[{example.text[span.start : span.end]}]{example.text[span.end :]}"
    return f"{marked}{' (known miss)' if example.todo else ''}"


def _known(rules: Ruleset) -> list[str]:
    names = [name for rule in rules.rules for name in (rule.id, rule.slug)]
    return [
        *names,
        *(c.id for c in rules.checklist),
        *(entry for entries in rules.taxonomy.values() for entry in entries),
    ]
