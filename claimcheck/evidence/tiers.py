"""From the words that name a study design to its tier (TAXONOMY section 4)."""

from __future__ import annotations

import re

from claimcheck.model import EvidenceStatement, Tier

_DESIGNS = (
    (re.compile(r"animal|mice|mouse|rats?\b|in vitro|laborator|preclinical"), Tier.E0),
    (
        re.compile(
            r"case report|opinion|narrative|protocol|editorial|statement|warning|guidance|web page|regulator|label|policy|registry entry"
        ),
        Tier.E1,
    ),
    (re.compile(r"meta-?analys|systematic review|cochrane|umbrella|overview"), Tier.E5),
    (
        re.compile(r"phase (?:i|1)\b|single-arm|case series|case-control|before|open-label|uncontrolled|survey|cross-sectional"),
        Tier.E2,
    ),
    (re.compile(r"random"), Tier.E4),
    (
        re.compile(r"cohort|controlled|observational|registry|follow-up|prospective|retrospective|phase (?:ii|2)\b"),
        Tier.E3,
    ),
)


def tier_of(statement: EvidenceStatement) -> Tier:
    """The tier of the design a statement names; a design not known counts as opinion."""
    design = statement.design.lower()
    return next((tier for pattern, tier in _DESIGNS if pattern.search(design)), Tier.E1)
