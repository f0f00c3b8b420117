"""The rules: loaded from YAML, matched to claims, tried on their own examples."""

from claimcheck.ruleset.loading import load
from claimcheck.ruleset.matching import RuleIndex, match
from claimcheck.ruleset.trial import TrialResult, try_rules

__all__ = ["RuleIndex", "TrialResult", "load", "match", "try_rules"]
