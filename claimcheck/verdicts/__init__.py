"""The verdict on each claim, the findings, and the article checklist."""

from claimcheck.verdicts.case import Article, Case
from claimcheck.verdicts.checklist import checklist_of
from claimcheck.verdicts.deciding import Decided, decide
from claimcheck.verdicts.retractions import answers_for

__all__ = ["Article", "Case", "Decided", "answers_for", "checklist_of", "decide"]
