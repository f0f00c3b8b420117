"""The verdict on each claim, the findings, and the article checklist."""

from claimcheck.verdicts.case import Article, Case, NumberCheck
from claimcheck.verdicts.checklist import checklist_of
from claimcheck.verdicts.deciding import Decided, decide
from claimcheck.verdicts.own_study import article_of

__all__ = ["Article", "Case", "Decided", "NumberCheck", "article_of", "checklist_of", "decide"]
