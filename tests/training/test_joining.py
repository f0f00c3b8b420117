"""How the stance model and the plain reading are joined: which pairs are read, what is fitted, and where it abstains."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claimcheck.errors import UsageError
from claimcheck.evidence.joined import BIAS, STANCES, Table
from claimcheck.evidence.reading import TOGETHER
from claimcheck.evidence.verifier import Bearing, Statement
from claimcheck.model import Stance
from claimcheck.training import joining, licences
from claimcheck.training.joining import FOLDS, Pair, as_record, decided, fit, observations, table_of, thresholds_of

LABELS = ("entailment", "contradiction", "neutral")


def packed(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))


def made(folder: Path) -> Path:
    text = "Gout hurts many. We gave tea to people. Nettle tea eased gout. Sleep was the same. In conclusion, nettle tea eases gout."
    records = [{"hypothesis": "Nettle tea eases gout.", "premise": text, "label": label} for label in LABELS]
    packed(folder / "scifact" / "pairs_abstract_dev.jsonl.gz", *records)
    packed(folder / "scifact" / "pairs_abstract_train.jsonl.gz", records[0] | {"hypothesis": "Not this one."})
    packed(folder / "scifact" / "pairs_rationale_dev.jsonl.gz", records[0] | {"premise": "Nettle tea eased gout."})
    packed(folder / "check_covid" / "dev.jsonl.gz", records[1])
    return folder


@pytest.mark.model
def test_works_are_read_by_the_passages_that_the_product_picks(tmp_path: Path) -> None:
    found = joining.works(made(tmp_path))
    assert [pair.stance for pair in found] == [*STANCES, Stance.REFUTES]
    assert {pair.group for pair in found} == {"Nettle tea eases gout."}
    for pair in found:
        assert len(pair.passages) == TOGETHER
        assert pair.passages[-1] == "In conclusion, nettle tea eases gout."
        assert pair.plain is not None
        assert pair.plain.stance is Stance.SUPPORTS


@pytest.mark.model
def test_passages_alone_are_gold_ones_and_the_likeliest_of_what_bears_on_nothing(tmp_path: Path) -> None:
    found = joining.passages(made(tmp_path))
    assert (found[0].passages, found[0].stance) == (("Nettle tea eased gout.",), Stance.SUPPORTS)
    assert [(len(pair.passages), pair.stance) for pair in found[1:]] == [(1, Stance.NEUTRAL)] * 2
    assert all(pair.plain is None for pair in found)


@pytest.mark.parametrize("name", ["scifact", "check_covid"])
def test_no_set_that_may_not_train_fits_the_tables(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(tmp_path / "scifact" / "pairs_abstract_dev.jsonl.gz")
    monkeypatch.setattr(licences, "TERMS", licences.TERMS | {name: replace(licences.TERMS[name], may_train=False)})
    with pytest.raises(UsageError, match=f"^{name}: its licence"):
        joining.works(tmp_path)


def pair(number: int, stance: Stance) -> Pair:
    return Pair(Statement(f"claim {number}"), (), stance, f"claim {number}")


def test_pairs_of_one_claim_stay_in_one_fold() -> None:
    pairs = [pair(number % 12, STANCES[number % 3]) for number in range(48)]
    x, names, truth, folds = observations(
        pairs, lambda one: {"number": float(one.statement.text.split()[1]), "moon": 9.0, "one": 1.0}, ["one", "number"]
    )
    assert names == ["one", "number"]
    assert x.tolist() == [[1.0, number % 12] for number in range(48)]
    assert [STANCES[place] for place in truth] == [one.stance for one in pairs]
    by_claim = {one.group: {folds[at] for at, other in enumerate(pairs) if other.group == one.group} for one in pairs}
    assert all(len(held) == 1 for held in by_claim.values())
    assert set(folds) == set(range(FOLDS))


def separable(count: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """One column for each stance that tells it nearly always, and one that tells nothing."""
    chance = np.random.default_rng(4)
    y = np.arange(count) % 3
    told = np.where(chance.random(count) < 0.9, y, (y + 1) % 3)
    return np.hstack([np.eye(3)[told], chance.normal(0, 1, (count, 1))]), y


def test_what_tells_a_stance_gets_its_weight_and_what_tells_nothing_little() -> None:
    x, y = separable()
    slopes, bias = fit(x, y)
    assert [int(np.argmax(slopes[row, :3])) for row in range(3)] == [0, 1, 2]
    assert np.abs(slopes[:, 3]).max() < slopes.max() / 4
    found = (x @ slopes.T + bias).argmax(1)
    assert (found == y).mean() > 0.7


def test_a_column_that_never_varies_does_no_harm() -> None:
    x, y = separable()
    slopes, bias = fit(np.hstack([x, np.ones((len(x), 1))]), y)
    assert np.isfinite(slopes).all()
    assert np.isfinite(bias).all()


def test_stances_are_decided_as_the_table_does() -> None:
    likely = np.array([[0.5, 0.3, 0.2], [0.3, 0.5, 0.2], [0.45, 0.4, 0.15], [0.2, 0.2, 0.6], [0.4, 0.4, 0.2], [0.49, 0.51, 0.0]])
    for supports, refutes in ((0.5, 0.5), (0.4, 0.52), (0.6, 0.3)):
        table = Table({}, {Stance.SUPPORTS: supports, Stance.REFUTES: refutes})
        assert [STANCES[place] for place in decided(likely, supports, refutes)] == [table.stance(row) for row in likely]


def test_thresholds_keep_support_about_as_frequent_as_it_is_true() -> None:
    """Taking every pair for support would be right most often, and is not allowed."""
    y = np.array([0] * 10 + [2] * 30)
    likely = np.array([[0.66, 0.04, 0.3]] * 10 + [[0.55, 0.05, 0.4]] * 30)
    thresholds = thresholds_of(likely, y)
    assert 0.55 < thresholds[Stance.SUPPORTS] <= 0.66
    assert (decided(likely, thresholds[Stance.SUPPORTS], thresholds[Stance.REFUTES]) == y).all()


def test_a_table_is_fitted_told_and_the_same_each_time(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "STEPS", 60)
    x, y = separable()
    folds = np.arange(len(y)) // 3 % FOLDS
    names = ["model supports", "model refutes", "model neutral", "noise"]
    made_table = table_of(x, names, y, folds, "a passage")
    assert made_table == table_of(x, names, y, folds, "a passage")
    assert set(made_table.weights[Stance.SUPPORTS]) == {BIAS, *names}
    assert capsys.readouterr().out.startswith("a passage: macro F1 0.")
    likely = made_table.probabilities({"model supports": 1.0})
    assert likely[0] == max(likely)
    assert json.loads(json.dumps(as_record(made_table)))["weights"]["refutes"]["model refutes"] > 0


class Network:
    """Tells the stance from the passage, and finds nothing else."""

    calibration: Mapping[str, object] = {}

    def run(self, text: str, second: str = "") -> Mapping[str, list[float]]:
        return {"stance": [2.0 * (str(stance) in second) for stance in STANCES]}


def test_works_are_fitted_beside_their_plain_reading_and_written_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "evidence").mkdir()
    file = tmp_path / joining.FILE
    pairs = [Pair(Statement(f"claim {n}"), (str(STANCES[n % 3]),), STANCES[n % 3], f"claim {n}") for n in range(30)]
    whole = [replace(one, plain=Bearing(one.stance, 0.8)) for one in pairs]
    for name, value in {"STEPS": 60, "PACKAGE": tmp_path, "open_model": lambda _: Network(), "passages": lambda _: pairs}.items():
        monkeypatch.setattr(joining, name, value)
    weights = []
    for held in (whole, pairs):
        monkeypatch.setattr(joining, "works", lambda _, held=held: held)
        joining.main([str(tmp_path)])
        assert file.exists() is bool(weights)
        joining.main([str(tmp_path), "--write"])
        weights.append(json.loads(file.read_text(encoding="utf-8"))["work"]["weights"])
    told, untold = (one["refutes"] for one in weights)
    assert set(told) == {BIAS, *joining.USED_OF_WORKS}
    assert told["plain refutes"] > 0.1 > abs(untold["plain refutes"])
