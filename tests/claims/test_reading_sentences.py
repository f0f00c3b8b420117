"""Sentences, cues and their scope, mentions, wording."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import ruleset
from claimcheck.claims.cues import CueFinder, with_denials
from claimcheck.claims.finding import ClaimFinder
from claimcheck.claims.mentions import MentionFinder
from claimcheck.claims.sentences import boundaries
from claimcheck.model import Block, BlockKind, CharSpan, Document, Role

RULES = ruleset.load()


@given(st.text(alphabet="Ab .!?\n\t“”\"'()1", max_size=120))
def test_sentences_are_sorted_apart_and_hold_every_letter(text: str) -> None:
    spans = boundaries(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It works.It is safe.", 2),
        ("Dr. Smith et al. found it. It works.", 2),
        ("It rose by 3.5 percent in the U.S. last year.", 1),
        ("“It works.” He left.", 2),
        ("It holds vitamin C. Prices are low.", 2),
        ("John F. Kennedy took it.", 1),
        ("First line\n\nSecond line", 2),
        ("Sold in the U.S.\n- Mailed to Canada", 2),
        ("Seen by MR. The scan showed it.", 2),
        ("Inflammation is behind MS. The diet stops it.", 2),
        ("Ms. Jones has MS. MRI shows it.", 2),
        ("MS. JONES AND DR. SMITH", 1),
        ("It is sold in the US. Some buy it in the UK. Doctors ask for an MRI. Drips go in by IV. He left.", 5),
        ("It awaits U.S. Food and Drug Administration review.", 1),
        ("Many are disabled in the U.S. Most improve.", 2),
        ("She lives in Mineola, N.Y. “Feedback helps,” he said.", 2),
        ("WINSTON-SALEM, N.C. – Hot flashes pass.", 1),
        ("It's 2 a.m. The baby screams.", 2),
        ("Allergan Inc. Chief John Low spoke.", 1),
        ("Muscle mass. Bones grow. He fell ill. Doctors came.", 4),
        ("It was made in Waltham, Mass. Boston sells it.", 1),
        ("It came on Sept. 28 and AUG. 14 with a fee.", 1),
        ("Does it hurt? No. A single colonic is safe.", 3),
        ("The answer is no. Patients improve.", 2),
        ("It is under grant No. R01 and No. 5 of the list.", 1),
        ("“I hike!” — H. B.", 2),
        ("The authors were: J. Helen Cross and F.M. Alexander.", 1),
        ("Vitamin C. Prices are low. Take Vitamin D. The sun helps.", 4),
        ("Cochrane Reviews. doi: 10.1002/14651858.CD001957.pub2 says so.", 1),
        ("See https://example.org/find?Query=A.B and more.", 1),
        ("Read www.example.org/trial.The trial failed.", 2),
    ],
)
def test_boundaries(text: str, count: int) -> None:
    assert len(boundaries(text)) == count


FINDER = CueFinder(RULES.cue_lists)


def denied(text: str, kind: str) -> list[bool]:
    cues = with_denials(FINDER.find(text), text, CharSpan(0, len(text)))
    return [cue.negated for cue in cues if cue.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "negated"),
    [
        ("It does not cure arthritis.", "cure", True),
        ("It cures arthritis.", "cure", False),
        ("It is not cheap, but it cures arthritis.", "cure", False),
        ("There is no evidence that it relieves pain.", "effect", True),
        ("It contains no sugar, it relieves pain.", "effect", False),
        ("A cure is not possible.", "cure", True),
        ("It not only helps, it heals.", "effect", False),
    ],
)
def test_a_denial_reaches_its_clause_and_no_further(text: str, kind: str, negated: bool) -> None:
    assert set(denied(text, kind)) == {negated}


def test_the_longest_mention_stands_and_capitals_count_for_abbreviations() -> None:
    finder = MentionFinder(RULES.vocabulary)
    therapies = [m.text for m in finder.find("Mesenchymal stem cells and ms. helped MS patients.") if m.role is Role.THERAPY]
    assert therapies == ["Mesenchymal stem cells"]
    conditions = [m.text for m in finder.find("ms. Jones has MS.") if m.role is Role.CONDITION]
    assert conditions == ["MS"]


def document(*blocks: tuple[BlockKind, str]) -> Document:
    text, made, section = "", [], ()
    for kind, words in blocks:
        made.append(Block(kind, CharSpan(len(text), len(text) + len(words)), section))
        section = (*section, words) if kind is BlockKind.HEADING else section
        text += f"{words}\n\n"
    return Document("d", "text/plain", blocks[0][1], text, tuple(made), (), "")


@pytest.fixture(scope="module")
def finder() -> ClaimFinder:
    return ClaimFinder(RULES)


@pytest.mark.model
def test_a_listed_benefit_takes_its_therapy_from_the_heading(finder: ClaimFinder) -> None:
    page = document((BlockKind.HEADING, "Benefits of ozone therapy"), (BlockKind.LIST_ITEM, "Reduced inflammation"))
    claim = finder.find(page).claims[-1]
    therapy = claim.mention(Role.THERAPY)
    assert therapy is not None
    assert therapy.text.lower() == "ozone therapy"


@pytest.mark.model
def test_pronouns_take_their_therapy_from_the_sentence_before(finder: ClaimFinder) -> None:
    page = document((BlockKind.HEADING, "Pain"), (BlockKind.PARAGRAPH, "Acupuncture is old. It relieves chronic pain."))
    claim = finder.find(page).claims[-1]
    assert claim.mention(Role.THERAPY).text == "Acupuncture"  # type: ignore[union-attr]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Acupuncture relieves chronic pain.", "assertive"),
        ("Acupuncture may relieve chronic pain.", "hedged"),
        ("Acupuncture does not relieve chronic pain.", "negated"),
        ("Acupuncture has no side effects.", "assertive"),
        ("We hope that acupuncture will one day relieve chronic pain.", "speculative"),
    ],
)
def test_strength(finder: ClaimFinder, sentence: str, strength: str) -> None:
    page = document((BlockKind.HEADING, "Acupuncture"), (BlockKind.PARAGRAPH, sentence))
    assert [claim.strength for claim in finder.find(page).claims if claim.text == sentence] == [strength]


@pytest.mark.model
@pytest.mark.parametrize("words", ["Can acupuncture cure chronic pain?", "In this guide we explore how acupuncture treats pain."])
def test_questions_and_lines_about_the_article_are_no_claims(finder: ClaimFinder, words: str) -> None:
    page = document((BlockKind.HEADING, "Acupuncture"), (BlockKind.PARAGRAPH, words))
    assert not [claim for claim in finder.find(page).claims if claim.text == words]


@pytest.mark.model
def test_entries_of_a_source_list_are_no_claims(finder: ClaimFinder) -> None:
    page = document(
        (BlockKind.HEADING, "Pain"),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Acupuncture relieves chronic pain. Pain. 2012."),
    )
    assert not finder.find(page).claims


@pytest.mark.model
def test_titles_of_sources_do_not_describe_the_articles_own_study(finder: ClaimFinder) -> None:
    """A mouse in the list of references made claims of the article rest on animals."""
    entry = (BlockKind.LIST_ITEM, "Example A. Vitamin D in mice: an in vitro and preclinical study of 40 patients. J Samples 2019.")
    reading = finder.find(document((BlockKind.PARAGRAPH, "Vitamin D prevents falls."), (BlockKind.HEADING, "References"), entry, entry))
    assert not reading.designs
    assert reading.participants is None
