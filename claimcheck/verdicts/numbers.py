"""Numbers that disagree inside one article: two success rates for the same therapy."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.model import Claim, Role, Ruleset
from claimcheck.verdicts.findings import Draft

RULE = "NUM02"
_RATE = re.compile(
    r"(?:success|response|cure|improvement|recovery) rates?\D{0,30}?(\d{1,3}(?:\.\d+)?)\s?(?:%|percent|per cent)"
    r"|(\d{1,3}(?:\.\d+)?)\s?(?:%|percent|per cent)\s(?:\w+\s)?(?:success|response|cure|improvement|recovery)\b",
    re.IGNORECASE,
)


def drafts_of(claims: Sequence[Claim], ruleset: Ruleset) -> Iterator[Draft]:
    """A finding on each claim whose rate differs from the first that the article gives for the same therapy and condition."""
    rule = ruleset.rule(RULE)
    first: dict[tuple[tuple[str, ...], ...], str] = defaultdict(str)
    for claim in claims:
        topic = (claim.concepts(Role.THERAPY)[:1], claim.concepts(Role.CONDITION)[:1])
        for rate in _rates(claim.text):
            earlier = first[topic] or rate
            first[topic] = earlier
            if rule is not None and float(rate) != float(earlier):
                message = f"{rule.message} ({earlier} % before, {rate} % here)"
                yield Draft(rule, claim.id, claim.span, claim.text, message, rule.suggestion, rule.severity)


def _rates(text: str) -> list[str]:
    return [match.group(1) or match.group(2) for match in _RATE.finditer(text)]
