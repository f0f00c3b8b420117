"""A sentence turned into its opposite: what rose fell, what helped did not, what differed did not differ."""

from __future__ import annotations

import re

_OPPOSITES = (
    ("increases", "decreases"), ("increased", "decreased"), ("increase", "decrease"), ("increasing", "decreasing"),
    ("improves", "worsens"), ("improved", "worsened"), ("improve", "worsen"), ("improvement", "worsening"), ("improving", "worsening"),
    ("higher", "lower"), ("greater", "smaller"), ("more", "less"), ("better", "worse"), ("superior", "inferior"),
    ("longer", "shorter"), ("raises", "lowers"), ("raised", "lowered"), ("elevated", "lowered"),
    ("effective", "ineffective"), ("safe", "unsafe"), ("beneficial", "harmful"), ("benefit", "harm"), ("protective", "harmful"),
    ("promotes", "inhibits"), ("promoted", "inhibited"), ("promote", "inhibit"), ("enhances", "impairs"), ("enhanced", "impaired"),
    ("enhance", "impair"), ("accelerates", "delays"), ("prevents", "causes"), ("prevented", "caused"), ("prevent", "cause"),
    ("upregulates", "downregulates"), ("upregulated", "downregulated"), ("activates", "suppresses"), ("activation", "suppression"),
    ("positively", "negatively"), ("positive", "negative"), ("faster", "slower"), ("well", "poorly"), ("strengthens", "weakens"),
)  # fmt: skip
_FALLING = {"reduces": "increases", "reduced": "increased", "reduce": "increase", "reduction": "increase", "reductions": "increases"}
_TABLE = {**dict(_OPPOSITES), **{b: a for a, b in _OPPOSITES}, **_FALLING}
_WORD = re.compile(r"\b(" + "|".join(sorted(_TABLE, key=len, reverse=True)) + r")\b", re.IGNORECASE | re.ASCII)
_DENIALS = (
    (r"\bdid not (?:significantly )?(improve|increase|decrease|reduce|prevent|affect|alter|influence|differ)\b", r"did \1"),
    (r"\bdo(?:es)? not (?:significantly )?(improve|increase|decrease|reduce|prevent|affect|alter|influence|differ)\b", r"does \1"),
    (
        r"\b(was|were|is|are) not (?:significantly )?(associated|effective|superior|related|different|better|higher|lower|reduced)\b",
        r"\1 \2",
    ),
    (r"\bno significant (difference|effect|improvement|change|association|benefit)", r"a significant \1"),
    (r"\bno (difference|effect|improvement|change|association|benefit|evidence)", r"a clear \1"),
    (r"\bhas no\b", "has a clear"),
    (r"\bfailed to\b", "was able to"),
)
_ASSERTIONS = (
    (r"\b(was|were|is|are) (significantly )?(associated|effective|related|superior)\b", r"\1 not \3"),
    (r"\bsignificantly (improved|increased|decreased|reduced|prevented|affected|altered|influenced)\b", "did not change"),
    (r"\b(improves|increases|decreases|reduces|prevents|affects|influences|predicts|causes)\b", r"does not change"),
    (r"\b(can|may|could|should|will) (?=\w)", r"\1 not "),
    (r"\ba significant (difference|effect|improvement|change|association|benefit)", r"no significant \1"),
)


def flipped(sentence: str, turn: int = 0) -> str | None:
    """The opposite of a sentence, or None where no word is known to turn; `turn` chooses among the ways there are."""
    ways = [way for way in (_without_denial(sentence), _turned_word(sentence), _denied(sentence)) if way]
    if _without_denial(sentence):
        ways = ways[:1]
    return ways[turn % len(ways)] if ways else None


def _without_denial(sentence: str) -> str | None:
    return _first(sentence, _DENIALS)


def _denied(sentence: str) -> str | None:
    return _first(sentence, _ASSERTIONS)


def _first(sentence: str, table: tuple[tuple[str, str], ...]) -> str | None:
    for pattern, instead in table:
        changed, times = re.subn(pattern, instead, sentence, count=1, flags=re.IGNORECASE)
        if times:
            return changed
    return None


def _turned_word(sentence: str) -> str | None:
    """The first word of direction replaced by its opposite."""
    changed, times = _WORD.subn(_opposite, sentence, count=1)
    return changed if times else None


def _opposite(match: re.Match[str]) -> str:
    word = match.group()
    other = _TABLE[word.lower()]
    return other.capitalize() if word[0].isupper() else other
