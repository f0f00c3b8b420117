"""Whether a sentence retells what a study found, which is its result, or says what a therapy does."""

from __future__ import annotations

import re

from claimcheck.model import Causal, Voice
from claimcheck.verdicts.case import Case

_FOUND = re.compile(
    r"\b(?:improved|reduced|decreased|increased|lowered|raised|prevented|relieved|eased|slowed|cut|showed|shown|demonstrated|found|led to|"
    r"resulted in|was|were|had|provided|produced|achieved|experienced|fell|rose|dropped|helped|worked|protected|delayed|shortened|restored|"
    r"recovered|responded|yielded|induced|enhanced|suppressed|alleviated|healed|lost|gained)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:(?:is|are) (?:an? |the )?(?:\w+ ){0,2}(?:effective|safe|beneficial|proven|useful|efficacious|superior|treatment|therapy|option|"
    r"cure|remedy|way|method|tool)|improves?|reduces?|decreases|increases|lowers?|raises?|prevents?|relieves?|eases?|slows?|cures?|treats|heals?|helps?|"
    r"works|protects?|restores?|enhances|alleviates|leads to|results in|will|can)\b",
    re.IGNORECASE,
)


def tells_plainly(text: str) -> bool:
    """Whether words say outright that something did or does something."""
    return _FOUND.search(text) is not None or _DOES.search(text) is not None


def is_retold(case: Case) -> bool:
    """Whether text that does not sell tells a result: of a study that it describes, in the past tense, or as an association."""
    if case.article.voice is Voice.SELLING:
        return False
    described = case.article.voice is Voice.REPORTING and "described-study" in case.claim.cue_kinds()
    past = _FOUND.search(case.claim.text) is not None and _DOES.search(case.claim.text) is None
    return described or past or case.claim.causal is Causal.CORRELATIONAL
