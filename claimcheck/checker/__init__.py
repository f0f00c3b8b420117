"""One article checked: read, claims, citations, rules, evidence, verdicts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime

from claimcheck import __version__, citations, verdicts
from claimcheck.checker import trained, works
from claimcheck.claims import ClaimFinder, worded
from claimcheck.claims.pipeline import VERSION as MODEL_VERSION
from claimcheck.claims.weighing import Weigher
from claimcheck.evidence import KnownEvidence
from claimcheck.evidence.reading import Reader, read_all
from claimcheck.evidence.standing_verifier import verifier
from claimcheck.literature import Consulted, Literature, Shelves, topics_of
from claimcheck.model import (
    Claim,
    Document,
    Evidence,
    Finding,
    Match,
    Reading,
    Report,
    Ruleset,
    Run,
    SourceCoverage,
    Verdict,
)
from claimcheck.ruleset import RuleIndex, match
from claimcheck.verdicts import numbers
from claimcheck.verdicts import references as on_references
from claimcheck.verdicts.suppression import apply as suppress


def started() -> str:
    """Now, in UTC; or the moment that SOURCE_DATE_EPOCH names, so that two runs give the same bytes."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isascii() and fixed.isdigit() and len(fixed) < 12 else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")


class Checker:
    """Checks documents with one rule set; build it once, use it for many."""

    def __init__(
        self,
        ruleset: Ruleset,
        *,
        jurisdictions: frozenset[str] = frozenset(),
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        literature: Literature | None = None,
        online: bool = False,
    ) -> None:
        """`literature` is what may be asked (default: what ships with the program), `online` whether that is over the network."""
        self._ruleset = ruleset
        self._claims = ClaimFinder(ruleset)
        self._known = KnownEvidence(ruleset)
        self._literature = literature or Literature(Shelves(retractions=ruleset.retractions))
        self._worded = worded.reader(self._claims)
        self._reader = Reader(verifier(), ruleset.vocabulary, self._worded)
        self._rules = RuleIndex(ruleset, jurisdictions)
        self._wanted = _Wanted(ruleset, select, ignore)
        self._online = online
        self._models = trained.in_use()
        self._problems = tuple(trained.problems())

    def weighing_with(self, weigher: Weigher) -> Checker:
        """The same checker with another weigher of sentences, as scoring needs it for pages that trained the one that ships.

        How claims and passages are worded is then read by the rules alone, for the shipped model has seen these pages.
        """
        other = copy(self)
        other._claims = self._claims.weighing_with(weigher)
        other._worded = worded.WordingReader(self._claims)
        other._reader = replace(self._reader, worded=other._worded)
        other._models = {name: told for name, told in self._models.items() if name != trained.SENTENCE}
        return other

    def check(self, document: Document) -> Report:
        """The report on a document."""
        cited = citations.find(document)
        reading = self._claims.find(document, lambda span: citations.in_reach(cited.citations, span, document))
        matches = match(self._rules, reading.claims, reading.voice)
        consulted = self._literature.consult(cited.references, topics_of(reading.claims, self._ruleset.vocabulary))
        evidence = self._evidence(reading.claims, consulted)
        cases = [self._case(claim, reading, matches, evidence[claim.id], consulted) for claim in reading.claims]
        referred = on_references.drafts_of(cited.references, consulted.resolutions, reading.claims, self._ruleset)
        disagreeing = numbers.drafts_of(reading.claims, self._ruleset)
        decided = verdicts.decide(cases, (*referred, *disagreeing), self._ruleset)
        findings, problems = suppress(self._wanted.of(decided.findings), document, self._ruleset)
        return Report(
            document=document,
            claims=reading.claims,
            references=cited.references,
            citations=cited.citations,
            resolutions=consulted.resolutions,
            evidence=works.worth_showing(piece for claim in reading.claims for piece in evidence[claim.id]),
            verdicts=_with_open_flags(decided.verdicts, findings),
            findings=findings,
            checklist=verdicts.checklist_of(document, reading, cited.references, self._ruleset),
            sources=(*_coverage(decided.verdicts, evidence), *consulted.coverage),
            problems=(*problems, *self._problems, *consulted.problems),
            run=self._run(consulted),
            voice=reading.voice,
            notes=reading.notes,
        )

    def _evidence(self, claims: Sequence[Claim], consulted: Consulted) -> dict[str, tuple[Evidence, ...]]:
        """For each claim the built-in statements, then what was read in works."""
        read = read_all(works.consultations(claims, consulted), self._reader)
        return {claim.id: (*self._known.on(claim), *(piece for piece in read if piece.claim_id == claim.id)) for claim in claims}

    def _case(
        self, claim: Claim, reading: Reading, matches: Sequence[Match], evidence: Sequence[Evidence], consulted: Consulted
    ) -> verdicts.Case:
        cited = works.cited_by(claim, consulted)
        return verdicts.Case(
            claim=claim,
            evidence=tuple(evidence),
            statements=self._known.statements_behind(evidence),
            matches=tuple(m for m in matches if m.claim_id == claim.id),
            article=verdicts.article_of(reading, consulted.resolutions, self._ruleset.vocabulary),
            topic_known=self._known.covers_topic(claim),
            cited=cited,
            answers=consulted.answers.get(claim.id, ()),
            numbers=works.number_check(claim, cited),
            wording=self._worded(claim.text) if any(piece.wording for piece in evidence) else None,
        )

    def _run(self, consulted: Consulted) -> Run:
        models = {"en_core_web_sm": MODEL_VERSION, **self._models, **{name: trained.shown(told) for name, told in consulted.models.items()}}
        return Run(__version__, self._ruleset.digest, models, self._literature.snapshot, self._online, started())


class _Wanted:
    """Which rules the user asked for."""

    def __init__(self, ruleset: Ruleset, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
        self._select = {rule.id for name in select if (rule := ruleset.rule(name))}
        self._ignore = {rule.id for name in ignore if (rule := ruleset.rule(name))}

    def of(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings of wanted rules."""
        chosen = [f for f in findings if not self._select or f.rule_id in self._select]
        return tuple(f for f in chosen if f.rule_id not in self._ignore)


def _with_open_flags(decided: Sequence[Verdict], findings: Sequence[Finding]) -> tuple[Verdict, ...]:
    """Verdicts flagged only where a finding that counts and is no note stands on the claim."""
    flagged = {f.claim_id for f in findings if f.counts and f.severity.rank < 2}
    return tuple(replace(verdict, flagged=verdict.claim_id in flagged) for verdict in decided)


def _coverage(decided: Sequence[Verdict], evidence: dict[str, tuple[Evidence, ...]]) -> tuple[SourceCoverage, ...]:
    known = sum(1 for pieces in evidence.values() if any(piece.statement_id for piece in pieces))
    return (SourceCoverage("built-in evidence", "found" if known else "not_found", len(decided), known),)
