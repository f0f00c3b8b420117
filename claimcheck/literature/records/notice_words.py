"""What services call the notices about a work, and marks of a retraction in its title."""

from __future__ import annotations

import re

from claimcheck.model import Notice, NoticeKind

_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "retraction in": NoticeKind.RETRACTION,
    "retracted and republished in": NoticeKind.RETRACTION,
    "retraction and replacement": NoticeKind.RETRACTION,
    "retract and replace": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.WITHDRAWAL,
    "removal": NoticeKind.WITHDRAWAL,
    "preprint withdrawal": NoticeKind.WITHDRAWAL,
    "preprint removal": NoticeKind.WITHDRAWAL,
    "expression of concern": NoticeKind.CONCERN,
    "expression of concern in": NoticeKind.CONCERN,
    "partial retraction": NoticeKind.CONCERN,
    "partial retraction in": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "erratum in": NoticeKind.CORRECTION,
    "correction in": NoticeKind.CORRECTION,
    "corrected and republished in": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_OF_A_NOTICE = {
    NoticeKind.RETRACTION: "Retraction of Publication",
    NoticeKind.WITHDRAWAL: "Retraction of Publication",
    NoticeKind.CONCERN: "Expression of Concern",
    NoticeKind.CORRECTION: "Published Erratum",
}
_IN_TITLE = re.compile(r"\W{0,3}(RETRACTED|WITHDRAWN|REMOVED)(?: ARTICLE| PAPER| CHAPTER)?\s?(?:[:–—]|-\s)\s*(?=\S)")


def kind_of(name: str) -> NoticeKind | None:
    """The kind of notice that a service's word stands for; None for words that stand for none (a comment, a new edition)."""
    return _KINDS.get(_folded(name))


def is_replacement(name: str) -> bool:
    """Whether the word speaks of a work that was retracted and published anew."""
    return "replace" in name.lower() or _folded(name) == "retracted and republished in"


def type_of_notice(name: str) -> str | None:
    """The publication type (in the words of PubMed) of what was published as such a notice."""
    kind = kind_of(name)
    return _OF_A_NOTICE.get(kind) if kind else None


def bare_title(title: str) -> str:
    """A title without the word that marks its work as retracted."""
    return _IN_TITLE.sub("", title, count=1) if _IN_TITLE.match(title) else title


def of_title(title: str, source: str) -> Notice | None:
    """The notice that a title such as "RETRACTED: …" is."""
    found = _IN_TITLE.match(title)
    if found is None:
        return None
    return Notice(NoticeKind.RETRACTION if found[1] == "RETRACTED" else NoticeKind.WITHDRAWAL, source=f"{source} (title)")


def standing_against(notices: tuple[Notice, ...]) -> bool:
    """Whether a retraction or withdrawal is among the notices."""
    return any(notice.kind in (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL) for notice in notices)


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())
