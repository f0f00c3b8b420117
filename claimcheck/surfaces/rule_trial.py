"""A rule's examples tried: each read as a small article, and what fires on it reported."""

from __future__ import annotations

from claimcheck.claims import ClaimFinder
from claimcheck.model import Block, BlockKind, CharSpan, Document, Example, Ruleset
from claimcheck.ruleset import RuleIndex, match


class RuleTrial:
    """Calls with an example give the rules that fire on it: id, span in the example's text, and the claim's words."""

    def __init__(self, ruleset: Ruleset) -> None:
        every = frozenset(rule.jurisdiction for rule in ruleset.rules if rule.jurisdiction)
        self._claims = ClaimFinder(ruleset)
        self._rules = RuleIndex(ruleset, every)

    def __call__(self, example: Example) -> list[tuple[str, CharSpan, str]]:
        """What fires on one example."""
        document, offset = as_article(example)
        reading = self._claims.find(document)
        fired = match(self._rules, reading.claims, example.voice or reading.voice)
        texts = {claim.id: claim.text for claim in reading.claims}
        return [(m.rule.id, _moved(m.span, offset), texts[m.claim_id]) for m in fired if m.span.start >= offset]


def as_article(example: Example) -> tuple[Document, int]:
    """The example under its therapy as title and its sections as headings, and where its text begins."""
    headings = [heading for heading in (example.therapy, *example.section) if heading]
    blocks: list[Block] = []
    text = ""
    for number, heading in enumerate(headings):
        blocks.append(Block(BlockKind.HEADING, CharSpan(len(text), len(text) + len(heading)), tuple(headings[:number])))
        text += f"{heading}\n\n"
    body = CharSpan(len(text), len(text) + len(example.text))
    blocks.append(Block(BlockKind.PARAGRAPH, body, tuple(headings)))
    title = headings[0] if headings else ""
    return Document("example", "text/plain", title, text + example.text, tuple(blocks), (), ""), body.start


def _moved(span: CharSpan, offset: int) -> CharSpan:
    return CharSpan(span.start - offset, span.end - offset)
