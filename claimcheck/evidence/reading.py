"""Works read for claims: the passage of each that bears on the claim most, its stance, and what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claimcheck.evidence.abbreviations import abbreviations, spelt_out
from claimcheck.evidence.fitting import specific_therapies
from claimcheck.evidence.grading import Claimed, certainty_of, tier_of_work
from claimcheck.evidence.limits import limits_of, months_claimed, relation, text_of
from claimcheck.evidence.passages import Passage, passages_of
from claimcheck.evidence.statements import as_said, statement_of
from claimcheck.evidence.terms import line, names_in
from claimcheck.evidence.unsettled import unsettled
from claimcheck.evidence.verifier import Bearing, Statement, Verifier, WorkVerifier
from claimcheck.model import Claim, ClaimType, Evidence, Identifier, Role, Stance, StudyKind, Tier, Vocabulary, Work
from claimcheck.model.names import OFF_TOPIC
from claimcheck.model.wording import Wording

MOST = 100
TOGETHER = 3
"""So many passages of a work, the most worth reading, are weighed together."""
COUNTED = "counted in a review"
NO_TEXT = "no abstract"
_CONCLUDING = 0.15
_CLOSE = 0.1
_OFTEN = 3
_RESULTLESS = frozenset({StudyKind.PROTOCOL, StudyKind.REGISTRATION, StudyKind.NOTICE})
_STATUS = frozenset({ClaimType.REGULATORY, ClaimType.AVAILABILITY, ClaimType.ETHICS, ClaimType.COST})


@dataclass(frozen=True, slots=True)
class Consultation:
    """A claim and the works to read for it: those that it cites, and those found on its topic, most relevant first."""

    claim: Claim
    cited: tuple[Work, ...] = ()
    found: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """What works are read with; `worded` says how a passage that bears a claim out is worded (None: that is not read)."""

    verifier: Verifier
    vocabulary: Vocabulary
    worded: Callable[[str], Wording | None] | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A passage and how it bears; `pairs` is how many readings that took."""

    passage: Passage
    bearing: Bearing
    pairs: int = 0

    @property
    def rank(self) -> float:
        """How much the passage says for the work: its score, more where it concludes."""
        taken = self.bearing.stance is not Stance.NEUTRAL
        return self.bearing.score + (_CONCLUDING if self.passage.concludes else 0.0) + (1.0 if taken else 0.0)


def read_all(consultations: Sequence[Consultation], reader: Reader, most: int = MOST) -> tuple[Evidence, ...]:
    """The evidence for all claims of an article, reading at most `most` passages; what one claim leaves over goes to the next."""
    found: list[Evidence] = []
    left = most
    for waiting, consultation in zip(range(len(consultations), 0, -1), consultations, strict=True):
        budget = -(-left // waiting) if left else 0
        evidence, used = _read(consultation, reader, budget)
        left -= used
        found += evidence
    return tuple(found)


def evidence_of(consultation: Consultation, reader: Reader, budget: int = MOST) -> tuple[Evidence, ...]:
    """What the works say on one claim, reading at most `budget` passages; best evidence first, retracted works last.

    A cited work always gives a piece, also where it is off topic; a work found on the topic only where it speaks of the therapy.
    """
    return _read(consultation, reader, budget)[0]


def _read(consultation: Consultation, reader: Reader, budget: int) -> tuple[tuple[Evidence, ...], int]:
    read_as = {True: as_said(consultation.claim), False: consultation.claim}
    statements = {cited: statement_of(claim, reader.vocabulary) for cited, claim in read_as.items()}
    works = _each_once(consultation, reader.vocabulary)
    pieces, left = [], budget
    for waiting, (work, cited) in zip(range(len(works), 0, -1), works, strict=True):
        best = _best(statements[cited], work, passages_of(work, statements[cited], -(-left // waiting)), reader.verifier)
        left -= best.pairs if best else 0
        piece = _piece(read_as[cited], work, best, reader.vocabulary, cited)
        pieces.append(_worded(piece if cited else unsettled(piece, consultation.claim, statements[cited]), reader))
    return _ranked(pieces), budget - left


def _worded(piece: Evidence, reader: Reader) -> Evidence:
    """A piece that bears its claim out with how its passage is worded."""
    bears = piece.stance is Stance.SUPPORTS and piece.tier is not Tier.EX
    return replace(piece, wording=reader.worded(piece.passage)) if bears and reader.worded else piece


def bearing_of(statement: Statement, work: Work, verifier: Verifier, most: int = MOST) -> Bearing:
    """How a work bears on a statement by the passage that speaks for it, reading at most `most` passages; NEUTRAL where none does."""
    best = _best(statement, work, passages_of(work, statement, most), verifier)
    return best.bearing if best else Bearing(Stance.NEUTRAL, 0.0)


def _each_once(consultation: Consultation, vocabulary: Vocabulary) -> list[tuple[Work, bool]]:
    """The works in the order in which they are read, each once: cited ones, then those found that are on the topic."""
    therapies = specific_therapies(consultation.claim)
    near = [work for work in consultation.found if not therapies or _is_about(therapies, work, vocabulary)]
    seen: set[object] = set()
    kept = []
    for work, cited in [*((work, True) for work in consultation.cited), *((work, False) for work in near)]:
        keys: set[object] = {*work.identifiers} or {work.title.casefold()}
        if not keys & seen:
            kept.append((work, cited))
        seen |= keys
    return kept


def _is_about(therapies: tuple[str, ...], work: Work, vocabulary: Vocabulary) -> bool:
    """Whether a work is on one of the therapies: its title names it, or its text does again and again."""
    if relation(therapies, work.title, vocabulary):
        return True
    text = line(text_of(work))
    return any(text.count(line(name)) >= _OFTEN for concept in therapies for name in vocabulary.names(concept))


def _best(statement: Statement, work: Work, passages: tuple[Passage, ...], verifier: Verifier) -> _Judged | None:
    """The passage that speaks for its work: as the passages bear together where the verifier weighs them so, else the surest one."""
    if isinstance(verifier, WorkVerifier):
        return _together(statement, work, passages, verifier)
    return surest(statement, work, passages, verifier)


def _together(statement: Statement, work: Work, passages: tuple[Passage, ...], verifier: WorkVerifier) -> _Judged | None:
    """How the first passages bear together, beside the plain reading; the passage shown is the one that says so most plainly."""
    plain = surest(statement, work, passages, verifier.plain)
    if plain is None:
        return None
    told = told_together(passages)
    short = abbreviations(work.abstract_text)
    whole = verifier.weigh(statement, [spelt_out(passage.text, short) for passage in told], plain.bearing)
    if whole.stance is plain.bearing.stance:
        return _Judged(plain.passage, whole, len(told) + 1)
    if whole.stance is not Stance.NEUTRAL and all(passage.premise for passage in told):
        premises = Bearing(Stance.NEUTRAL, 0.2, ("stands among the premises or methods of the work", *whole.reasons))
        return _Judged(told[0], premises, len(told) + 1)
    alone = [(_likely(verifier.judge(statement, spelt_out(p.text, short)), whole.stance), -n) for n, p in enumerate(told)]
    return _Judged(told[-max(alone)[1]], whole, len(told) + 1)


def told_together(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages that are weighed together, in the order of their work: the first ones, premises only where there is nothing else."""
    most = min(TOGETHER, max(1, len(passages) - 1))  # one reading is left for all together
    return in_order(tuple(passage for passage in passages if not passage.premise)[:most] or passages[:most])


def _likely(bearing: Bearing, stance: Stance) -> float:
    """How likely a stance is by a bearing; for NEUTRAL the place of the passage decides."""
    if bearing.probabilities is None or stance is Stance.NEUTRAL:
        return 0.0
    return bearing.probabilities[0 if stance is Stance.SUPPORTS else 1]


def in_order(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages in the order in which they stand in their work."""
    return tuple(sorted(passages, key=lambda passage: (passage.part, passage.section, passage.span)))


def surest(statement: Statement, work: Work, passages: tuple[Passage, ...], verifier: Verifier) -> _Judged | None:
    """The surest passage that takes a stance, conclusions first; NEUTRAL where two disagree equally."""
    judged = sorted((_Judged(passage, _heard(verifier, statement, passage, work)) for passage in passages), key=lambda found: -found.rank)
    if not judged:
        return None
    best = replace(_denied(statement, judged) or judged[0], pairs=len(judged))
    against = next((other for other in judged if other.bearing.stance is _OTHER.get(best.bearing.stance)), None)
    if against is not None and best.rank - against.rank < _CLOSE:
        reasons = (*best.bearing.reasons, f"but also: “{against.passage.text}”")
        return _Judged(best.passage, Bearing(Stance.NEUTRAL, best.bearing.score, reasons), best.pairs)
    return best


def _denied(statement: Statement, judged: list[_Judged]) -> _Judged | None:
    """The passage that bears a denial out, where one does: a work that saw no change of it and a change of something else says so."""
    surest = judged[0].bearing
    if not statement.denies or surest.stance is not Stance.REFUTES:
        return None
    return next((found for found in judged if found.bearing.stance is Stance.SUPPORTS), None)


def _heard(verifier: Verifier, statement: Statement, passage: Passage, work: Work) -> Bearing:
    """How a passage bears within its work: premises and methods are no results, and "the treatment" is that of the title."""
    bearing = verifier.judge(statement, spelt_out(passage.text, abbreviations(work.abstract_text)))
    if bearing.stance is Stance.NEUTRAL:
        return bearing
    if passage.premise:
        return Bearing(Stance.NEUTRAL, 0.2, ("stands among the premises or methods of the work", *bearing.reasons))
    if statement.therapies and not names_in(statement.therapies, passage.text) and not names_in(statement.therapies, work.title):
        return Bearing(Stance.NEUTRAL, 0.2, ("the work studies another treatment", *bearing.reasons))
    return bearing


_OTHER = {Stance.SUPPORTS: Stance.REFUTES, Stance.REFUTES: Stance.SUPPORTS}


def _piece(claim: Claim, work: Work, best: _Judged | None, vocabulary: Vocabulary, cited: bool) -> Evidence:
    tier, own = tier_of_work(work, Claimed(months_claimed(claim)))
    limits = tuple(dict.fromkeys((*limits_of(claim, work, vocabulary), *own)))
    bearing = best.bearing if best else Bearing(Stance.NEUTRAL, 0.0, ("the record of the work holds no text that could be read",))
    limits = tuple(dict.fromkeys((*limits, *bearing.limits)))
    if best is None:
        limits = (*limits, NO_TEXT)
    if _off_topic(claim, work, vocabulary):
        bearing = Bearing(Stance.NEUTRAL, 0.0, ("the work does not speak of the therapy",))
        limits = (*limits, OFF_TOPIC)
    if bearing.stance is not Stance.NEUTRAL and (cannot := _cannot_tell(claim, work, vocabulary)):
        bearing = Bearing(Stance.NEUTRAL, 0.2, (cannot,))
    if work.is_retracted:
        tier = Tier.EX
    passage = best.passage.text if best else ""
    return Evidence(
        claim.id, work, passage, bearing.stance, bearing.score, tier, certainty_of(tier, limits), limits, None, cited, bearing.reasons
    )


def _cannot_tell(claim: Claim, work: Work, vocabulary: Vocabulary) -> str:
    """Why no passage of a work can settle a claim, or ""."""
    if work.study is not None and work.study.kind in _RESULTLESS:
        return f"the work is a {work.study.kind} and holds no results"
    if _other_illness(claim, work, vocabulary):
        return "the work studied another condition"
    return "whether something is approved, offered or allowed is not for studies to say" if claim.types and claim.types <= _STATUS else ""


def _off_topic(claim: Claim, work: Work, vocabulary: Vocabulary) -> bool:
    therapies = specific_therapies(claim)
    return bool(therapies and work.abstract) and relation(therapies, text_of(work), vocabulary) is None


def _other_illness(claim: Claim, work: Work, vocabulary: Vocabulary) -> bool:
    conditions = claim.concepts(Role.CONDITION)
    return bool(conditions) and relation(conditions, text_of(work), vocabulary) is None


def _ranked(pieces: list[Evidence]) -> tuple[Evidence, ...]:
    """Strongest design first, then the surest reading; what takes no stance behind what does. Trials in a review are marked."""
    held = {identifier for piece in pieces if piece.tier is not Tier.EX for identifier in _pooled(piece.work)}
    marked = [replace(piece, limits=(*piece.limits, COUNTED)) if held & set(piece.work.identifiers) else piece for piece in pieces]
    return tuple(sorted(marked, key=lambda piece: (piece.tier is Tier.EX, piece.stance is Stance.NEUTRAL, piece.tier.rank, -piece.score)))


def _pooled(work: Work) -> tuple[Identifier, ...]:
    """The works that a review of trials holds."""
    is_review = work.study is not None and work.study.kind is StudyKind.SYSTEMATIC_REVIEW
    return work.references if is_review else ()
