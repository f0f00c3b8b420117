"""Every example of every shipped rule, run through the claims stage."""

from __future__ import annotations

import pytest

from claimcheck import ruleset
from claimcheck.surfaces.rule_trial import RuleTrial


@pytest.mark.model
def test_all_examples_hold() -> None:
    rules = ruleset.load()
    result = ruleset.try_rules(rules.rules, RuleTrial(rules))
    assert result.examples > 350
    assert not result.failures, "\n".join(result.failures)
