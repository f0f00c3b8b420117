"""The signals of a sentence: named yes-or-no observations that the weights of this stage are given to."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.claims.focus import Carried
from claimcheck.claims.mentions import is_generic
from claimcheck.claims.reading import Sentence
from claimcheck.model import BlockKind, Role

_ASSERTING = ("effect", "weak-effect", "change", "prevention", "safety", "cure", "harm", "mechanism")
_BENEFITS = (
    "benefit",
    "advantage",
    "why choose",
    "why ",
    "how it works",
    "how does",
    "treat",
    "help",
    "safe",
    "effective",
    "uses",
    "results",
    "prevent",
)


def signals_of(sentence: Sentence, carried: Carried, following: Sentence | None = None) -> frozenset[str]:
    """All signals of a sentence."""
    return frozenset(
        (
            *_cue_signals(sentence),
            *_mention_signals(sentence, carried),
            *_place_signals(sentence),
            *_joint_signals(sentence, carried),
        )
    )


def _cue_signals(sentence: Sentence) -> Iterator[str]:
    for cue in sentence.cues:
        yield f"kind:{cue.kind}"
        yield f"denied:{cue.kind}" if cue.negated else f"cue:{cue.kind}"
    counts = sum(1 for cue in sentence.cues if cue.kind == "effect" and not cue.negated)
    if counts > 1:
        yield "effects:2+"
    if counts > 3:
        yield "effects:4+"


def _mention_signals(sentence: Sentence, carried: Carried) -> Iterator[str]:
    for mention in sentence.mentions:
        yield f"generic:{mention.role}" if is_generic(mention) else f"names:{mention.role}"
    yield f"therapy-from:{carried.origin}"


def _place_signals(sentence: Sentence) -> Iterator[str]:
    yield from (f"shape:{trait}" for trait in sentence.shape)
    yield f"block:{sentence.block.kind}"
    if not sentence.text.rstrip('"”’)').endswith((".", "!", "?", ":", "…")):
        yield "no-stop"
    if sentence.text.rstrip().endswith(":"):
        yield "lead-in"
    heading = sentence.block.section[-1].lower() if sentence.block.section else ""
    if any(word in heading for word in _BENEFITS):
        yield "under-benefits"
    if heading.rstrip().endswith("?"):
        yield "under-question"


def _joint_signals(sentence: Sentence, carried: Carried) -> Iterator[str]:
    own = carried.origin == "own"
    named = own or any(m.role is Role.THERAPY for m in sentence.mentions)
    target = any(m.role in (Role.CONDITION, Role.OUTCOME) for m in sentence.mentions)
    for kind in (
        *_ASSERTING,
        "use",
        "comparison",
        "no-difference",
        "availability",
        "regulatory",
        "cost",
        "uncertainty",
        "hype",
    ):
        if sentence.has(kind):
            if named:
                yield f"therapy+{kind}"
            elif "pronoun-subject" in sentence.shape:
                yield f"pronoun+{kind}"
            if target:
                yield f"target+{kind}"
            if named and target:
                yield f"therapy+target+{kind}"
            if "verbless" in sentence.shape:
                yield f"verbless+{kind}"
    if sentence.block.kind is BlockKind.HEADING and "verbless" in sentence.shape:
        yield "verbless-heading"
    yield from _order_signals(sentence)


def _order_signals(sentence: Sentence) -> Iterator[str]:
    """Whether a therapy stands before words of effect, as the doer does in a plain sentence."""
    therapies = [m.span.start for m in sentence.mentions if m.role is Role.THERAPY]
    effects = [c.span.start for c in sentence.cues if c.kind in _ASSERTING and not c.negated]
    if therapies and effects:
        yield "therapy-first" if min(therapies) < max(effects) else "therapy-last"
