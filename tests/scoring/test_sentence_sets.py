"""Labelled sets of single sentences: scored by a model that reads marks in the text, and by the rules where there is none."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from claimcheck.claims import heads
from claimcheck.claims.heads import SentenceModel
from claimcheck.cli import run as command
from claimcheck.errors import UsageError
from claimcheck.scoring.benchmarks import (
    bioscope,
    causal_language,
    certainty,
    checkworthiness,
    claim_sentences_pubmed,
    cure_claims,
    fullfact_health_claims,
    health_advice,
    nicta_piboso,
    rct_sections_silver,
)
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.held_out import is_held_out, key_of
from claimcheck.scoring.metrics import average_precision, pearson, weighted_f1
from claimcheck.scoring.parts import default_split

SHARED = Path(__file__).resolve().parents[2] / "../shared/benchmarks"
Records = list[dict[str, object]]
NAMES = (
    "bioscope",
    "causal_language",
    "certainty",
    "checkworthiness",
    "claim_sentences_pubmed",
    "cure_claims",
    "fullfact_health_claims",
    "health_advice",
    "nicta_piboso",
    "rct_sections_silver",
)
ABSENT = "no weights here; install them"
HEADS: Mapping[str, tuple[str, ...]] = {
    "causal": ("0", "1", "2", "3"),
    "advice": ("no_advice", "weak_advice", "strong_advice"),
    "finding": ("no", "yes"),
    "cure": ("no", "yes"),
    "checkworthy": ("no", "yes"),
    "medical": ("no", "yes"),
    "medical_type": ("not medical", "prevention", "treatment/cure"),
    "claim_kind": ("opinion", "statement of fact"),
    "speculative": ("no", "yes"),
    "negated": ("no", "yes"),
    "certainty": ("certainty",),
    "aspect_number": ("Certain", "Uncertain", "NotPresent"),
    "section": ("BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"),
    "pico": ("background", "population", "intervention", "outcome", "study design", "other"),
}


class Network:
    """Gives each head the label whose number stands behind the head's name in the text ("causal=3"), else its first."""

    def __init__(self, trained_on: tuple[str, ...] = (), lacking: tuple[str, ...] = ()) -> None:
        self.heads = {head: labels for head, labels in HEADS.items() if head not in lacking}
        self.calibration: Mapping[str, object] = {"scale": ["certainty"], "trained_on": list(trained_on)}
        self.contexts: list[str] = []

    def run(self, text: str, second: str = "") -> Mapping[str, list[float]]:
        self.contexts.append(second)
        said = dict(re.findall(r"(\w+)=(\d+)", text))
        return {
            head: [float(said.get(head, 0))] if len(labels) == 1 else [3.0 * (n == int(said.get(head, 0))) for n in range(len(labels))]
            for head, labels in self.heads.items()
        }


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    monkeypatch.setattr(heads, "sentence_model", lambda: SentenceModel(made))
    return made


@pytest.fixture
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "sentence_model", lambda: None)
    monkeypatch.setattr(heads, "why_absent", lambda: ABSENT)


def write(path: Path, records: Records) -> Path:
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def causal(label: str, sentence: str, source: str = "pubmed_conclusion", of: str = "pm1") -> dict[str, object]:
    return {"id": of, "source": source, "sentence": sentence, "label": label}


CAUSAL: Records = [
    causal("direct_causal", "Cells cure. causal=3"),
    causal("correlational", "Cells go with ease. causal=1"),
    causal("none", "Cells divide. causal=3"),
    causal("conditional_causal", "Cells may help. causal=2", "eurekalert_press_release", "12-a-0-title"),
]


def test_causal_levels_are_scored_for_abstracts_and_releases_apart(tmp_path: Path, network: Network) -> None:
    write(tmp_path / "pubmed_test.jsonl.gz", CAUSAL[:3])
    write(tmp_path / "eurekalert_test.jsonl.gz", CAUSAL[3:])
    figures = causal_language.run(tmp_path, "test")
    assert (figures.benchmark, figures.split, figures.n) == ("causal_language", "test", 4)
    assert figures.metrics["accuracy_pubmed"] == pytest.approx(2 / 3)
    assert figures.metrics["f1_pubmed_direct_causal"] == pytest.approx(2 / 3)
    assert figures.metrics["macro_f1_pubmed"] == pytest.approx((2 / 3 + 1) / 4)
    assert figures.metrics["accuracy_eurekalert"] == 1.0
    sure = 1 / (1 + 3 * 0.049787)
    assert figures.metrics["calibration_error_pubmed"] == pytest.approx(abs(sure - 2 / 3), abs=1e-4)
    assert (figures.metrics["model"], figures.metrics["trained_on_this_part"]) == (1, 0)


@pytest.mark.usefixtures("_rules_alone")
def test_rules_answer_for_causal_levels_without_the_model(tmp_path: Path) -> None:
    records = [
        causal("direct_causal", "Stem cell therapy improves walking in children."),
        causal("conditional_causal", "Stem cell therapy may improve walking in children."),
        causal("correlational", "Vitamin D was associated with a lower risk of falls."),
    ]
    metrics = causal_language.run(write(tmp_path / "pubmed_test.jsonl", records), "test").metrics
    assert (metrics["accuracy_pubmed"], metrics["model"], metrics["trained_on_this_part"]) == (1.0, 0, 0)
    assert not any(name.startswith("calibration_error") for name in metrics)


def test_development_is_the_fifth_of_the_training_file_and_training_the_rest(tmp_path: Path, network: Network) -> None:
    records = [causal("none", f"Cells divide, {n}.", of=f"pm{n}") for n in range(40)]
    write(tmp_path / "pubmed_train.jsonl.gz", records)
    held = [record for record in records if is_held_out("causal_language", key_of("causal_language", record))]
    assert 0 < len(held) < 20
    assert default_split(tmp_path) == "dev"
    assert causal_language.run(tmp_path, "dev").n == causal_language.run(tmp_path / "pubmed_train.jsonl.gz", "dev").n == len(held)
    assert causal_language.run(tmp_path, "train").n == 40 - len(held)


def test_figures_on_a_part_that_weights_were_trained_on_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(heads, "sentence_model", lambda: SentenceModel(Network(("health_advice/train",))))
    record = {"id": "1", "pmid": "1", "section": "discussion", "sentence": "Eat. advice=2", "label": "strong_advice"}
    write(tmp_path / "train.jsonl", [{**record, "pmid": str(n)} for n in range(30)])
    assert command(["score", "health_advice", str(tmp_path), "--split", "train"]) == 0
    assert "trained_on_this_part 1" in capsys.readouterr().out
    assert command(["score", "health_advice", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["split"], told["metrics"]["trained_on_this_part"], told["metrics"]["accuracy"]) == ("dev", 0, 1.0)


def test_advice_is_scored_over_all_and_by_section(tmp_path: Path, network: Network) -> None:
    rows = [("discussion", "no_advice", 0), ("discussion", "weak_advice", 0), ("structured_abstract", "strong_advice", 2)]
    records: Records = [{"section": s, "label": label, "sentence": f"Eat. advice={n}"} for s, label, n in rows]
    metrics = health_advice.run(write(tmp_path / "test.jsonl", records), "test").metrics
    assert metrics["macro_f1"] == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert metrics["macro_f1_discussion"] == pytest.approx((2 / 3) / 3)
    assert (metrics["n_discussion"], metrics["n_structured_abstract"]) == (2, 1)
    assert "macro_f1_unstructured_abstract" not in metrics


ABSTRACT = {"pmid": 1, "sentences": ["Pain is common. finding=0", "Pain fell. finding=1", "It rose. finding=1"], "labels": [0, 1, 0]}


def test_findings_are_read_with_their_place_in_the_abstract(tmp_path: Path, network: Network) -> None:
    figures = claim_sentences_pubmed.run(write(tmp_path / "test.jsonl", [ABSTRACT]), "test")
    assert (figures.n, figures.metrics["abstracts"]) == (3, 1)
    assert figures.metrics["f1_yes"] == pytest.approx(2 / 3)
    assert (figures.metrics["precision"], figures.metrics["recall"]) == (0.5, 1.0)
    assert network.contexts[1] == "sentence 2 of 3. Pain is common. finding=0"


@pytest.mark.usefixtures("_rules_alone")
def test_rules_take_conclusions_for_findings(tmp_path: Path) -> None:
    sentences = [
        "Pain is common.",
        "We tried cells in 20 rats.",
        "Pain scores were kept.",
        "Scores were 4 and 6.",
        "In conclusion, cells help.",
    ]
    record = {"pmid": 1, "sentences": sentences, "labels": [0, 0, 0, 0, 1]}
    metrics = claim_sentences_pubmed.run(write(tmp_path / "test.jsonl", [record]), "test").metrics
    assert metrics["recall"] == 1.0
    assert metrics["precision"] >= 0.5


def tweet(disease: str, text: str, cure: bool, worth: bool) -> dict[str, object]:
    return {"id": f"{disease}-1", "disease": disease, "text": text, "cure_claim": cure, "checkworthy": worth}


TWEETS: Records = [
    tweet("cancer", "Garlic cures it. cure=1 checkworthy=1", True, True),
    tweet("cancer", "He fights on. cure=1", False, False),
    tweet("depression", "Sun helps. cure=1", True, False),
]


def test_cure_claims_and_the_tweets_of_one_disease(tmp_path: Path, network: Network) -> None:
    path = write(tmp_path / "test_alzheimers_diabetes.jsonl.gz", TWEETS)
    metrics = cure_claims.run(tmp_path, "test").metrics
    assert (metrics["f1_cure_claim_yes"], metrics["f1_checkworthy_yes"]) == (pytest.approx(0.8), 1.0)
    assert cure_claims.run(path, "disease:cancer").n == 2
    alone = cure_claims.run(tmp_path, "disease:Depression")
    assert (alone.n, alone.metrics["accuracy_cure_claim"]) == (1, 1.0)
    with pytest.raises(UsageError, match="no tweets on “gout” here; the diseases are cancer, depression"):
        cure_claims.run(tmp_path, "disease:gout")


@pytest.mark.usefixtures("_rules_alone")
def test_rules_take_claims_for_cure_claims_and_flags_for_worth(tmp_path: Path) -> None:
    records: Records = [
        tweet("cancer", "Garlic cures cancer for good, with no side effects at all.", True, True),
        tweet("cancer", "He lost his battle at 40.", False, False),
    ]
    metrics = cure_claims.run(write(tmp_path / "test.jsonl", records), "test").metrics
    assert (metrics["accuracy_cure_claim"], metrics["accuracy_checkworthy"]) == (1.0, 1.0)


VIDEOS: Records = [
    {"output_text": "Garlic heals. medical=1 medical_type=2 claim_kind=1", "type_of_medical_claim": "treatment/cure"},
    {"output_text": "It tastes. medical=1", "type_of_medical_claim": "not medical"},
]


def test_fact_checkers_fields_are_scored_one_by_one(tmp_path: Path, network: Network) -> None:
    records = [{**record, "type_of_claim": "statement of fact"} for record in VIDEOS]
    metrics = fullfact_health_claims.run(write(tmp_path / "test.jsonl", records), "test").metrics
    assert metrics["macro_f1_medical"] == pytest.approx((2 / 3) / 2)
    assert (metrics["macro_f1_type_of_medical_claim"], metrics["accuracy_type_of_claim"]) == (1.0, 0.5)
    assert "calibration_error_type_of_claim" in metrics


@pytest.mark.usefixtures("_rules_alone")
def test_rules_tell_medical_claims_by_what_they_name(tmp_path: Path) -> None:
    said = (("Metformin lowers blood sugar in diabetes.", "treatment/cure"), ("The bus leaves at noon.", "not medical"))
    records: Records = [{"output_text": text, "type_of_claim": "citation", "type_of_medical_claim": kind} for text, kind in said]
    metrics = fullfact_health_claims.run(write(tmp_path / "test.jsonl", records), "test").metrics
    assert metrics["macro_f1_medical"] == 1.0
    assert "macro_f1_type_of_claim" not in metrics


def spoken(text: str, *cues: tuple[str, str], **marks: bool) -> dict[str, object]:
    listed = [{"start": text.index(word), "end": text.index(word) + len(word), "text": word, "type": kind} for word, kind in cues]
    return {"doc": "d", "text": text, "cues": listed, "speculative": marks.get("s", False), "negated": marks.get("n", False)}


SPOKEN: Records = [
    spoken("It may bind.", ("may", "speculation"), s=True),
    spoken("It did not bind.", ("not", "negation"), n=True),
    spoken("These data suggest that it binds.", ("suggest", "speculation"), s=True),
    spoken("It binds."),
]


@pytest.mark.usefixtures("_rules_alone")
def test_cues_tell_speculation_and_denial_without_the_model(tmp_path: Path) -> None:
    metrics = bioscope.run(write(tmp_path / "test.jsonl", SPOKEN), "test").metrics
    assert (metrics["f1_speculative_yes"], metrics["f1_negated_yes"]) == (1.0, 1.0)
    assert (metrics["cue_f1_negation"], metrics["cue_f1_speculation"], metrics["cue_touching_f1_speculation"]) == (1.0, 0.5, 1.0)


def test_heads_tell_speculation_and_denial_and_cues_stay_the_rules_own(tmp_path: Path, network: Network) -> None:
    metrics = bioscope.run(write(tmp_path / "test.jsonl", SPOKEN), "test").metrics
    assert (metrics["f1_speculative_yes"], metrics["accuracy_negated"], metrics["cue_f1_negation"]) == (0.0, 0.75, 1.0)


def finding(split: str, level: float, said: float) -> dict[str, object]:
    return {"finding": f"It fell. certainty={said}", "split": split, "sentence-level-certainty": level}


def test_certainty_is_a_correlation_and_a_figure_an_aspect(tmp_path: Path, network: Network) -> None:
    levels = [finding("train", 5, 1), finding("val", 1, 2), finding("val", 2, 4), finding("val", 3, 6)]
    write(tmp_path / "sentence-level-certainty_train_val.jsonl", levels)
    aspect = {"finding": "By 3. aspect_number=1", "split": "val", "aspect-level-certainty": {"Number": "Uncertain"}}
    write(tmp_path / "aspect-level-certainty_train_val.jsonl", [aspect])
    figures = certainty.run(tmp_path, "dev")
    assert (figures.n, figures.metrics["n_sentence"], figures.metrics["n_aspect"]) == (4, 3, 1)
    assert figures.metrics["pearson_r"] == pytest.approx(1.0)
    assert figures.metrics["macro_f1_number"] == figures.metrics["macro_f1_aspects"] == 1.0
    assert certainty.run(tmp_path / "sentence-level-certainty_train_val.jsonl", "train").n == 1


@pytest.mark.usefixtures("_rules_alone")
def test_hedges_lower_certainty_where_rules_answer(tmp_path: Path) -> None:
    said = (("Pain was clearly less.", 6), ("Pain was less.", 5), ("Pain may be less.", 3), ("Whether pain is less is unknown.", 2))
    records: Records = [{"finding": text, "sentence-level-certainty": level} for text, level in said]
    metrics = certainty.run(write(tmp_path / "sentence-level-certainty_test_ext.jsonl", records), "test").metrics
    assert metrics["pearson_r"] > 0.9
    assert "macro_f1_aspects" not in metrics


def parts(*rows: tuple[str, str, str]) -> Records:
    return [{"pmcid": of, "abstract_id": of, "label": label, "text": text} for of, label, text in rows]


def test_sections_are_read_abstract_by_abstract(tmp_path: Path, network: Network) -> None:
    rows = parts(("1", "METHODS", "We did. section=2"), ("1", "RESULTS", "It fell. section=3"), ("2", "OBJECTIVE", "Why? section=3"))
    metrics = rct_sections_silver.run(write(tmp_path / "test.jsonl", rows), "test").metrics
    assert metrics["weighted_f1"] == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert metrics["accuracy"] == pytest.approx(2 / 3)
    assert network.contexts == ["sentence 1 of 2. ", "sentence 2 of 2. We did. section=2", "sentence 1 of 1. "]


@pytest.mark.usefixtures("_rules_alone")
def test_rules_know_the_beginning_and_the_end_of_an_abstract(tmp_path: Path) -> None:
    rows = parts(
        ("1", "BACKGROUND", "Knee pain is common in old age."),
        ("1", "OBJECTIVE", "We aimed to determine whether cells ease knee pain."),
        ("1", "RESULTS", "Pain scores fell by 3 points with cells (p = 0.02)."),
        ("1", "RESULTS", "No patient had an infection during the trial."),
        ("1", "CONCLUSIONS", "In conclusion, cells eased knee pain."),
    )
    metrics = rct_sections_silver.run(write(tmp_path / "test.jsonl", rows), "test").metrics
    assert metrics["accuracy"] >= 0.8


def test_what_a_sentence_tells_is_scored_over_six_labels(tmp_path: Path, network: Network) -> None:
    rows = parts(("1", "study design", "A trial. pico=4"), ("1", "other", "Thanks. pico=5"), ("1", "outcome", "It fell. pico=0"))
    metrics = nicta_piboso.run(write(tmp_path / "test.jsonl", rows), "test").metrics
    assert metrics["f1_study_design"] == 1.0
    assert metrics["weighted_f1"] == pytest.approx(2 / 3)


def test_worth_checking_is_scored_and_ranked(tmp_path: Path, network: Network) -> None:
    write(tmp_path / "claimbuster_test.jsonl", [{"id": 1, "text": "Taxes rose. checkworthy=1", "label": 1}, {"text": "Hello.", "label": 0}])
    tweets: Records = [{"text": "A. checkworthy=1", "check_worthy": 0}, {"text": "B.", "check_worthy": 1}]
    write(tmp_path / "clef2020_covid_tweets_test-gold.jsonl", tweets)
    figures = checkworthiness.run(tmp_path, "test")
    assert (figures.n, figures.metrics["macro_f1_claimbuster"], figures.metrics["average_precision_claimbuster"]) == (4, 1.0, 1.0)
    assert (figures.metrics["macro_f1_clef2020"], figures.metrics["average_precision_clef2020"]) == (0.0, 0.5)


@pytest.mark.usefixtures("_rules_alone")
@pytest.mark.parametrize(("name", "head"), [("health_advice", "advice"), ("nicta_piboso", "pico"), ("checkworthiness", "checkworthy")])
def test_what_rules_do_not_read_needs_the_model(name: str, head: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {"text": "x", "sentence": "x", "label": "other" if name != "checkworthiness" else 1}
    write(tmp_path / "claimbuster_test.jsonl", [record])
    assert command(["score", name, str(tmp_path), "--split", "test"]) == 2
    told = capsys.readouterr().err.strip()
    assert told == f"claimcheck: {name}: only the sentence model answers this ({head}), the rules do not; {ABSENT}"


def test_weights_without_a_head_leave_the_set_to_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "sentence_model", lambda: SentenceModel(Network(lacking=("section", "advice"))))
    monkeypatch.setattr(heads, "why_absent", lambda: "")
    rows = parts(("1", "CONCLUSIONS", "In conclusion, it works."))
    assert rct_sections_silver.run(write(tmp_path / "test.jsonl", rows), "test").metrics["model"] == 0
    write(tmp_path / "x_train.jsonl", [{"sentence": "x", "label": "no_advice"}])
    with pytest.raises(UsageError, match="the weights have no such head"):
        health_advice.run(tmp_path / "x_train.jsonl", "x")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("record", ["[1]", '{"text": 3}', '{"text": "x", "labels": 1}', "{", '{"finding": ["x"], "label": {}}'])
def test_files_of_another_form_are_one_clear_line(
    name: str, record: str, tmp_path: Path, network: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some_test.jsonl"
    path.write_text(f"{record}\n", encoding="utf-8")
    assert command(["score", name, str(path)]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("claimcheck: ")
    assert "some_test.jsonl" in lines[0]


def test_an_abstract_without_a_label_a_sentence_is_refused(tmp_path: Path, network: Network) -> None:
    with pytest.raises(UsageError, match="the abstract 1 has not one label a sentence"):
        claim_sentences_pubmed.run(write(tmp_path / "test.jsonl", [{**ABSTRACT, "labels": [1]}]), "test")


@pytest.mark.usefixtures("_rules_alone")
def test_halves_of_letters_are_read_as_any_other_text(tmp_path: Path) -> None:
    write(tmp_path / "train_x.jsonl", [tweet("cancer", f"Garlic cures cancer \ud800 {n}.", True, False) for n in range(12)])
    assert cure_claims.run(tmp_path, "dev").n + cure_claims.run(tmp_path, "train").n == 12


def test_figures_of_weighed_labels_correlations_and_rankings() -> None:
    assert weighted_f1([("a", "a"), ("a", "b"), ("b", "b")]) == pytest.approx((2 * (2 / 3) + 2 / 3) / 3)
    assert pearson([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1)
    assert pearson([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1)
    assert (pearson([(1, 1), (1, 2)]), pearson([]), weighted_f1([])) == (0, 0, 0)
    assert average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([False]) == 0


def scored(name: str, split: str) -> Figures:
    figures: Figures = import_module(f"claimcheck.scoring.benchmarks.{name}").run(SHARED / name, split)
    return figures


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled sets do not lie beside the repository")
@pytest.mark.parametrize(
    ("name", "metric", "floor"),
    [
        ("claim_sentences_pubmed", "f1_yes", 0.6),
        ("bioscope", "f1_speculative_yes", 0.75),
        ("bioscope", "f1_negated_yes", 0.88),
        ("certainty", "pearson_r", 0.35),
    ],
)
def test_development_parts_are_read_at_least_as_well_as_by_the_rules(name: str, metric: str, floor: float) -> None:
    figures = scored(name, "dev")
    assert figures.metrics[metric] > floor
    assert figures.metrics["trained_on_this_part"] == 0


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled sets do not lie beside the repository")
@pytest.mark.parametrize("name", NAMES)
def test_every_set_as_published_is_read_to_its_end(name: str, network: Network) -> None:
    assert scored(name, "dev").n > 40
