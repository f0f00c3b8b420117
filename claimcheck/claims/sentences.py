"""Sentence boundaries by punctuation, set before the parser so that a claim's place does not hang on its guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import CharSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPONENT = "claimcheck_sentences"

_ALWAYS_GO_ON = frozenset(["dr", "mr", "mrs", "prof", "vs", "fig", "approx", "cf", "ca", "e.g", "i.e", "al"])
_TITLES = frozenset(["Ms", "St", "Rev", "Gen", "Sen", "Rep", "Gov"])
_MAY_END = frozenset(["ms", "etc", "dept", "inc", "ltd", "co", "corp", "jr", "sr", "u.s", "u.k", "a.m", "p.m", "ph.d", "m.p.h"])
# Written with a capital only: "muscle mass.", "mentally ill." and "the wash." end a sentence.
_MONTHS = frozenset(["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"])
_STATES = frozenset(
    ["Mass", "Calif", "Conn", "Ill", "Mich", "Minn", "Pa", "Tex", "Wash", "Fla", "Ariz", "Colo", "Ore", "Wis", "Ga", "Tenn", "Md"]
)
_CAPITALS_MAY_END = _MONTHS | _STATES
# Words that open a sentence and are no part of a name: "in the U.S. Most patients" against "the U.S. Food and Drug …".
_OPENERS = (
    "The|A|An|This|That|These|Those|There|It|He|She|They|We|You|I|Its|His|Her|Their|Our|Your|My|But|And|Or|If|When|While|"
    "Although|Because|Since|After|Before|About|Most|Many|Some|All|Each|Every|Both|Other|Only|No|Not|In|On|At|As|By|For|From|"
    "With|To|Of|What|How|Why|Who|Which|Then|So|However|Today|Now|Here|Is|Are|Was|Were|Do|Does|Did|Can|Has|Have|Patients|"
    "People|Researchers|Doctors|Scientists|Studies"
)
_OPENS = re.compile(rf"\s+(?:[“\"]\s?[A-Z]|(?:{_OPENERS}),?\s+[^\s.]|It['’]s\s|Dr\.\s)|[ \t\r]*\n[ \t]*[-–—•*]\s")
_NUMBERED = re.compile(r"\s+[A-Z]{0,3}\d")
_NEXT_CAPITALS = re.compile(r"\s+[A-Z]{2,}\b")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
# A letter after one of these names a thing, not a person: "Vitamin C.", "Hepatitis B.".
_LETTERED = frozenset(
    ["vitamin", "vitamins", "hepatitis", "type", "group", "plan", "grade", "class", "phase", "step", "part", "factor", "toxin", "influenza"]
)
_ADDRESS = re.compile(r"://|@|www\.|\b10\.\d{4,9}/")
_PLAIN_WORD = re.compile(r"[A-Z][a-z]+,?\s")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\[[\d,\s-]{1,12}\])?(?=\s|$|[A-Z“\"(])|(?<![ \t])[ \t]*\r?\n[ \t\r]*\n\s*")
_LETTERS = re.compile(r"\.[A-Z]\.")
_STARTS = re.compile(r"\s*(?:[\"'“‘(\[]*[A-Z0-9¿¡]|[\"“‘]|[-–—•*]\s|$)")


def boundaries(text: str) -> tuple[CharSpan, ...]:
    """The sentences of a block, without the white space around them."""
    spans = []
    start = 0
    for end in _END.finditer(text):
        if _is_boundary(text, end):
            spans.append(_trimmed(text, start, end.end()))
            start = end.end()
    spans.append(_trimmed(text, start, len(text)))
    return tuple(span for span in spans if span is not None)


def _is_boundary(text: str, end: re.Match[str]) -> bool:
    if end.group().strip() == "":
        return True
    if not _STARTS.match(text, end.end()) or _is_in_address(text, end):
        return False
    return not (end.group() == "." and _is_abbreviation(text, end.start()))


def _is_in_address(text: str, end: re.Match[str]) -> bool:
    """A mark inside a DOI or web address, as in "10.1002/14651858.CD001957", with neither space nor a plain word behind it."""
    if end.end() == len(text) or text[end.end()].isspace() or _PLAIN_WORD.match(text, end.end()):
        return False
    before = re.split(r"\s", text[max(0, end.start() - 200) : end.start()])[-1]
    return _ADDRESS.search(before) is not None


def _is_abbreviation(text: str, dot: int) -> bool:
    """A known short form that goes on, or the initial of a name ("vitamin C." is none)."""
    before = re.split(r"[\s(\[“\"/]+", text[max(0, dot - 40) : dot])
    word, earlier = before[-1], before[-2] if len(before) > 1 else ""
    if len(word) == 1 and word.isupper():
        return bool(_LETTERS.match(text, dot)) or _is_initial(text, dot, earlier)
    if word.isupper() and word.isalpha():
        return _goes_on_in_capitals(text, dot, word, earlier)
    if word.lower() == "no":
        return _NUMBERED.match(text, dot + 1) is not None
    if word.lower() in _ALWAYS_GO_ON or word in _TITLES or _LETTERS.match(text, dot):
        return True
    ends_or_not = word.lower() in _MAY_END or word in _CAPITALS_MAY_END or _DOTTED.fullmatch(word)
    return bool(ends_or_not) and not _OPENS.match(text, dot + 1)


def _goes_on_in_capitals(text: str, dot: int, word: str, earlier: str) -> bool:
    """Capitals are mostly a name of their own, which ends a sentence ("behind MS."), unless all around is in capitals."""
    if word.lower() in _ALWAYS_GO_ON - {"ca", "al"}:
        return not _OPENS.match(text, dot + 1)
    if word == "NO" or word.capitalize() in _MONTHS:
        return _NUMBERED.match(text, dot + 1) is not None
    known = word.lower() in _MAY_END or word.capitalize() in _TITLES | _STATES
    return known and (not earlier or earlier.isupper()) and _NEXT_CAPITALS.match(text, dot + 1) is not None


def _is_initial(text: str, dot: int, earlier: str) -> bool:
    """Before an initial stands nothing, another name, a colon or a dash ("— H. B."); behind it no word that opens a sentence."""
    if earlier.lower() in _LETTERED or _OPENS.match(text, dot + 1):
        return False
    return not earlier or earlier[0].isupper() or earlier[-1] in ":–—-" or earlier in {"by", "says", "said"}


def _trimmed(text: str, start: int, end: int) -> CharSpan | None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return CharSpan(left, right) if left < right else None


def set_boundaries(doc: Doc) -> Doc:
    """The spaCy component: fixes `is_sent_start` of every token before the parser sees the block."""
    starts = iter([*(span.start for span in boundaries(doc.text)), len(doc.text) + 1])
    following = next(starts)
    for token in doc:
        token.is_sent_start = following < token.idx + len(token)
        while following < token.idx + len(token):
            following = next(starts)
    return doc
