"""Retracted works that an article cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.model import Reference, Resolution, Ruleset
from claimcheck.verdicts.findings import Draft

RULE = "CIT03"


def drafts_of(references: Sequence[Reference], resolutions: Sequence[Resolution], ruleset: Ruleset) -> Iterator[Draft]:
    """A finding for each reference to a work with a retraction or withdrawal."""
    rule = ruleset.rule(RULE)
    for reference, resolution in zip(references, resolutions, strict=True):
        work = resolution.work
        if rule is not None and work is not None and work.is_retracted:
            message = f"{rule.message} (“{work.title}”, {work.notices[0].kind})"
            yield Draft(rule, None, reference.span, reference.text, message, rule.suggestion, rule.severity)
