"""A made-up clinic page with a report made by hand: every verdict, a suppressed and a baselined finding, cited and retracted works."""

from __future__ import annotations

import html as html_text
from dataclasses import replace

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
    Mismatch,
    MismatchKind,
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

TITLE = "Light therapy at the Harbour Clinic"
HEADING, PARAGRAPH, ITEM, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE
BLOCKS = (
    (HEADING, 0, TITLE),
    (
        PARAGRAPH,
        1,
        "Light has set the rhythm of human life for as long as there have been people. Bright light in the morning lifts mood in "
        "winter depression [1]. Our specialists have worked with it since 2009.",
    ),
    (HEADING, 1, "Benefits"),
    (
        PARAGRAPH,
        2,
        "Our lamps cure depression within two weeks. They work for everyone, young & old. Some patients may also sleep better after a "
        "course of treatment.",
    ),
    (ITEM, 2, "Light therapy works better than any antidepressant"),
    (ITEM, 2, "Green light heals chronic pain (Okafor 2014)"),
    (ITEM, 2, "Red light lowers blood pressure"),
    (QUOTE, 2, "After three sessions my migraine was gone for good, and I have told all my friends about it."),
    (HEADING, 1, "Is it safe?"),
    (
        PARAGRAPH,
        2,
        "The treatment has no side effects whatsoever. In a trial of 96 adults, headache was as common with light as with a dim lamp [2]. "
        "We aim to make every visit a pleasure.",
    ),
    (HEADING, 1, "References"),
    (
        ITEM,
        2,
        "1. Lind P, Moreau A. Morning light for winter depression: a systematic review. J Imag Psychiatry. 2019. doi:10.5555/jip.2019.104",
    ),
    (ITEM, 2, "2. Adeyemi S. Harms of bright light: a randomised trial. Imag Med. 2021. PMID 99000111"),
    (ITEM, 2, "3. Okafor T. Green light in chronic pain. Lett Photobiol. 2014. doi:10.5555/lp.2014.7"),
)
TAGS = {HEADING: "h2", PARAGRAPH: "p", ITEM: "li", QUOTE: "blockquote"}


def document_of(blocks: tuple[tuple[BlockKind, int, str], ...], title: str = TITLE, uri: str = "pages/light therapy.html") -> Document:
    """A document as the HTML reader would give it, with the way back into the file."""
    text, source = "", "<!doctype html>\n<body>\n"
    found: list[Block] = []
    segments: list[Segment] = []
    headings: list[str] = []
    for kind, depth, words in blocks:
        del headings[depth:]
        source += f"<{TAGS[kind]}>"
        start = len(text)
        for letter in words:
            written = html_text.escape(letter, quote=False)
            segments.append(Segment(len(text), 1, len(source), len(written)))
            text += letter
            source += written
        found.append(Block(kind, CharSpan(start, len(text)), tuple(headings)))
        source += f"</{TAGS[kind]}>\n"
        text += "\n\n"
        if kind is HEADING:
            headings.append(words)
    return Document(
        uri, "text/html", title, text, tuple(found), tuple(segments), "0" * 64, words_in_file=len(text.split()) + 41, source=source
    )


def span_of(document: Document, quote: str) -> CharSpan:
    start = document.text.index(quote)
    return CharSpan(start, start + len(quote))


REVIEW = Work(
    (Identifier(IdentifierKind.DOI, "10.5555/jip.2019.104"), Identifier(IdentifierKind.PMID, "99000042")),
    "Morning light for winter depression: a systematic review",
    2019,
    "J Imag Psychiatry",
    "systematic review of 19 trials",
    source="built-in evidence",
)
COMPARISON = Work(
    (Identifier(IdentifierKind.NCT, "NCT09990001"), Identifier(IdentifierKind.URL, "https://example.org/trials/light?arm=a&b=2")),
    "Light therapy or an antidepressant in winter depression",
    2016,
    "Imag Lancet",
    "randomised trial (n=122)",
    source="built-in evidence",
)
HARMS = Work(
    (Identifier(IdentifierKind.PMID, "99000111"),), "Harms of bright light: a randomised trial", 2021, "Imag Med", "randomised trial"
)
RETRACTED = Work(
    (Identifier(IdentifierKind.DOI, "10.5555/lp.2014.7"),),
    "Green light in chronic pain",
    2014,
    "Lett Photobiol",
    notices=(Notice(NoticeKind.RETRACTION, Identifier(IdentifierKind.DOI, "10.5555/lp.2016.1"), "2016-03"),),
    source="built-in retraction list",
)

S, A = Stance, VerdictKind
# quote, types, strength, verdict, certainty, axes, why, evidence, (rule, words, message)…
CLAIMS = (
    (
        "Bright light in the morning lifts mood in winter depression [1].",
        (ClaimType.EFFECTIVENESS,),
        Strength.ASSERTIVE,
        (
            A.SUPPORTED,
            Certainty.MODERATE,
            (),
            ("2 statements fit therapy and condition", "a review of trials in people supports it as worded"),
        ),
        (
            (
                REVIEW,
                "Morning light of 10,000 lux reduced depressive symptoms by a moderate amount against dim light.",
                S.SUPPORTS,
                Tier.E5,
                (),
            ),
        ),
        (),
    ),
    (
        "Our lamps cure depression within two weeks.",
        (ClaimType.CURE, ClaimType.SPEED_OF_EFFECT),
        Strength.ASSERTIVE,
        (
            A.OVERSTATED,
            Certainty.MODERATE,
            ("strength", "duration"),
            ("2 statements fit therapy and condition", "the evidence is on symptoms, the claim on cure", "no study measured two weeks"),
        ),
        (
            (
                REVIEW,
                "Morning light of 10,000 lux reduced depressive symptoms by a moderate amount against dim light.",
                S.SUPPORTS,
                Tier.E5,
                ("measured symptoms, not recovery", "shortest course was three weeks"),
            ),
        ),
        (
            ("EFF01", "cure depression", "“cure depression” promises a cure where studies measured symptoms.", Severity.ERROR),
            ("EFF09", "within two weeks", "“within two weeks” sets a time that no study given here has measured.", Severity.WARNING),
        ),
    ),
    (
        "They work for everyone, young & old.",
        (ClaimType.POPULATION,),
        Strength.ASSERTIVE,
        (
            A.UNSUPPORTED,
            Certainty.NONE,
            (),
            ("the claim carries its own burden of proof: all patients", "the article gives no source for it"),
        ),
        (),
        (("SCO01", "everyone, young & old", "“everyone, young & old” leaves nobody out; the trials were in adults.", Severity.WARNING),),
    ),
    (
        "Some patients may also sleep better after a course of treatment.",
        (ClaimType.EFFECTIVENESS,),
        Strength.HEDGED,
        (A.SUPPORTED_WITH_LIMITS, Certainty.LOW, (), ("one trial in people supports it", "one study gives limits at most")),
        (
            (
                COMPARISON,
                "Sleep was rated better by 41 of 61 people given light.",
                S.SUPPORTS,
                Tier.E4,
                ("a secondary outcome of one trial",),
            ),
        ),
        (),
    ),
    (
        "Light therapy works better than any antidepressant",
        (ClaimType.COMPARISON, ClaimType.EFFECTIVENESS),
        Strength.ASSERTIVE,
        (A.CONTRADICTED, Certainty.MODERATE, (), ("a trial compared both", "it found no difference between them")),
        ((COMPARISON, "Remission was as common with light as with the antidepressant (43 and 44 per cent).", S.REFUTES, Tier.E4, ()),),
        (("EFF14", "", "Evidence in people says otherwise (a trial found no difference).", Severity.ERROR),),
    ),
    (
        "Green light heals chronic pain (Okafor 2014)",
        (ClaimType.EFFECTIVENESS,),
        Strength.ASSERTIVE,
        (A.UNSUPPORTED, Certainty.NONE, (), ("the only work behind it is retracted", "retracted works never count")),
        ((RETRACTED, "Pain fell by half in the green light group.", S.SUPPORTS, Tier.EX, ("retracted",)),),
        (("EVD01", "", "The source given for this was retracted.", Severity.ERROR),),
    ),
    (
        "Red light lowers blood pressure",
        (ClaimType.EFFECTIVENESS,),
        Strength.ASSERTIVE,
        (A.NOT_CHECKED, Certainty.NONE, (), ("no statement fits therapy and condition", "no source on this topic was asked")),
        (),
        (),
    ),
    (
        "After three sessions my migraine was gone for good, and I have told all my friends about it.",
        (ClaimType.DURABILITY, ClaimType.EFFECTIVENESS),
        Strength.ASSERTIVE,
        (A.CONFLICTING, Certainty.VERY_LOW, (), ("two small studies disagree",)),
        (
            (HARMS, "Migraine days fell in the treated group.", S.SUPPORTS, Tier.E2, ("12 people, no control",)),
            (COMPARISON, "Headache did not change.", S.REFUTES, Tier.E2, ("a secondary outcome",)),
        ),
        (("EVD05", "my migraine was gone for good", "One person's story stands in for evidence.", Severity.NOTE),),
    ),
    (
        "The treatment has no side effects whatsoever.",
        (ClaimType.SAFETY,),
        Strength.ASSERTIVE,
        (A.CONTRADICTED, Certainty.MODERATE, (), ("harms are described in a trial",)),
        ((HARMS, "Eye strain, headache and restlessness were reported by one in five.", S.REFUTES, Tier.E4, ()),),
        (("SAF01", "no side effects whatsoever", "“no side effects whatsoever” denies harms that trials describe.", Severity.ERROR),),
    ),
    (
        "In a trial of 96 adults, headache was as common with light as with a dim lamp [2].",
        (ClaimType.SAFETY,),
        Strength.ASSERTIVE,
        (A.SUPPORTED_WITH_LIMITS, Certainty.MODERATE, (), ("one trial in people supports it", "one study gives limits at most")),
        ((HARMS, "Headache: 11 of 48 with light, 10 of 48 with dim light.", S.SUPPORTS, Tier.E4, ("one trial",)),),
        (("LNG04", "as common with light", "Say how common it was with each lamp.", Severity.NOTE),),
    ),
    (
        "We aim to make every visit a pleasure.",
        (ClaimType.EFFECTIVENESS,),
        Strength.SPECULATIVE,
        (A.NOT_CHECKABLE, Certainty.NONE, (), ("an aim says nothing that evidence could bear out",)),
        (),
        (),
    ),
)
SUGGESTIONS = {
    "EFF01": "Evidence would carry: “Morning light probably reduces the symptoms of winter depression.”",
    "SAF01": "Name the common harms and how common they are.",
}
CITED = {0: ("r1",), 5: ("r3",), 9: ("r2",)}


def rule(rule_id: str, slug: str, title: str, severity: Severity) -> Rule:
    why = "People who rely on it may give up care that helps them."
    return Rule(rule_id, slug, title, "stable", severity, (), (), title, "", why, ("HNR 2",), (), f"rules/language/{rule_id}.yaml")


RULES = (
    rule("CIT03", "retracted-source", "Retracted work cited", Severity.ERROR),
    rule("EFF01", "cure-claim", "Cure claimed", Severity.ERROR),
    rule("EFF09", "speed-claim", "Speed of effect without a source", Severity.WARNING),
    rule("EFF14", "evidence-against", "Evidence says otherwise", Severity.ERROR),
    rule("EVD01", "no-support", "No support", Severity.ERROR),
    rule("EVD05", "testimonial", "Testimonial as proof", Severity.NOTE),
    rule("LNG04", "vague-number", "Vague number", Severity.NOTE),
    rule("SAF01", "no-side-effects", "Absolute safety", Severity.ERROR),
    rule("SCO01", "works-for-all", "Works for everyone", Severity.WARNING),
)
RULESET = Ruleset({}, (), Vocabulary({}), RULES, (), (), (), "5a11ad")


def _claim(number: int, document: Document) -> Claim:
    quote, types, strength, *_ = CLAIMS[number]
    span = span_of(document, quote)
    block = document.block_at(span.start)
    mentions = (
        Mention(Role.THERAPY, span_of(document, "Light therapy"), "Light therapy", "D010789"),
        Mention(Role.CONDITION, span_of(document, "winter depression"), "winter depression", None),
    )
    return Claim(
        f"c{number + 1}",
        span,
        quote,
        frozenset(types),
        mentions,
        (),
        strength,
        Causal.DIRECT,
        Attribution.TESTIMONIAL if "my migraine" in quote else Attribution.NONE,
        block.section if block else (),
        CITED.get(number, ()),
        0.91234567,
    )


def _verdict(number: int) -> Verdict:
    kind, certainty, axes, why = CLAIMS[number][3]
    severities = [severity for *_, severity in CLAIMS[number][5]]
    flagged = any(severity is not Severity.NOTE for severity in severities)
    return Verdict(f"c{number + 1}", kind, certainty, axes, why, flagged, 0.8 if flagged else 0.1)


def _findings(document: Document) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for number, (quote, *_, marks) in enumerate(CLAIMS):
        for rule_id, words, message, severity in marks:
            span = span_of(document, words or quote)
            mark = fingerprint(rule_id, words or quote, 0)
            advice = SUGGESTIONS.get(rule_id, "Give a source that studied this in people, or leave it out.")
            found.append(Finding("", rule_id, f"c{number + 1}", span, severity, message, advice, ("HNR 2", "ASAI (d)"), mark))
    reference = span_of(document, BLOCKS[-1][2])
    found.append(
        Finding(
            "",
            "CIT03",
            None,
            reference,
            Severity.ERROR,
            "A retracted work is cited.",
            "Leave it out.",
            ("Retraction list",),
            "00ff00ff00ff00ff",
        )
    )
    found = [replace(finding, id=f"f{number}") for number, finding in enumerate(sorted(found, key=lambda f: f.span), 1)]
    return tuple(
        replace(f, suppressed="a patient's words") if f.rule_id == "EVD05" else replace(f, baselined=True) if f.rule_id == "LNG04" else f
        for f in found
    )


def _references(document: Document) -> tuple[Reference, ...]:
    works = (REVIEW, HARMS, RETRACTED)
    entries = [words for _, _, words in BLOCKS[-3:]]
    return tuple(
        Reference(f"r{n}", span_of(document, entry), entry, work.identifiers[:1], str(n))
        for n, (entry, work) in enumerate(zip(entries, works, strict=True), 1)
    )


def sample(uri: str = "pages/light therapy.html", started: str = "2026-01-02T03:04:05+00:00") -> Report:
    """The report on the made-up page."""
    document = document_of(BLOCKS, uri=uri)
    evidence = tuple(
        Evidence(f"c{number + 1}", work, passage, stance, 0.75, tier, Certainty.MODERATE, limits)
        for number, claim in enumerate(CLAIMS)
        for work, passage, stance, tier, limits in claim[4]
    )
    return Report(
        document=document,
        claims=tuple(_claim(number, document) for number in range(len(CLAIMS))),
        references=_references(document),
        citations=(Citation(span_of(document, "[1]"), "r1"), Citation(span_of(document, "[2]"), "r2")),
        resolutions=(
            Resolution("r1", Outcome.FOUND, REVIEW, "built-in evidence", 1.0),
            Resolution("r2", Outcome.FAILED, None, "PubMed", detail="the network could not be reached"),
            Resolution("r3", Outcome.FOUND, RETRACTED, "built-in retraction list", 0.9, (Mismatch(MismatchKind.YEAR, "2014", "2015"),)),
        ),
        evidence=evidence,
        verdicts=tuple(_verdict(number) for number in range(len(CLAIMS))),
        findings=_findings(document),
        checklist=(
            CriterionResult("OMI01", "Cost", "no", None, "HNR 1", "omission"),
            CriterionResult("OMI07", "Risk of harm", "yes", span_of(document, "headache was as common with light"), "HNR 3", "omission"),
            CriterionResult("OMI09", "Alternatives", "not_applicable", None, "DISCERN 14", "omission"),
            CriterionResult("CRD01", "Harms in numbers", "yes", span_of(document, "96 adults"), "HNR 3; DISCERN 11", "credit"),
            CriterionResult("CRD02", "Limits named", "no", None, "HNR 4", "credit"),
        ),
        sources=(
            SourceCoverage("built-in evidence", "found", 11, 8, "2025-06"),
            SourceCoverage("PubMed", "failed", 1, 0),
        ),
        problems=(Problem("literature", "PubMed could not be reached; try again with --online later", "r2"),),
        run=Run("0.1.0", "5a11ad", {"en_core_web_sm": "3.8.0"}, None, False, started),
        voice="selling",
    )


def one_claim(text: str, uri: str = "page.html", message: str = "", url: str = "https://example.org/") -> Report:
    """A report on one paragraph that is one claim, with the text everywhere a report carries words from outside."""
    document = replace(document_of(((HEADING, 0, text), (PARAGRAPH, 1, text)), title=text, uri=uri))
    span = document.blocks[1].span
    whole = document.quote(span)
    work = Work((Identifier(IdentifierKind.URL, url), Identifier(IdentifierKind.DOI, text)), text, 2020, text, text, source=text)
    return Report(
        document=document,
        claims=(
            Claim(
                "c1",
                span,
                whole,
                frozenset({ClaimType.CURE}),
                (Mention(Role.THERAPY, span, whole, None),),
                (),
                Strength.ASSERTIVE,
                Causal.DIRECT,
                Attribution.NONE,
                (whole,),
            ),
        ),
        references=(Reference("r1", span, text, work.identifiers, text),),
        citations=(),
        resolutions=(Resolution("r1", Outcome.FOUND, work, text, 1.0, (Mismatch(MismatchKind.TITLE, text, text),), (), text),),
        evidence=(Evidence("c1", work, text, Stance.SUPPORTS, 0.5, Tier.E2, Certainty.LOW, (text,)),),
        verdicts=(Verdict("c1", VerdictKind.OVERSTATED, Certainty.LOW, (text,), (text,), True, 0.5),),
        findings=(
            Finding("f1", "EFF01", "c1", span, Severity.ERROR, message or text, text, (text,), "0123456789abcdef"),
            Finding("f2", "EFF09", "c1", span, Severity.NOTE, text, text, (), "0123456789abcdee", suppressed=text),
            Finding("f3", "CIT03", None, span, Severity.NOTE, text, text, (), "0123456789abcded"),
        ),
        checklist=(CriterionResult("OMI01", text, "yes", span, text, "omission"),),
        sources=(SourceCoverage(text, "found", 1, 1, text),),
        problems=(Problem("reading", text, text),),
        run=Run("0.1.0", "5a11ad", {"en_core_web_sm": "3.8.0"}, None, False, "2026-01-02T03:04:05+00:00"),
    )
