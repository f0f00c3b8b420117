"""The examples of rules held against what a checker finds in them; all failures are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claimcheck.model import CharSpan, Example, Rule

Check = Callable[[Example], Sequence[tuple[str, CharSpan, str]]]


@dataclass(frozen=True, slots=True)
class TrialResult:
    """How the examples of some rules came out; `failures` holds one `path:line: what` each."""

    rules: int
    examples: int
    known_misses: int
    failures: tuple[str, ...]


def try_rules(rules: Iterable[Rule], check: Check) -> TrialResult:
    """Run every example of every rule that matches text (rules emitted by the verdicts have none to run)."""
    tried = [rule for rule in rules if rule.when]
    failures: list[str] = []
    examples = misses = 0
    for rule in tried:
        for example in rule.examples:
            examples += 1
            misses += example.todo
            failure = _failure(rule, example, check(example))
            if failure:
                failures.append(f"{rule.path}:{example.line}: {rule.id} {failure}")
    return TrialResult(len(tried), examples, misses, tuple(failures))


def _failure(rule: Rule, example: Example, found: Sequence[tuple[str, CharSpan, str]]) -> str:
    ours = [span for rule_id, span, _ in found if rule_id == rule.id]
    others = ", ".join(sorted({rule_id for rule_id, _, _ in found} - {rule.id})) or "nothing"
    hit = example.span is not None and any(span.overlap(example.span) for span in ours)
    if example.todo:
        return f"is found now; move it from todo to flagged: “{example.text}”" if hit else ""
    if example.span is None:
        return f"must stay quiet but fires on “{_quoted(example, ours[0])}”: “{example.text}”" if ours else ""
    if hit:
        return ""
    return f"is not found at “{_quoted(example, example.span)}” (fired: {others}): “{example.text}”"


def _quoted(example: Example, span: CharSpan) -> str:
    return example.text[max(0, span.start) : span.end]
