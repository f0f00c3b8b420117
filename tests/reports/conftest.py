"""A report made by hand: every kind of verdict, finding and answer once, around any article text."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

from claimcheck.model import (
    Attribution,
    Block,
    BlockKind,
    Causal,
    Certainty,
    CharSpan,
    Citation,
    Claim,
    ClaimType,
    CriterionResult,
    Document,
    Evidence,
    Finding,
    Identifier,
    IdentifierKind,
    Mention,
    Notice,
    NoticeKind,
    Outcome,
    Problem,
    Reference,
    Report,
    Resolution,
    Role,
    Rule,
    Ruleset,
    Run,
    Segment,
    Severity,
    SourceCoverage,
    Stance,
    Strength,
    Tier,
    Verdict,
    VerdictKind,
    Vocabulary,
    Work,
    fingerprint,
)

HEADING = "Ozone therapy"
CLAIMS = ("Ozone therapy cures arthritis.", "It never hurts 😀 anyone.", "Naïve patients may improve.")
ENTRY = "Smith J. Ozone and joints. 2019."

MakeReport = Callable[..., Report]


@pytest.fixture
def ruleset() -> Ruleset:
    rule = Rule(
        "EFF01",
        "cure-claim",
        "Cure claimed",
        "stable",
        Severity.ERROR,
        (),
        (),
        "m",
        "Say what was measured.",
        "A cure is rare.",
        ("IHC 2",),
        (),
        "x",
    )
    return Ruleset({}, (), Vocabulary({}), (rule,), (), (), (), "0123456789abcdef")


@pytest.fixture
def make_report() -> MakeReport:
    return report_on


def report_on(claims: tuple[str, ...] = CLAIMS, words: str = "", uri: str = "a/artikel ü.md") -> Report:
    """A report whose claims are these sentences; `words` stands in every field that a stranger can fill."""
    document = _document(claims, uri, words)
    made = tuple(_claim(number, block.span, document, words) for number, block in enumerate(document.blocks[1:-1], 1))
    return Report(
        document=document,
        claims=made,
        references=(_reference(document, words),),
        citations=(Citation(made[0].span, "r1"),),
        resolutions=(Resolution("r1", Outcome.FOUND, _work(words), "built-in retraction list", 1.0, (), (), words),),
        evidence=(_evidence(words),),
        verdicts=tuple(_verdict(claim, number, words) for number, claim in enumerate(made)),
        findings=_findings(made, document, words),
        checklist=(
            CriterionResult("OMI01", "Cost", "no", None, "HNR 1", "omission"),
            CriterionResult("CRD01", f"Credit {words}", "yes", made[0].span, "HNR 3", "credit"),
        ),
        sources=(SourceCoverage("built-in evidence", "found", 3, 1), SourceCoverage("PubMed", "failed", 1, 0, words or None)),
        problems=(Problem("literature", f"no answer {words}", "PubMed"),),
        run=Run("0.1", "0123456789abcdef", {"m": "1"}, None, False, "2026-01-01T00:00:00+00:00"),
        voice="selling",
    )


def _document(claims: tuple[str, ...], uri: str, words: str) -> Document:
    """The source has CRLF line ends and a mark before each line, so that offsets of text and file differ."""
    source, text = "", ""
    blocks: list[Block] = []
    segments: list[Segment] = []
    kinds = (BlockKind.HEADING, *(BlockKind.PARAGRAPH for _ in claims), BlockKind.LIST_ITEM)
    for kind, line in zip(kinds, (HEADING, *claims, ENTRY), strict=True):
        source += "> "
        segments.append(Segment(len(text), len(line), len(source), len(line)))
        section = () if kind is BlockKind.HEADING else (HEADING,)
        blocks.append(Block(kind, CharSpan(len(text), len(text) + len(line)), section))
        text += line + "\n"
        source += line + "\r\n"
    digest = sha256(source.encode("utf-8", "replace")).hexdigest()
    title = f"{HEADING} {words}".strip()
    return Document(uri, "text/markdown", title, text, tuple(blocks), tuple(segments), digest, words_in_file=20, source=source)


def _claim(number: int, span: CharSpan, document: Document, words: str) -> Claim:
    heading = document.blocks[0].span
    return Claim(
        id=f"c{number}",
        span=span,
        text=document.quote(span),
        types=frozenset({ClaimType.SAFETY, ClaimType.CURE}),
        mentions=(Mention(Role.THERAPY, heading, HEADING + words, "ozone"),),
        cues=(),
        strength=Strength.ASSERTIVE,
        causal=Causal.DIRECT,
        attribution=Attribution.NONE,
        section=(HEADING + words,),
        citations=("r1",) if number == 1 else (),
        score=0.75,
    )


def _reference(document: Document, words: str) -> Reference:
    identifiers = (Identifier(IdentifierKind.DOI, f"10.1000/x{words}"), Identifier(IdentifierKind.URL, words or "https://example.org/a"))
    return Reference("r1", document.blocks[-1].span, ENTRY + words, identifiers, "1")


def _work(words: str) -> Work:
    identifiers = (
        Identifier(IdentifierKind.PMID, "123"),
        Identifier(IdentifierKind.NCT, "NCT01234567"),
        Identifier(IdentifierKind.URL, f"javascript:{words}"),
    )
    return Work(identifiers, f"Trial {words}", 2019, "J", "trial", (Notice(NoticeKind.RETRACTION, None, "2021-02-03"),), "list")


def _evidence(words: str) -> Evidence:
    return Evidence(
        "c1", _work(words), f"No effect was seen. {words}", Stance.REFUTES, 0.9, Tier.E4, Certainty.MODERATE, ("population",), "s1"
    )


def _verdict(claim: Claim, number: int, words: str) -> Verdict:
    kinds = (VerdictKind.CONTRADICTED, VerdictKind.NOT_CHECKED, VerdictKind.OVERSTATED)
    why = ("it can be checked", f"no source was asked {words}")
    return Verdict(claim.id, kinds[number % 3], Certainty.MODERATE, ("certainty",) if number == 2 else (), why, number == 0, 0.9)


def _findings(claims: tuple[Claim, ...], document: Document, words: str) -> tuple[Finding, ...]:
    states = ((None, False), (f"agreed {words}", False), (None, True))
    found = []
    for claim, (suppressed, baselined) in zip(claims, states, strict=False):
        span = CharSpan(claim.span.start, min(claim.span.start + 5, claim.span.end))
        mark = fingerprint("EFF01", document.quote(span), 1) if not words else "0" * 16
        finding = Finding(
            f"f-{claim.id}",
            "EFF01",
            claim.id,
            span,
            Severity.ERROR,
            f"Cure {words}",
            f"Say {words}",
            ("IHC 2",),
            mark,
            suppressed,
            baselined,
        )
        found.append(finding)
    whole = CharSpan(0, len(HEADING))
    return (*found, Finding("f9", "XXX99", None, whole, Severity.NOTE, "On the article", "", (), "f" * 16))
