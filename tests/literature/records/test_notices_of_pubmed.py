"""Which records PubMed calls retracted, and which only look as if."""

from __future__ import annotations

import pytest

from claimcheck.literature.records.notices import Link, notices_of
from claimcheck.model import Identifier, IdentifierKind, Notice, NoticeKind, Work

RETRACTED, NOTICE = "Retracted Publication", "Retraction of Publication"


def told(types: tuple[str, ...] = (), links: tuple[Link, ...] = (), title: str = "A title") -> Work:
    return Work((), title, notices=notices_of(types, links, title, "PubMed"))


@pytest.mark.parametrize(
    ("types", "links", "retracted"),
    [
        ((RETRACTED,), (), True),
        ((), (Link("RetractionIn", "J X. 2001;1:2", "9"),), True),
        ((), (Link("RetractionIn"),), True),
        ((), (Link("RetractedandRepublishedIn", "", "9"),), True),
        ((NOTICE,), (), False),
        (("Retraction Notice",), (Link("RetractionIn", "", "9"),), False),
        ((), (Link("RetractionOf", "", "9"),), False),
        ((NOTICE,), (Link("RetractionOf", "", "9"), Link("ErratumIn", "", "8")), False),
        ((), (Link("ErratumIn", "", "9"),), False),
        (("Published Erratum",), (Link("ErratumFor", "", "9"),), False),
        ((), (Link("ExpressionOfConcernIn", "", "9"),), False),
        (("Expression of Concern",), (Link("ExpressionOfConcernFor", "", "9"),), False),
        ((), (Link("PartialRetractionIn", "", "9"),), False),
        ((), (Link("RepublishedIn", "", "9"),), False),
        ((), (Link("CorrectedandRepublishedIn", "", "9"),), False),
        (("Corrected and Republished Article",), (Link("CorrectedandRepublishedFrom", "", "9"),), False),
        ((), (Link("RepublishedFrom", "", "9"), Link("UpdateIn", "", "8"), Link("CommentIn", "", "7"), Link("Cites", "", "6")), False),
    ],
)
def test_what_counts_as_retracted(types: tuple[str, ...], links: tuple[Link, ...], retracted: bool) -> None:
    assert told(types, links).is_retracted is retracted


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("ErratumIn", NoticeKind.CORRECTION),
        ("CorrectedandRepublishedIn", NoticeKind.CORRECTION),
        ("ExpressionOfConcernIn", NoticeKind.CONCERN),
        ("PartialRetractionIn", NoticeKind.CONCERN),
        ("RetractionIn", NoticeKind.RETRACTION),
    ],
)
def test_each_link_to_a_notice_has_its_kind(link: str, kind: NoticeKind) -> None:
    (notice,) = told(links=(Link(link, "J X. 2001 Mar 4;1:2. doi: 10.1000/N.1.", "9"),)).notices
    assert notice == Notice(kind, Identifier(IdentifierKind.PMID, "9"), "2001-03-04", "PubMed")


def test_what_was_published_anew_is_replaced_only_where_it_was_retracted() -> None:
    again = Link("CorrectedandRepublishedIn", "J X. 2002;1:9", "8")
    kinds = {(notice.kind, notice.replaced) for notice in told((RETRACTED,), (Link("RetractionIn", "", "9"), again)).notices}
    assert kinds == {(NoticeKind.RETRACTION, True), (NoticeKind.CORRECTION, False)}
    assert [notice.replaced for notice in told((RETRACTED,), (Link("RepublishedIn", "", "8"),)).notices] == [True]
    assert told(links=(Link("RepublishedIn", "", "8"),)).notices == ()


def test_the_type_alone_gives_one_notice_and_a_link_takes_its_place() -> None:
    assert told((RETRACTED,)).notices == (Notice(NoticeKind.RETRACTION, source="PubMed"),)
    assert len(told((RETRACTED,), (Link("RetractionIn", "J X. 2001;1:2", "9"),)).notices) == 1


def test_the_doi_of_a_notice_is_taken_from_its_printed_form() -> None:
    (notice,) = told(links=(Link("RetractionIn", "Lancet. 2020 Jun 13;395(10240):1820. doi: 10.1016/S0140-6736(20)31324-6."),)).notices
    assert notice.identifier == Identifier(IdentifierKind.DOI, "10.1016/s0140-6736(20)31324-6")


def test_withdrawal_is_kept_apart_and_told_from_the_title() -> None:
    (notice,) = told(title="WITHDRAWN: Cells for everything").notices
    assert notice.kind is NoticeKind.WITHDRAWAL
    assert told((NOTICE,), title="WITHDRAWN: Cells for everything").notices == ()
