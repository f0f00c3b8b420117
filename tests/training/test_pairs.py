"""Claim and evidence pairs, from small sets made here in the form in which they are published."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.training import pairs
from claimcheck.training.examples import Example

YES, NO, OPEN = pairs.STANCES
CLAIM = "Nettle extract reduces swelling."
ABSTRACT = ["Gout is painful.", "Nettle extract reduced swelling by half.", "Swelling was measured daily.", "We thank everyone."]


def packed(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))


def told(examples: Iterable[Example]) -> list[tuple[str, str, object]]:
    return [(example.first, example.second, example.answers["stance"]) for example in examples]


def scifact_in(folder: Path, *claims: dict[str, object]) -> list[tuple[str, str, object]]:
    documents = [
        {"doc_id": 1, "title": "Nettle extract reduces swelling in gout", "abstract": ABSTRACT},
        {"doc_id": 2, "title": "What is walking?", "abstract": ["Walking is old.", "Nettle grows by paths.", "Shoes matter."]},
    ]
    packed(folder / "scifact" / "corpus.jsonl.gz", *documents)
    packed(folder / "scifact" / "claims_train.jsonl.gz", *claims)
    return told(pairs.scifact(folder, Random(3)))


def test_a_rationale_is_given_alone_with_its_neighbours_and_turned_round(tmp_path: Path) -> None:
    found = scifact_in(tmp_path, {"claim": CLAIM, "evidence": {"1": [{"sentences": [1], "label": "SUPPORT"}]}, "cited_doc_ids": [1]})
    assert (CLAIM, ABSTRACT[1], (YES,)) in found
    assert any(first == CLAIM and ABSTRACT[1] in second and second != ABSTRACT[1] and label == (YES,) for first, second, label in found)
    turned = [(first, label) for first, second, label in found if first != CLAIM and second == ABSTRACT[1]]
    assert turned in ([("Nettle extract increases swelling.", (NO,))], [("Nettle extract does not change swelling.", (NO,))])
    assert [second for _, second, label in found if label == (OPEN,)]
    assert all(ABSTRACT[1] not in second for _, second, label in found if label == (OPEN,))


def test_what_refutes_a_claim_bears_its_opposite_out(tmp_path: Path) -> None:
    record = {"claim": CLAIM, "evidence": {"1": [{"sentences": [1], "label": "CONTRADICT"}]}, "cited_doc_ids": [1]}
    found = scifact_in(tmp_path, record)
    assert (CLAIM, ABSTRACT[1], (NO,)) in found
    assert {label for first, _, label in found if first != CLAIM} == {(YES,)}


def test_an_abstract_without_evidence_leaves_it_open(tmp_path: Path) -> None:
    found = scifact_in(tmp_path, {"claim": CLAIM, "evidence": {}, "cited_doc_ids": [2]})
    assert {label for _, _, label in found} == {(OPEN,)}
    assert "Nettle grows by paths." in [second for _, second, _ in found]


@pytest.mark.parametrize("odd", [{}, {"cited_doc_ids": None}, {"cited_doc_ids": [9], "evidence": None}])
def test_a_claim_that_cites_nothing_gives_nothing(tmp_path: Path, odd: dict[str, object]) -> None:
    assert [pair for pair in scifact_in(tmp_path, {"claim": CLAIM, **odd}) if pair[1]] == []


def test_titles_that_state_a_finding_are_held_against_their_own_abstract(tmp_path: Path) -> None:
    scifact_in(tmp_path)
    found = told(pairs.titles(tmp_path, Random(3)))
    title = "Nettle extract reduces swelling in gout"
    assert (title, " ".join(ABSTRACT[1:3]), (YES,)) in found or (title, " ".join([ABSTRACT[0], ABSTRACT[1]]), (YES,)) in found
    assert Counter(label for _, _, label in found) == {(YES,): 1, (NO,): 1, (OPEN,): 1}
    assert not [first for first, _, _ in found if first.endswith("?")]


def general_in(folder: Path, **sets: list[dict[str, str]]) -> list[tuple[str, str, object]]:
    for name in pairs.GENERAL:
        packed(folder / "nli_general" / f"{name}.jsonl.gz", *sets.get(name, []))
    return told(pairs.general(folder, 5))


def inference(label: str) -> dict[str, str]:
    return {"premise": "All teas are hot.", "hypothesis": "Nettle tea is hot.", "label": label}


def test_general_inference_of_two_labels_allows_both_that_are_no_entailment(tmp_path: Path) -> None:
    found = general_in(tmp_path, rte=[inference("entailment"), inference("not_entailment"), inference("-")])
    assert sorted(label for _, _, label in found) == sorted([(YES,), (NO, OPEN)])  # type: ignore[type-var]
    assert {(first, second) for first, second, _ in found} == {("Nettle tea is hot.", "All teas are hot.")}


def test_no_general_set_gives_more_than_its_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pairs.GENERAL, "rte", 2)
    many = [inference("entailment") | {"hypothesis": f"Tea {number}."} for number in range(9)]
    assert len(general_in(tmp_path, rte=many)) == 2
    assert general_in(tmp_path, rte=many) == general_in(tmp_path, rte=many)


def test_news_claims_are_held_against_rationale_and_nearest_sentences(tmp_path: Path) -> None:
    premise = "Gout hurts. Nettle extract reduced swelling. Swelling was seen. Paths are long."
    records = [
        {"hypothesis": CLAIM, "premise": premise, "label": "entailment", "rationale": [1]},
        {"hypothesis": CLAIM, "premise": premise, "label": "neutral", "rationale": []},
        {"hypothesis": CLAIM, "premise": premise, "label": "contradiction", "rationale": [99]},
    ]
    packed(tmp_path / "check_covid" / "train.jsonl.gz", *records)
    found = told(pairs.check_covid(tmp_path))
    assert (CLAIM, "Nettle extract reduced swelling.", (YES,)) in found
    assert Counter(label for _, _, label in found) == {(YES,): 2, (OPEN,): 3, (NO,): 1}


@pytest.mark.parametrize(("label", "right", "wrong"), [("increased", "increases", "reduces"), ("decreased", "reduces", "increases")])
def test_what_a_trial_reports_is_said_right_and_wrong(tmp_path: Path, label: str, right: str, wrong: str) -> None:
    record = {"intervention": "nettle tea", "comparator": "water", "outcome": "Pain", "label": label, "evidence": "Pain changed with tea."}
    packed(tmp_path / "evidence_inference" / "train.jsonl.gz", *[record] * 30, record | {"label": "unknown"})
    found = told(pairs.evidence_inference(tmp_path, Random(2)))
    assert (f"Nettle tea {right} pain compared with water.", record["evidence"], (YES,)) in found
    assert (f"Nettle tea {wrong} pain compared with water.", record["evidence"], (NO,)) in found
    assert Counter(label for _, _, label in found) == {(YES,): 30, (NO,): 30}
    assert all(first[0].isupper() for first, _, _ in found)


def test_a_trial_says_nothing_of_the_outcome_of_another(tmp_path: Path) -> None:
    one = {"intervention": "tea", "comparator": "water", "outcome": "Pain", "label": "decreased", "evidence": "Pain fell with tea."}
    packed(tmp_path / "evidence_inference" / "train.jsonl.gz", *[one, one | {"outcome": "Sleep", "evidence": "Sleep got worse."}] * 40)
    left_open = [(first, second) for first, second, label in told(pairs.evidence_inference(tmp_path, Random(2))) if label == (OPEN,)]
    assert left_open
    assert all(("pain" in first.lower()) != ("Pain" in second) for first, second in left_open)


def test_questions_are_held_against_conclusion_and_results(tmp_path: Path) -> None:
    record = {
        "QUESTION": "Does nettle ease gout?",
        "CONTEXTS": ["Gout hurts. Paths are long.", "Nettle eased gout pain."],
        "LONG_ANSWER": "Nettle eases gout.",
        "final_decision": "maybe",
    }
    (tmp_path / "pubmedqa").mkdir()
    (tmp_path / "pubmedqa" / "pqal_train_dev.json.gz").write_bytes(gzip.compress(json.dumps({"7": record}).encode()))
    found = told(pairs.pubmedqa(tmp_path))
    assert [label for _, _, label in found] == [(OPEN,), (OPEN,)]
    assert found[0][:2] == ("Does nettle ease gout?", "Nettle eases gout.")
    assert found[1][1].endswith("Nettle eased gout pain.")


def test_conclusions_of_a_library_are_held_against_their_own_results(tmp_path: Path) -> None:
    def work(plant: str) -> dict[str, object]:
        ends = f"{plant} extract significantly reduced swelling in people with gout. More is needed."
        return {"abstract": [["Results", f"Swelling fell with {plant}. Sleep did not."], ["Conclusions", ends]]}

    library = tmp_path / "works.jsonl"
    odd: list[dict[str, object]] = [
        {"abstract": "text"},
        {},
        {"abstract": [["Results", "Pain fell."]]},
        {"abstract": [["Conclusion", "Yes."]]},
    ]
    library.write_text("".join(json.dumps(record) + "\n" for record in [work("Nettle"), work("Fern"), *odd]))
    found = told(pairs.conclusions(library, Random(1), 10))
    assert Counter(label for _, _, label in found) == {(YES,): 2, (NO,): 2, (OPEN,): 2}
    for first, second, label in found:
        if label != (OPEN,):
            assert first.split()[0] in second


def test_citing_sentences_keep_their_own_question(tmp_path: Path) -> None:
    record = {"citing_sentence": "Nettle eases gout [7].", "reference_sentences": ["Nettle eased gout.", "Paths."], "label": "ACCURATE"}
    packed(tmp_path / "citation_integrity" / "train.jsonl.gz", record)
    (example,) = pairs.citing(tmp_path)
    assert set(example.answers) == {pairs.CITING}
    assert "Nettle eased gout." in example.second


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=8), st.text(max_size=30), st.integers(0, 9))
def test_nearest_sentences_stand_in_the_order_of_the_text(sentences: list[str], claim: str, count: int) -> None:
    places = pairs.nearest_places(claim, sentences, count)
    assert places == sorted(set(places))
    assert len(places) == min(count, len(sentences))
    assert pairs.nearest(claim, sentences, count) == [sentences[place] for place in places]


def test_a_passage_leaves_out_places_that_are_not_there() -> None:
    assert pairs.passage(["One. ", " Two."], [1, 0, 1, 7]) == "One. Two."
