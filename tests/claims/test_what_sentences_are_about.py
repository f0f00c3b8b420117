"""Who does what a sentence says, and what therapy and condition it takes from the text around it."""

from __future__ import annotations

import pytest

from claimcheck import ruleset
from claimcheck.claims.focus import Focus
from claimcheck.claims.reading import Sentence, SentenceReader
from claimcheck.model import Block, BlockKind, CharSpan, Document, Mention

pytestmark = pytest.mark.model
READER = SentenceReader(ruleset.load())


def page(*sentences: str, title: str = "Notes of the week") -> Document:
    text = f"{title}\n\n{' '.join(sentences)}"
    blocks = (
        Block(BlockKind.HEADING, CharSpan(0, len(title)), ()),
        Block(BlockKind.PARAGRAPH, CharSpan(len(title) + 2, len(text)), (title,)),
    )
    return Document("d", "text/plain", title, text, blocks, (), "")


def last(document: Document) -> tuple[Sentence, Mention | None, Mention | None]:
    sentences = READER.read(document)
    carried = Focus(document, sentences, READER.finder).carried(len(sentences) - 1)
    return sentences[-1], carried.therapy, carried.condition


def words(mention: Mention | None) -> str | None:
    return mention and mention.text


@pytest.mark.parametrize(
    ("sentence", "kind", "subject"),
    [
        ("A brachial snorfle block eased pain after shoulder surgery.", "named", "brachial snorfle block"),
        ("Zorbamide improves hearing.", "named", "Zorbamide"),
        ("A zonal diet improves digestion.", "named", "zonal diet"),
        ("Taking zorbamide cuts weight.", "named", "zorbamide"),
        ("Studies show that a zorb patch reduces pain.", "named", "zorb patch"),
        ("Ankle hoop training cures snorfles.", "named", "Ankle hoop training"),
        ("It relieves pain.", "pointing", "It"),
        ("The new treatment lowers blood pressure.", "pointing", "new treatment"),
        ("Results include less pain.", "pointing", None),
        ("Patients often feel better.", "people", "Patients"),
        ("Dr. Miller treats pain.", "people", "Dr. Miller"),
        ("Your immune system fights infection.", "other", "immune system"),
        ("Reduced inflammation", "absent", None),
        ("Improve your sleep tonight.", "absent", None),
    ],
)
def test_the_doer_of_an_effect(sentence: str, kind: str, subject: str | None) -> None:
    document = page(sentence)
    doer = READER.read(document)[-1].doer
    assert doer.kind == kind
    if subject:
        assert doer.span is not None
        assert document.quote(doer.span) == subject


@pytest.mark.parametrize(
    "sentence",
    [
        "A brachial snorfle block eased pain.",
        "Zorbamide improves hearing.",
        "A zonal diet improves digestion.",
        "Zorbamide worked better than aspirin.",
    ],
)
def test_an_unknown_subject_is_a_therapy_of_its_own_and_inherits_none(sentence: str) -> None:
    read, therapy, _ = last(page("Tramadol is an old drug.", sentence))
    assert therapy is not None
    assert therapy.concept is None
    assert read.span.covers(therapy.span)


@pytest.mark.parametrize(
    "sentence",
    ["It eases pain.", "The treatment eases pain.", "Patients feel less pain.", "The results were encouraging.", "Pain fell by half."],
)
def test_a_subject_that_points_back_inherits(sentence: str) -> None:
    assert words(last(page("Tramadol is an old drug.", sentence))[1]) == "Tramadol"


def test_a_known_therapy_elsewhere_in_the_sentence_keeps_its_place() -> None:
    assert words(last(page("Zorbamide can be taken with ginger."))[1]) == "ginger"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ginger cures snorfles.",
        "Ginger soothes glossodynitis.",
        "Ginger helps in zorbitis.",
        "Ankle hoop training cures luxlapse.",
        "Ginger prevents stumbles.",
    ],
)
def test_what_is_treated_here_keeps_out_a_condition_from_before(sentence: str) -> None:
    assert last(page("Pneumonia is treated with ginger.", sentence))[2] is None


def test_healthy_people_inherit_no_condition() -> None:
    assert last(page("Ginger sharpens the memory of healthy young men.", title="Living with pneumonia"))[2] is None


def test_a_condition_is_taken_from_before_with_its_therapy_only() -> None:
    told = "Garlic is used in pneumonia."
    assert words(last(page(told, "Garlic shortens the hospital stay."))[2]) == "pneumonia"
    assert words(last(page(told, "It shortens the hospital stay."))[2]) == "pneumonia"
    assert last(page(told, "Ginger shortens the hospital stay."))[2] is None


def test_a_condition_that_stands_only_behind_is_not_taken() -> None:
    document = page("Ginger is good for the memory.", "Garlic is used in pneumonia.", "Pneumonia is common.")
    sentences = READER.read(document)
    assert Focus(document, sentences, READER.finder).carried(1).condition is None


def test_the_title_and_a_dominant_condition_are_taken() -> None:
    assert words(last(page("Ginger improves breathing.", title="Living with pneumonia"))[2]) == "pneumonia"
    often = [
        "Pneumonia is common.",
        "Pneumonia is a disease.",
        "Pneumonia kills.",
        "He is old.",
        "She is old.",
        "They are old.",
        "We are old.",
    ]
    assert words(last(page(*often, "Ginger improves breathing."))[2]) == "Pneumonia"


@pytest.mark.parametrize("sentence", ["Zinc shortens colds in adults.", "Quinine relieves cramps.", "Zorbamide prevents falls."])
def test_a_verb_that_looks_like_a_plural_is_a_verb(sentence: str) -> None:
    assert "verbless" not in READER.read(page(sentence))[-1].shape
