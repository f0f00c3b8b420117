"""The checker's reports scored against gold claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from claimcheck.model import CharSpan, Claim, Document, Report, Verdict
from claimcheck.scoring.counts import binned, metrics_of
from claimcheck.scoring.gold import GoldArticle, GoldClaim

_MERGED = {
    "supported": "supported",
    "supported_with_limits": "supported",
    "overstated": "not carried",
    "unsupported": "not carried",
    "conflicting": "not carried",
}
VALIDATION_STEP = 5


def pairs(found: Sequence[CharSpan], gold: Sequence[CharSpan]) -> list[tuple[int, int]]:
    """One-to-one pairs (found, gold) in which each covers at least half of the other, best overlap first."""
    near = [
        (ours.overlap(theirs), i, j)
        for i, ours in enumerate(found)
        for j, theirs in enumerate(gold)
        if (shared := ours.overlap(theirs)) and 2 * shared >= len(ours) and 2 * shared >= len(theirs)
    ]
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    chosen = []
    for _, i, j in sorted(near, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if i not in taken_found and j not in taken_gold:
            chosen.append((i, j))
            taken_found.add(i)
            taken_gold.add(j)
    return chosen


def count(report: Report, gold: Sequence[GoldClaim]) -> Counter[str]:
    """What one article adds to the counts."""
    claims, verdicts = report.claims, report.verdicts
    matched = pairs([claim.span for claim in claims], [claim.span for claim in gold])
    counts = Counter(articles=1, claims=len(claims), gold=len(gold), matched=len(matched))
    counts["types_all_found"] = sum(len(claim.types) for claim in claims)
    counts["types_all_gold"] = sum(len(claim.types) for claim in gold)
    counts["flags"] = sum(verdict.flagged for verdict in verdicts)
    counts["flags_gold"] = sum(claim.flag for claim in gold)
    for i, j in matched:
        counts.update(_pair(claims[i], verdicts[i], gold[j]))
        doubt = claims[i].doubt
        if doubt is not None:
            counts.update(binned("flag", doubt, gold[j].flag))
    spans = [note.span for note in report.notes]
    asserting = {i for i, _ in pairs(spans, [claim.span for claim in gold])}
    for number, note in enumerate(report.notes):
        counts.update(binned("claim", note.score, number in asserting))
    return counts


def _pair(claim: Claim, verdict: Verdict, gold: GoldClaim) -> dict[str, int]:
    return {
        "types_found": len(claim.types),
        "types_gold": len(gold.types),
        "types_right": len(gold.types & {str(kind) for kind in claim.types}),
        "strength": claim.strength == gold.strength,
        "attribution": claim.attribution == gold.attribution,
        "causal": gold.causal is not None and claim.causal == gold.causal,
        "causal_known": gold.causal is not None,
        "flags_right": verdict.flagged and gold.flag,
        "verdict": verdict.kind == gold.verdict,
        "verdict_merged": _MERGED.get(verdict.kind, str(verdict.kind)) == _MERGED.get(gold.verdict, gold.verdict),
    }


def score(
    articles: Sequence[GoldArticle], read: Callable[[GoldArticle], Document], check: Callable[[Document], Report]
) -> Mapping[str, object]:
    """Figures for all pages, for each kind of page, and for the two parts (validation: pages whose number is divisible by 5)."""
    pools: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        counts = count(check(read(article)), article.claims)
        for pool in ("all", f"kind {article.kind}", f"part {_part(article.id)}"):
            pools[pool].update(counts)
    return {pool: metrics_of(counts) for pool, counts in sorted(pools.items())}


def _part(article_id: str) -> str:
    number = article_id.split("-")[0]
    return "validation" if number.isdigit() and int(number) % VALIDATION_STEP == 0 else "development"
