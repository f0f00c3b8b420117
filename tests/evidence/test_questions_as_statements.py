"""Questions read as the statements that a yes makes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence.questions import as_statement


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Does nettle tea improve sleep?", "Nettle tea improves sleep."),
        ("Do nettles improve sleep?", "Nettles improve sleep."),
        ("Did the reform lead to fewer falls?", "The reform led to fewer falls."),
        ("Can nettle tea help against gout???", "Nettle tea can help against gout."),
        ("Should nettle tea be used in gout?", "Nettle tea should be used in gout."),
        ("Is nettle tea safe?", "Nettle tea is safe."),
        ("Is a hot bath effective against colds?", "A hot bath is effective against colds."),
        ("Are nettles associated with fewer colds?", "Nettles are associated with fewer colds."),
        ("Is glyphosate carcinogenic?", "Glyphosate is carcinogenic."),
        ("Are falls increasing among older adults?", "Falls are increasing among older adults."),
        ("Is there any benefit of nettle tea?", "There is benefit of nettle tea."),
        ("Does a lower dose reduce pain?", "A lower dose reduces pain."),
        ("Nettle tea for gout: does it work?", "Nettle tea for gout works."),
        ("Nettle tea for gout: is it safe?", "Nettle tea for gout is safe."),
        ("Nettle tea for gout, is it a cure?", "Nettle tea for gout is a cure."),
        ("Nettle tea for gout. Do nettles ease pain?", "Nettles ease pain."),
        ("Does tea help with gout? Does it ease pain?", "Tea helps with gout."),
        ("", ""),
    ],
)
def test_statements(question: str, statement: str) -> None:
    assert as_statement(question) == statement


@given(st.text(max_size=200))
def test_any_text_gives_a_text_without_question_marks(text: str) -> None:
    said = as_statement(text)
    assert "?" not in said
    assert len(said) <= len(text) + 20
