"""Which labelled sets may train a shipped weight: refused by name, and no way to open one without being asked."""

from __future__ import annotations

import ast
import gzip
import json
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck import training
from claimcheck.errors import UsageError
from claimcheck.training import citing, licences, pairs, sentences
from claimcheck.training.licences import TERMS, trainable

FOLDER = Path(training.__file__).parent
NOT_TRAINED_ON = ("healthver", "healthfc", "bioasq_yesno", "nli_general/control", "nli_general/anli_dev", "nli_general/sick")
PAIRS: dict[str, Callable[[Path], object]] = {
    "scifact": lambda folder: list(pairs.scifact(folder, random.Random(1))),
    "check_covid": lambda folder: list(pairs.check_covid(folder)),
    "covid_fact": lambda folder: list(pairs.covid_fact(folder, random.Random(1))),
    "evidence_inference": lambda folder: list(pairs.evidence_inference(folder, random.Random(1))),
    "pubmedqa": lambda folder: list(pairs.pubmedqa(folder)),
    "citation_integrity": lambda folder: list(pairs.citing(folder)),
    **{f"nli_general/{name}": lambda folder: pairs.general(folder, 1) for name in pairs.GENERAL},
}
SENTENCES: dict[str, Callable[[Path], object]] = {
    "causal_language": lambda folder: list(sentences.causal_language(folder)),
    "exaggeration_insciout": lambda folder: list(sentences.exaggeration(folder)),
    "health_advice": lambda folder: list(sentences.health_advice(folder)),
    "claim_sentences_pubmed": lambda folder: list(sentences.claim_sentences(folder)),
    "cure_claims": lambda folder: list(sentences.cure_claims(folder)),
    "fullfact_health_claims": lambda folder: list(sentences.fullfact(folder)),
    "bioscope": lambda folder: list(sentences.bioscope(folder)),
    "certainty": lambda folder: list(sentences.certainty(folder)),
    "rct_sections_silver": lambda folder: list(sentences.abstracts(folder, "rct_sections_silver", "section", "pmcid", 9, random.Random(1))),
    "nicta_piboso": lambda folder: list(sentences.abstracts(folder, "nicta_piboso", "pico", "abstract_id", 9, random.Random(1))),
}


@pytest.mark.parametrize("name", NOT_TRAINED_ON)
def test_sets_for_evaluation_only_are_refused_by_name_with_their_licence(name: str) -> None:
    with pytest.raises(UsageError, match="measured on, not trained on") as told:
        trainable(name)
    assert str(told.value).startswith(f"{name}: ")
    assert TERMS[name].licence in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["", "another_set", "SciFact", "scifact/dev", "nli_general", "../scifact"])
def test_a_set_that_is_not_listed_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"not in the list of licences .* add what the set states"):
        trainable(name)


def test_a_set_that_may_train_is_given_back_as_it_was_named() -> None:
    assert trainable("scifact") == "scifact"


def test_no_licence_without_commerce_or_derivatives_may_train() -> None:
    bound = {name for name, terms in TERMS.items() if "-NC" in terms.licence or "-ND" in terms.licence}
    assert set(NOT_TRAINED_ON) <= bound
    assert not [name for name in bound if TERMS[name].may_train]
    assert {name for name, terms in TERMS.items() if not terms.may_train} == bound


def forbid(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "TERMS", TERMS | {name: replace(TERMS[name], may_train=False)})


@pytest.mark.parametrize("name", sorted(PAIRS | SENTENCES))
def test_a_set_that_may_no_longer_train_is_not_even_opened(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is empty: any opening before the question would fail in another way."""
    general_sets(tmp_path)
    forbid(name, monkeypatch)
    with pytest.raises(UsageError, match=f"^{name}: its licence"):
        (PAIRS | SENTENCES)[name](tmp_path)


def general_sets(folder: Path) -> None:
    """Empty files for the general sets, which are opened one after another."""
    (folder / "nli_general").mkdir()
    for name in pairs.GENERAL:
        (folder / "nli_general" / f"{name}.jsonl.gz").write_bytes(gzip.compress(b""))


def test_titles_of_scifact_are_asked_for_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid("scifact", monkeypatch)
    with pytest.raises(UsageError, match=r"^scifact: its licence"):
        list(pairs.titles(tmp_path, random.Random(1)))


def test_the_weights_for_citing_sentences_ask_before_they_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid("citation_integrity", monkeypatch)
    with pytest.raises(UsageError, match=r"^citation_integrity: its licence"):
        citing.main(tmp_path / "train.jsonl.gz")


def test_all_sets_that_the_sentence_model_names_as_its_own_may_train_and_are_tried_here() -> None:
    assert [trainable(name) for name in sentences.PUBLIC_SETS] == list(sentences.PUBLIC_SETS)
    assert set(sentences.PUBLIC_SETS) == set(SENTENCES)
    assert sentences.trained_on(["corpus/all"]) == [*(f"{name}/train" for name in sentences.PUBLIC_SETS), "corpus/all"]


def unasked(source: str) -> Iterable[str]:
    """The functions of a module that go from the folder of all sets into one, or read records, and never ask whether it may train."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            inside = list(ast.walk(function))
            called = {node.func.id for node in inside if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
            opened = [n for n in inside if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div) and "benchmarks" in ast.unparse(n.left)]
            if (opened or "records_of" in called) and not called & {"trainable", "kept"}:
                yield function.name


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_no_function_of_training_opens_a_set_without_asking(path: Path) -> None:
    # Releases of the checklist are read by a function whose caller has asked; the test below holds it to that.
    assert [name for name in unasked(path.read_text(encoding="utf-8")) if (path.stem, name) != ("checklist", "releases_of")] == []


def test_the_checklist_asks_before_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck.training import checklist

    forbid("healthnewsreview_releases", monkeypatch)
    with pytest.raises(UsageError, match=r"^healthnewsreview_releases: its licence"):
        checklist.main([str(tmp_path / "train.jsonl.gz")])


def test_the_search_for_unasked_openings_finds_one() -> None:
    assert list(unasked("def f(benchmarks):\n    return records_of(benchmarks / 'healthver' / 'train.jsonl')\n")) == ["f"]
    assert list(unasked("def f(benchmarks):\n    return records_of(benchmarks / trainable('scifact') / 'a.jsonl')\n")) == []


def test_what_was_asked_for_is_what_is_opened(tmp_path: Path) -> None:
    """A set with nothing but its training file gives its examples."""
    folder = tmp_path / "exaggeration_insciout"
    folder.mkdir()
    record = {
        "press_release_conclusion": "Tea cures.",
        "press_release_strength": 3,
        "abstract_conclusion": "Tea is linked.",
        "abstract_strength": 1,
    }
    (folder / "insciout_train.jsonl").write_text(json.dumps(record) + "\n")
    assert [example.answers for example in sentences.exaggeration(tmp_path)] == [{"causal": ("3",)}, {"causal": ("1",)}]
