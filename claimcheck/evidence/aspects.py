"""Parts of the body, and how often, how long or how bad.

What was seen at the hip says nothing of the spine, and rarer attacks are not shorter ones.
"""

from __future__ import annotations

import re

_PARTS = {
    "spine": r"spines?|spinal|lumbar|vertebra\w*|low(?:er)? back",
    "hip": r"hips?|femur|femoral|trochanter\w*",
    "knee": r"knees?|patell\w*",
    "shoulder": r"shoulders?|rotator cuff",
    "neck": r"(?<!femoral )necks?|cervical spine",
    "hand": r"hands?|fingers?|thumbs?|wrists?|forearms?|radius|radial",
    "foot": r"foot|feet|ankles?|heels?|plantar",
    "elbow": r"elbows?|epicondyl\w*",
    "jaw": r"jaws?|temporomandibular",
}
_MEASURES = {
    "how often": r"frequenc(?:y|ies)|number of|(?<!heart )(?<!response )rates?|incidence|how often|fewer|prevalence|recurrences?",
    "how long": r"durations?|shorten\w*|shorter|longer|prolong\w*|length",
    "how bad": r"severity|(?:more|less) severe|milder|intensity of",
}
_KINDS = tuple({name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in kind.items()} for kind in (_PARTS, _MEASURES))


def elsewhere(claimed: str, told: str) -> bool:
    """Whether two texts both name joints or bones, or how often, long or bad something is, and none is the same."""
    return any(_apart(_named(kind, claimed), _named(kind, told)) for kind in _KINDS)


def _named(kind: dict[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in kind.items() if pattern.search(text))


def _apart(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours) and bool(theirs) and not ours & theirs
