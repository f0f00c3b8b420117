"""The held-out fifth: the same for ever, whole papers on one side, about a fifth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.scoring.held_out import KEYS, is_held_out, key_of


def test_the_fifth_is_fixed() -> None:
    """Weights in use were trained without these; another rule would make their figures untrue."""
    assert [n for n in range(30) if is_held_out("health_advice", str(n))] == HELD
    assert [n for n in range(30) if is_held_out("bioscope", str(n))] != HELD


HELD = [2, 5, 7, 19, 22]


def test_it_is_about_a_fifth() -> None:
    assert 0.18 < sum(is_held_out("scitweets", str(n)) for n in range(5000)) / 5000 < 0.22


@pytest.mark.parametrize(
    ("name", "record", "key"),
    [
        ("health_advice", {"pmid": "123", "id": "a-1", "sentence": "Eat."}, "123"),
        ("health_advice", {"pmid": 123, "id": "a-1"}, "123"),
        ("causal_language", {"id": "pm7", "source": "pubmed_conclusion", "sentence": "It works."}, "pm7"),
        ("causal_language", {"id": "123-w-x-0-title", "source": "eurekalert_press_release"}, "123"),
        ("cure_claims", {"id": "cancer-3", "text": "Garlic cures."}, "Garlic cures."),
        ("fullfact_health_claims", {"id": 4, "input_text": "so garlic", "output_text": "Garlic cures."}, "so garlic"),
        ("bioscope", {"doc": "d1", "sent": "S1", "text": "x"}, "d1"),
        ("another", {"abstract_id": "a1", "text": "x"}, "a1"),
        ("another", {"text": "x"}, "x"),
        ("another", {"text": ["x"]}, ""),
    ],
)
def test_the_key_of_a_record(name: str, record: dict[str, object], key: str) -> None:
    assert key_of(name, record) == key


@given(st.sampled_from(sorted(KEYS)), st.text(max_size=20), st.text(max_size=20))
def test_records_with_one_key_stand_on_one_side(name: str, key: str, other: str) -> None:
    field = KEYS[name][0]
    one, two = key_of(name, {field: key, "sentence": "a"}), key_of(name, {field: key, "note": other})
    assert is_held_out(name, one) is is_held_out(name, two)
