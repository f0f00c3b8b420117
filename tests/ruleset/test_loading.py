"""Rule folders: every fault named with file and line, nothing run, nothing but RulesError let out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck import ruleset
from claimcheck.errors import RulesError
from claimcheck.model import ClaimType, Role, Strength

RULE = """id: MY01
slug: my-rule
title: A rule
severity: warning
match: {cues: [cure], types: [cure]}
message: m
suggestion: s
why: w
sources: [x]
examples:
  flagged: ["[[a]] b", "[[c]] d", "[[e]] f"]
  passed: [g, h, i]
"""


def faults(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        ruleset.load(extra=[folder])
    assert all(line.count(":") >= 2 for line in caught.value.faults)
    return "\n".join(caught.value.faults)


def test_the_shipped_rules_load_without_a_fault() -> None:
    rules = ruleset.load()
    assert len(rules.rules) > 40
    assert len(rules.digest) == 64
    assert {rule.severity for rule in rules.rules} == {"error", "warning", "note"}
    assert all(rule.sources and rule.why for rule in rules.rules)


def test_wharton_s_jelly_is_a_cell_therapy() -> None:
    vocabulary = ruleset.load().vocabulary
    ids = {concept.name: concept.id for concept in vocabulary.concepts.values() if concept.role is Role.THERAPY}
    jelly = next(i for name, i in ids.items() if "wharton" in name.lower())
    assert vocabulary.is_a(jelly, ids["cell therapy"])


def test_a_rule_of_ones_own_is_added_and_denials_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "MY01.yaml").write_text(RULE, encoding="utf-8")
    rule = ruleset.load(extra=[tmp_path]).rule("my-rule")
    assert rule is not None
    assert rule.when[0].types == {ClaimType.CURE}
    assert Strength.NEGATED not in rule.when[0].strength


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("cues: [cure]", "cues: [cuer]"), "did you mean cure"),
        (("types: [cure]", "types: [curee]"), "did you mean cure"),
        (("severity: warning", "severity: waring"), "did you mean warning"),
        (("title: A rule", "titel: A rule"), "did you mean title"),
        (("title: A rule", "title: A rule\ntitle: again"), "stands twice"),
        (("slug: my-rule", "slug: &a my-rule"), "anchors"),
        (("id: MY01", "id: MY02"), "the file is called MY01"),
        (("match: {cues: [cure], types: [cure]}\n", ""), "“match” is missing"),
        (("passed: [g, h, i]", "passed: [g, h]"), "needs 3 flagged and 3 passed"),
        (("[[a]] b", "a b"), "must mark the words"),
        (("passed: [g, h, i]", "passed: [g, h, '[[i]]']"), "must have none"),
        (("message: m", "message: [m"), "not YAML"),
        (("slug: my-rule", "slug: cure-claim"), "defined twice"),
    ],
)
def test_faults_are_named_with_file_and_line(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    assert message in faults(tmp_path, "language/MY01.yaml", RULE.replace(*change))


def test_all_faults_of_a_folder_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "one.yaml").write_text("kind: one\ntitle: t\nphrases: ['(a']\n", encoding="utf-8")
    found = faults(tmp_path, "language/MY01.yaml", RULE.replace("severity: warning", "severity: bad"))
    assert "one.yaml:3" in found
    assert "MY01.yaml:4" in found


def test_no_stays_a_word_and_python_tags_run_nothing(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "mine.yaml").write_text("kind: mine\ntitle: no\nphrases: [no, on, 012]\n", encoding="utf-8")
    loaded = {cues.kind: cues for cues in ruleset.load(extra=[tmp_path]).cue_lists}
    assert loaded["mine"].phrases == ("no", "on", "012")
    (tmp_path / "cues" / "mine.yaml").write_text("kind: !!python/object/apply:os.system ['true']\n", encoding="utf-8")
    with pytest.raises(RulesError):
        ruleset.load(extra=[tmp_path])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=80), st.text(alphabet="id: \n-[]{}'\"#&*!|>abc", max_size=80).map(str.encode)))
def test_random_files_give_rules_or_a_rules_error(tmp_path: Path, data: bytes) -> None:
    own = tmp_path / "own"
    for name in ("cues", "vocabulary", "language", "evidence", "checklist"):
        (own / name).mkdir(parents=True, exist_ok=True)
        (own / name / "x.yaml").write_bytes(data)
    with pytest.raises(RulesError):
        ruleset.load(own)
