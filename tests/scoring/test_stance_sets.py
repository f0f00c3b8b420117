"""Sets of claims and evidence: figures to the digit by a verifier with known answers, and one clear line where a file is not whole."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from claimcheck.cli import run as command
from claimcheck.errors import UsageError
from claimcheck.evidence import standing_verifier
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Stance
from claimcheck.scoring import bodies, stances
from claimcheck.scoring.benchmarks import check_covid, covid_fact, healthfc, healthver, nli4ct, pubmedqa, scifact

SETS = Path(__file__).resolve().parents[2] / "../shared/benchmarks"
ANSWERS = {
    "moss": Bearing(Stance.SUPPORTS, 0.9, probabilities=(0.9, 0.05, 0.05)),
    "fern": Bearing(Stance.REFUTES, 0.9, probabilities=(0.1, 0.8, 0.1)),
    "reed": Bearing(Stance.NEUTRAL, 0.4, probabilities=(0.3, 0.2, 0.5)),
}
"""What a passage is answered that names a plant."""


class Scripted:
    """A verifier whose answer hangs on the plant that a passage names."""

    trained_on = frozenset({"check_covid/dev"})

    def judge(self, statement: Statement, passage: str) -> Bearing:
        return next((bearing for plant, bearing in ANSWERS.items() if plant in passage), Bearing(Stance.NEUTRAL, 0.0))


class Silent(Scripted):
    """The same without probabilities."""

    def judge(self, statement: Statement, passage: str) -> Bearing:
        said = super().judge(statement, passage)
        return Bearing(said.stance, said.score)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(Scripted(), monkeypatch)


def answer_with(verifier: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stances, bodies):
        monkeypatch.setattr(module, "verifier", lambda: verifier)
    monkeypatch.setattr(standing_verifier, "verifier", lambda: verifier)


def packed(path: Path, *records: object) -> Path:
    path.write_bytes(gzip.compress("".join(f"{json.dumps(record)}\n" for record in records).encode()))
    return path


def pair(plant: str, label: str) -> dict[str, str]:
    return {"premise": f"A trial of {plant} leaves. It was read.", "hypothesis": "Leaves ease coughs.", "label": label}


FOUR = (pair("moss", "entailment"), pair("moss", "neutral"), pair("fern", "contradiction"), pair("reed", "neutral"))
MACRO = (2 / 3 + 1 + 2 / 3) / 3
CALIBRATION = (abs(1 - 1.8) + abs(1 - 0.8) + abs(1 - 0.5)) / 4


@pytest.mark.usefixtures("scripted")
def test_check_covid_to_the_digit(tmp_path: Path) -> None:
    packed(tmp_path / "dev.jsonl.gz", *FOUR)
    figures = check_covid.run(tmp_path, "dev")
    assert (figures.benchmark, figures.split, figures.n) == ("check_covid", "dev", 4)
    assert figures.metrics == pytest.approx(
        {
            "macro_f1": MACRO,
            "accuracy": 3 / 4,
            "f1_entailment": 2 / 3,
            "f1_contradiction": 1,
            "f1_neutral": 2 / 3,
            "supported_share_difference": 1 / 4,
            "calibration_error": CALIBRATION,
            "trained_on_this_part": 1,
        }
    )


def test_without_probabilities_nothing_is_said_of_calibration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(Silent(), monkeypatch)
    metrics = check_covid.run(packed(tmp_path / "test.jsonl.gz", *FOUR), "test").metrics
    assert "calibration_error" not in metrics
    assert metrics["macro_f1"] == pytest.approx(MACRO)
    assert metrics["trained_on_this_part"] == 0


@pytest.mark.usefixtures("scripted")
def test_scifact_counts_only_pairs_where_that_is_all_there_is(tmp_path: Path) -> None:
    packed(tmp_path / "pairs_abstract_test.jsonl.gz", *FOUR)
    metrics = scifact.run(tmp_path, "test").metrics
    assert metrics["macro_f1"] == pytest.approx(MACRO)
    assert metrics["calibration_error"] == pytest.approx(CALIBRATION)
    assert not [name for name in metrics if name.startswith(("rationale", "retrieval"))]


def table(path: Path, *rows: tuple[str, str]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["id", "evidence", "claim", "label", "topic_ip", "question"])
    writer.writeheader()
    for number, (plant, label) in enumerate(rows):
        row = {"id": number, "evidence": f"Of {plant}, leaves were read.", "claim": "Leaves ease coughs.", "label": label}
        writer.writerow(row | {"topic_ip": 1, "question": "Do leaves help?"})
    path.write_bytes(gzip.compress(text.getvalue().encode()))
    return path


@pytest.mark.usefixtures("scripted")
def test_healthver_reads_its_table_and_its_abstracts(tmp_path: Path) -> None:
    raw = table(tmp_path / "healthver_test.csv.gz", ("moss", "Supports"), ("moss", "Neutral"), ("fern", "Refutes"), ("reed", "Neutral"))
    assert "abstracts" not in healthver.run(tmp_path, "test").metrics
    abstracts = packed(tmp_path / "pairs_abstract_test.jsonl.gz", pair("moss", "entailment"), pair("moss", "contradiction"))
    figures = healthver.run(tmp_path, "test")
    assert figures.n == 4
    assert figures.metrics["macro_f1"] == pytest.approx(MACRO)
    assert figures.metrics["abstracts"] == 2
    assert figures.metrics["abstract_macro_f1"] == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert healthver.run(raw, "test").metrics["accuracy"] == 3 / 4
    assert healthver.run(abstracts, "test").metrics["abstract_accuracy"] == 1 / 2


@pytest.mark.usefixtures("scripted")
def test_covid_fact_forces_the_likelier_label(tmp_path: Path) -> None:
    pairs = (pair("moss", "entailment"), pair("fern", "contradiction"), pair("reed", "entailment"), pair("reed", "contradiction"))
    metrics = covid_fact.run(packed(tmp_path / "dev.jsonl.gz", *pairs), "dev").metrics
    assert metrics["macro_f1"] == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert (metrics["abstained"], metrics["decided_accuracy"]) == (1 / 2, 1)
    sure = [0.9 / 0.95, 0.8 / 0.9, 0.6, 0.6]
    assert metrics["calibration_error"] == pytest.approx((1 - sure[0] + 1 - sure[1] + abs(1 - sure[2] - sure[3])) / 4)


def test_covid_fact_takes_an_abstention_for_wrong_without_probabilities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(Silent(), monkeypatch)
    pairs = (pair("moss", "entailment"), pair("fern", "contradiction"), pair("reed", "contradiction"))
    metrics = covid_fact.run(packed(tmp_path / "dev.jsonl.gz", *pairs), "dev").metrics
    assert metrics["accuracy"] == pytest.approx(2 / 3)
    assert metrics["f1_contradiction"] == pytest.approx(2 / 3)


def question(plant: str, answer: str) -> dict[str, object]:
    return {
        "QUESTION": "Do leaves ease coughs?",
        "CONTEXTS": ["Coughs are common.", f"Of {plant}, leaves were read."],
        "LABELS": ["BACKGROUND", "RESULTS"],
        "LONG_ANSWER": "A fern.",
        "final_decision": answer,
    }


@pytest.mark.usefixtures("scripted")
def test_pubmedqa_reads_questions_without_their_conclusion(tmp_path: Path) -> None:
    known = {"1": question("moss", "yes"), "2": question("moss", "maybe"), "3": question("fern", "no"), "4": question("reed", "maybe")}
    (tmp_path / "pqal_train_dev.json").write_text(json.dumps(known))
    figures = pubmedqa.run(tmp_path, "dev")
    assert figures.n == 4
    assert figures.metrics["macro_f1"] == pytest.approx(MACRO)
    assert figures.metrics["f1_no"] == 1
    assert pubmedqa.run(tmp_path, "train").metrics == figures.metrics


@pytest.mark.usefixtures("scripted")
def test_premises_of_a_study_answer_no_question(tmp_path: Path) -> None:
    asked = question("reed", "yes") | {"CONTEXTS": ["Once moss was read.", "Nothing was seen."]}
    (tmp_path / "pqal_test.json").write_text(json.dumps({"1": asked}))
    assert pubmedqa.run(tmp_path, "test").metrics["accuracy"] == 0


def consumer(plant: str, label: str, found: str = "") -> dict[str, str]:
    return {
        "claim": "Do leaves help against coughs?",
        "label": label,
        "top_sentences": f"Of {plant}, leaves were read for coughs.",
        "pubmed_retrieved_sentences": found,
    }


@pytest.mark.usefixtures("scripted")
def test_healthfc_gives_verdict_stance_and_what_a_search_found(tmp_path: Path) -> None:
    records = [consumer("moss", "SUPPORTED"), consumer("moss", "NEI"), consumer("fern", "REFUTED"), consumer("reed", "NEI", "A fern.")]
    figures = healthfc.run(packed(tmp_path / "test.jsonl.gz", *records), "test")
    assert figures.metrics["macro_f1"] == pytest.approx(MACRO)
    assert figures.metrics["stance_macro_f1"] == pytest.approx(MACRO)
    assert figures.metrics["supported_share_difference"] == 1 / 4
    assert figures.metrics["retrieved_macro_f1"] == pytest.approx((0 + 0 + 2 / 3) / 3)


def trial(name: str, *lines: str) -> dict[str, object]:
    return {"Clinical Trial ID": name, "Results": list(lines), "Eligibility": ["A moss."]}


def said(primary: str, label: str, secondary: str = "") -> dict[str, str]:
    record = {"Statement": "Leaves ease coughs.", "Section_id": "Results", "Primary_id": primary, "Label": label, "Type": "Single"}
    return record | ({"Secondary_id": secondary} if secondary else {})


@pytest.mark.usefixtures("scripted")
def test_nli4ct_reads_the_section_named_of_one_or_two_trials(tmp_path: Path) -> None:
    packed(tmp_path / "clinical_trials.jsonl.gz", trial("N1", "Of moss.", "Of stone."), trial("N2", "Of fern."), trial("N3", "Of stone."))
    known = {
        "a": said("N1", "Entailment"),
        "b": said("N2", "Contradiction"),
        "c": said("N3", "Entailment", "N1"),
        "d": said("N3", "Entailment"),
    }
    (tmp_path / "dev.json").write_text(json.dumps(known))
    metrics = nli4ct.run(tmp_path, "dev").metrics
    assert metrics["f1_entailment"] == pytest.approx(4 / 5)
    assert metrics["macro_f1"] == pytest.approx((4 / 5 + 2 / 3) / 2)
    assert metrics["abstained"] == 1 / 4


@pytest.mark.parametrize(
    ("run", "name", "record", "message"),
    [
        (check_covid.run, "dev.jsonl.gz", {"premise": "A.", "hypothesis": "B."}, "record 1 has no words in “label”"),
        (check_covid.run, "dev.jsonl.gz", pair("moss", "perhaps"), "“perhaps” is no “label” of this set; known are entailment"),
        (covid_fact.run, "dev.jsonl.gz", {"premise": 3, "hypothesis": "B.", "label": "entailment"}, "no words in “premise”"),
        (healthfc.run, "dev.jsonl.gz", {"claim": "Do leaves help?", "label": "MAYBE"}, "“MAYBE” is no “label”"),
        (pubmedqa.run, "dev.json.gz", {"7": question("moss", "never")}, "“never” is no “final_decision”"),
        (pubmedqa.run, "dev.json.gz", {"7": {"QUESTION": "Why?"}}, "the question 7 has no words in “final_decision”"),
        (pubmedqa.run, "dev.json.gz", {"7": 3}, "the question 7 is no object"),
        (pubmedqa.run, "dev.json.gz", [], "not an object of questions"),
        (nli4ct.run, "dev.json.gz", {}, "clinical_trials"),
    ],
)
def test_what_a_set_cannot_hold_is_one_clear_line(tmp_path: Path, run: object, name: str, record: object, message: str) -> None:
    packed(tmp_path / name, record)
    with pytest.raises(UsageError, match=message) as told:
        run(tmp_path, "dev")  # type: ignore[operator]
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["check_covid", "covid_fact", "healthfc", "healthver", "scifact"])
def test_an_empty_part_holds_nothing_to_score(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"healthver": "healthver_dev.csv", "scifact": "pairs_abstract_dev.jsonl"}
    (tmp_path / files.get(name, "dev.jsonl")).write_text("")
    assert command(["score", name, str(tmp_path)]) == 2
    assert "holds no" in capsys.readouterr().err


def test_a_table_without_its_columns_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "healthver_dev.csv").write_text("id,claim\n1,Leaves help\n")
    with pytest.raises(UsageError, match="row 1 has no words in “evidence”"):
        healthver.run(tmp_path, "dev")


def test_halves_of_letters_and_empty_words_do_no_harm(tmp_path: Path) -> None:
    odd = {"premise": "\ud800 moss. " * 3, "hypothesis": "\udfff leaves", "label": "neutral"}
    (tmp_path / "test.jsonl").write_text(json.dumps(odd) + "\n")
    assert check_covid.run(tmp_path, "test").n == 1


def test_the_command_takes_a_folder_with_the_test_part_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed(tmp_path / "test.jsonl.gz", *FOUR)
    assert command(["score", "check_covid", str(tmp_path), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["split"], record["n"]) == ("test", 4)


@pytest.mark.shared
@pytest.mark.skipif(not SETS.is_dir(), reason="the public sets are not at hand")
class TestOnThePublicSets:
    def test_no_set_reads_support_far_too_often(self) -> None:
        assert abs(float(check_covid.run(SETS / "check_covid", "dev").metrics["supported_share_difference"])) < 0.15

    def test_consumers_questions(self, tmp_path: Path) -> None:
        lines = gzip.decompress((SETS / "healthfc" / "dev.jsonl.gz").read_bytes()).splitlines(keepends=True)
        (tmp_path / "dev.jsonl.gz").write_bytes(gzip.compress(b"".join(lines[::5])))
        metrics = healthfc.run(tmp_path, "dev").metrics
        assert metrics["macro_f1"] > 0.36
        assert metrics["stance_macro_f1"] > 0.4
