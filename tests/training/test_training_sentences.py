"""Labelled sentences from the public sets, without the fifth that is kept for development."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from claimcheck.model import Attribution, ClaimType, Strength
from claimcheck.scoring.held_out import is_held_out
from claimcheck.training import sentences
from claimcheck.training.examples import Example
from claimcheck.training.sentences import HEADS


def packed(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(record) + "\n" for record in records).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


def made(folder: Path) -> Path:
    """Every set with a few records, ids 0 to 29 where a fifth is kept."""
    ids = [str(number) for number in range(30)]
    causal = [{"pmid": n, "sentence": f"Tea {n} helps.", "label": "direct_causal"} for n in ids]
    packed(folder / "causal_language" / "pubmed_train.jsonl.gz", *causal)
    packed(folder / "causal_language" / "eurekalert_train.jsonl.gz", {"id": "a", "sentence": "Tea is linked.", "label": "correlational"})
    strengths = {
        "press_release_conclusion": "Tea cures.",
        "press_release_strength": 3,
        "abstract_conclusion": "Tea may.",
        "abstract_strength": 2,
    }
    packed(folder / "exaggeration_insciout" / "insciout_train.jsonl", strengths)
    labels = ["no_advice", "weak_advice"]
    packed(folder / "health_advice" / "train.jsonl.gz", *({"pmid": n, "sentence": n, "label": labels[int(n) % 2]} for n in ids))
    packed(folder / "claim_sentences_pubmed" / "train.jsonl.gz", {"sentences": ["Gout hurts.", "Tea helps."], "labels": ["0", "1"]})
    posts = [{"text": f"{n} Garlic cures Cancer and cancers.", "disease": "cancer", "cure_claim": 1, "checkworthy": 0} for n in ids]
    packed(
        folder / "cure_claims" / "train_cancer_depression.jsonl.gz",
        *posts,
        {"text": "Sad.", "disease": "depression", "cure_claim": 0, "checkworthy": 1},
    )
    said = {"type_of_claim": "opinion", "type_of_medical_claim": "symptom"}
    packed(folder / "fullfact_health_claims" / "train.jsonl.gz", *({"input_text": n, "output_text": n, **said} for n in ids))
    packed(folder / "bioscope" / "train.jsonl.gz", *({"doc": n, "text": n, "speculative": True, "negated": False} for n in ids))
    packed(
        folder / "certainty" / "sentence-level-certainty_train_val.jsonl",
        {"split": "train", "finding": "Tea helps.", "sentence-level-certainty": 5.7},
        {"split": "val", "finding": "Kept.", "sentence-level-certainty": 5.7},
    )
    packed(
        folder / "certainty" / "aspect-level-certainty_train_val.jsonl",
        {"split": "train", "finding": "Tea helps.", "aspect-level-certainty": {"Number": "Certain"}},
        {"split": "val", "finding": "Kept.", "aspect-level-certainty": {"Number": "Certain"}},
    )
    for name, key, label in (("rct_sections_silver", "pmcid", "RESULTS"), ("nicta_piboso", "abstract_id", "outcome")):
        records = [{key: "p1", "pos": pos, "text": f"{name} {pos}.", "label": label} for pos in (2, 0, 1)]
        packed(folder / name / "train.jsonl.gz", *records)
    return folder


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    return sentences.public(made(tmp_path_factory.mktemp("sets")), 7)


def test_every_answer_is_one_that_its_head_knows(examples: list[Example]) -> None:
    for example in examples:
        assert example.answers
        for name, answer in example.answers.items():
            assert isinstance(answer, float) if HEADS[name].kind == "scale" else set(answer) <= set(HEADS[name].labels)  # type: ignore[arg-type]


def test_heads_ask_for_what_the_report_knows() -> None:
    assert HEADS["types"].labels == tuple(ClaimType)
    assert HEADS["types"].kind == "many"
    assert (HEADS["strength"].labels, HEADS["attribution"].labels) == (tuple(Strength), tuple(Attribution))
    assert HEADS["causal"].labels == ("0", "1", "2", "3")


@pytest.mark.parametrize(
    ("name", "read", "key"),
    [
        ("causal_language", sentences.causal_language, lambda e: e.first.split()[1]),
        ("health_advice", sentences.health_advice, lambda e: e.first),
        ("fullfact_health_claims", sentences.fullfact, lambda e: e.first),
        ("bioscope", sentences.bioscope, lambda e: e.first),
        ("cure_claims", sentences.cure_claims, lambda e: e.first),
    ],
)
def test_the_fifth_that_is_kept_for_development_does_not_train(tmp_path: Path, name: str, read: object, key: object) -> None:
    numbered = [example for example in read(made(tmp_path)) if example.first[0].isdigit() or example.first.startswith("Tea ")]  # type: ignore[operator]
    keys = {key(example) for example in numbered if key(example) != "is"}  # type: ignore[operator]
    assert len(keys) >= 10
    assert not {held for held in keys if is_held_out(name, held)}


def test_half_of_the_sentences_without_advice_are_left_out(tmp_path: Path) -> None:
    records = [{"pmid": "1", "sentence": f"s{n}", "label": "no_advice"} for n in range(40)]
    packed(tmp_path / "health_advice" / "train.jsonl.gz", *records)
    assert len(list(sentences.health_advice(tmp_path))) == 20


def test_both_sides_of_an_exaggeration_are_read(tmp_path: Path) -> None:
    told = [(example.first, example.answers["causal"]) for example in sentences.exaggeration(made(tmp_path))]
    assert told == [("Tea cures.", ("3",)), ("Tea may.", ("2",))]


def test_a_sentence_of_an_abstract_comes_with_its_place(tmp_path: Path) -> None:
    first, second = sentences.claim_sentences(made(tmp_path))
    assert (first.answers["finding"], second.answers["finding"]) == (("no",), ("yes",))
    assert second.second == "sentence 2 of 2. Gout hurts."


def test_sentences_of_an_abstract_are_put_in_order(tmp_path: Path) -> None:
    found = list(sentences.abstracts(made(tmp_path), "nicta_piboso", "pico", "abstract_id", 5, Random(1)))
    assert [example.first for example in found] == [f"nicta_piboso {place}." for place in range(3)]
    assert found[1].second == "sentence 2 of 3. nicta_piboso 0."
    assert list(sentences.abstracts(made(tmp_path), "nicta_piboso", "pico", "abstract_id", 0, Random(1))) == []


def test_the_disease_of_a_post_can_be_hidden_wherever_it_stands(tmp_path: Path) -> None:
    example = next(iter(sentences.cure_claims(made(tmp_path))))
    assert [example.first[start:end] for start, end in example.names] == ["Cancer", "cancers"]
    assert example.answers == {"cure": ("yes",), "checkworthy": ("no",)}


def test_a_disease_can_be_left_out_so_that_it_stays_unseen(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert not [example for example in sentences.cure_claims(folder, without="cancer") if "ancer" in example.first]
    assert [example for example in sentences.cure_claims(folder, without="depression") if "ancer" in example.first]


def test_only_the_training_side_of_certainty_is_read_on_one_scale(tmp_path: Path) -> None:
    large, aspect = sentences.certainty(made(tmp_path))
    assert large.answers["certainty"] == pytest.approx(1.0)
    assert aspect.answers == {"aspect_number": ("Certain",)}


def test_what_a_video_claims_is_asked_as_far_as_the_labels_are_known(tmp_path: Path) -> None:
    known = {"input_text": "1", "output_text": "Tea.", "type_of_claim": "odd", "type_of_medical_claim": "not medical"}
    packed(tmp_path / "fullfact_health_claims" / "train.jsonl.gz", known)
    (example,) = sentences.fullfact(tmp_path)
    assert example.answers == {"medical": ("no",), "medical_type": ("not medical",)}


def test_the_same_seed_gives_the_same_examples(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert sentences.public(folder, 7) == sentences.public(folder, 7)
