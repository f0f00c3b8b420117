from __future__ import annotations

from dataclasses import replace

from claimcheck.model import BlockKind
from claimcheck.reports.passages import Group, groups
from claimcheck.reports.summary import reason


def test_the_reason_is_the_step_before_the_flag(make_report):
    verdict = make_report().verdicts[1]
    decided = replace(
        verdict, why=("it can be checked", "flagged by EFF01; no known evidence carries it", "not flagged: no rule stands on it")
    )
    assert reason(decided) == "flagged by EFF01; no known evidence carries it"
    assert reason(replace(verdict, why=())) == ""


def test_the_passages_are_the_blocks_letter_for_letter(make_report):
    report = make_report()
    assert words(groups(report)) == [report.document.quote(block.span) for block in report.document.blocks]


def test_only_open_findings_inside_a_claim_are_marked_as_hits(make_report):
    parts = [part for group in groups(make_report()) for block in group.blocks for part in block.parts if part.claim]
    assert [[piece.text for piece in part.pieces if piece.hit] for part in parts] == [["Ozone"], [], []]


def test_list_entries_stand_in_a_list_and_headings_keep_their_depth(make_report):
    shown = groups(make_report())
    assert [group.tag for group in shown] == ["div", "div", "ul"]
    assert (shown[0].blocks[0].tag, shown[2].blocks[0].tag) == ("h4", "li")


def test_a_claim_over_two_blocks_begins_once_and_two_claims_never_show_words_twice(make_report):
    report = make_report()
    first, second, third = report.claims
    wide = replace(first, span=replace(first.span, end=second.span.end))
    shown = groups(replace(report, claims=(wide, second, third)))
    parts = [part for group in shown for block in group.blocks for part in block.parts if part.claim]
    assert [(part.claim.id, part.first) for part in parts] == [("c1", True), ("c1", False), ("c3", True)]
    assert words(shown) == [report.document.quote(block.span) for block in report.document.blocks]


def test_block_kinds_all_have_a_tag(make_report):
    report = make_report()
    for kind in BlockKind:
        blocks = tuple(replace(block, kind=kind) for block in report.document.blocks)
        (group,) = groups(replace(report, document=replace(report.document, blocks=blocks)))
        assert len(group.blocks) == len(blocks)


def words(shown: tuple[Group, ...]) -> list[str]:
    return ["".join(piece.text for part in block.parts for piece in part.pieces) for group in shown for block in group.blocks]
