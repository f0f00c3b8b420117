"""From a news article to the study it reports: the words, names and numbers by which the paper can be found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimcheck import resources

MOST = 50
_LONGEST = 40_000
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PIECE = re.compile(r"(?<=[.!?”\"])\s+|\n+")
_PERSON = re.compile(
    r"\b(?:Dr|Prof|Professor|Doctor|Sir|Dame|Mr|Mrs|Ms|Miss)\.?\s(?P<titled>(?:[A-Z][\w’'-]{1,30}\s){0,2}[A-Z][\w’'-]{1,30})"
    r"|(?P<placed>[A-Z][a-z’'-]{1,30}\s(?:[A-Z]\.?\s)?[A-Z][a-z’'-]{1,30}), "
    r"(?:of|from|at|who|a|an|the|lead|chief|director|professor|head|senior)\b"
)
_INSTITUTION = "University|College|Institute|Hospital|School|Centre|Center|Foundation|Trust|Council|Society|Charity"
_PLACE = re.compile(
    rf"\b(?:[A-Z][\w’'-]{{1,30}}\s){{0,4}}(?:{_INSTITUTION})\b(?:\s(?:of|for|in|at|and|the)){{0,2}}(?:\s[A-Z][\w’'-]{{1,30}}){{0,5}}"
)
_NAME = r"[A-Z][\w&’'-]{0,30}(?:,?\s(?:of|and|in|for|the|on|&)){0,2}"
_TOLD = (
    r"(?:report|not|writ|wrot|publish|describ|conclud|appear|suggest|editorial|study|result|finding|article|paper|commentar|letter|online"
    r"|announc)\w*"
)
_NO_JOURNAL = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w{3,6}day|Britain|England|Scotland|Wales"
    r"|America|Europe|Australia|Canada|China|Japan|India|London|Chicago|Boston|Paris|Washington|New York|San|Los|Africa|U\.?S|U\.?K"
    r"|The UK|The US)\b"
)
_IN_JOURNAL = re.compile(
    rf"\b(?:{_TOLD}\s(?:(?:online|{_NO_JOURNAL}|yesterday|today|this week)\s){{0,2}}in|journal|magazine)\s(?:the\s)?(?:\w{{2,12}}[’']s\s)?"
    rf"(?:(?:medical|scientific|science|online)\s)?(?:journal\s)?[“\"'‘]?(?!{_NO_JOURNAL})(?P<name>(?:The\s)?{_NAME}(?:\s{_NAME}){{0,8}})"
)
_HEADS = "JAMA|BMJ|PLo?S|PLOS|BMC|Nature|Annals of|Archives of|Proceedings of|Frontiers in"
_SAYS_JOURNAL = re.compile(
    r"\b(?P<name>(?:[A-Z][\w-]{1,30}\s){0,3}Journal of(?:\s(?:and|of|the|in|for|&)|\s[A-Z][\w-]{1,30},?){1,8}"
    r"|(?:[A-Z][\w-]{1,30}\s){1,4}Journal(?: of [A-Z]\w+(?: [A-Z]\w+)?)?|(?:The\s)?Lancet(?:\s[A-Z]\w+){0,2}"
    rf"|(?:{_HEADS})(?:\s(?:the\s)?[A-Z]\w+(?:\sand\s[A-Z]\w+)?){{1,4}}|NEJM|JAMA|CMAJ|BMJ|Thorax)\b"
)
_REPORTS = re.compile(
    r"\b(?:stud(?:y|ies)|research(?:ers?)?|scientists?|found|findings|trial|team|discover\w*|published|journal|results?|analysis|participants?)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{2,6}(?= (?:people|patients|men|women|children))")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class StudyTerms:
    """By what a reported study can be found: words with their weight (1 or 2), best first, and what papers write for everyday ones.

    `journals` and `people` are those named, `numbers` may count the people studied.
    """

    words: tuple[tuple[str, int], ...] = ()
    technical: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The words as one text, heavy and technical ones first, as searches cut long questions short."""
        heavy = [word for word, weight in self.words if weight > 1]
        return " ".join((*heavy, *self.technical, *(word for word, _ in self.words)))


def study_terms(title: str, text: str, most: int = MOST) -> StudyTerms:
    """The terms of the study that a news article reports; sentences that speak of a study, and the headline, weigh more."""
    text = text[:_LONGEST]
    journals, people = journals_named(text), _people(text)
    unwanted = _words(" ".join((*people, *(match.group() for match in _PLACE.finditer(text)), *journals)))
    weights: Counter[str] = Counter()
    for piece, weight in _pieces(title, text):
        for word in _distinct(piece):
            if word not in unwanted and word not in _news_words():
                weights[word] += weight * _telling(word)
    ranked = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))[:most]
    top = ranked[0][1] if ranked else 1
    words = tuple((word, 1 + (2 * weight >= top)) for word, weight in ranked)
    technical = _technical(words, f"{title} {text}")
    return StudyTerms(words, technical, journals, people, tuple(dict.fromkeys(_PEOPLE.findall(text))))


def _technical(found: tuple[tuple[str, int], ...], text: str) -> tuple[str, ...]:
    """What papers say in place of the everyday words that an article uses, each once."""
    known = {word.lower() for word, _ in found}
    said = f" {' '.join(match.group().lower() for match in _WORD.finditer(text))} "
    spoken = (words for everyday, words in _lay_words() if (f" {everyday} " in said if " " in everyday else everyday in known))
    return tuple(dict.fromkeys(word for words in spoken for word in words if word.lower() not in known))


def journals_named(text: str) -> tuple[str, ...]:
    """The journals that a text names as the place of a study, as written."""
    found = [match["name"].strip(" ,") for pattern in (_IN_JOURNAL, _SAYS_JOURNAL) for match in pattern.finditer(text[:_LONGEST])]
    return tuple(dict.fromkeys(name for name in found if len(name) > 2))


def _people(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match["titled"] or match["placed"] for match in _PERSON.finditer(text)))


def _pieces(title: str, text: str) -> Iterator[tuple[str, int]]:
    yield title, 4
    for number, piece in enumerate(_PIECE.split(text)):
        yield piece, 1 + (number < 2) * 2 + bool(_REPORTS.search(piece))


def _distinct(piece: str) -> frozenset[str]:
    return frozenset(word for word in _words(piece) if len(word) > 2 and not _YEAR.fullmatch(word) and not word.isdigit())


def _words(text: str) -> frozenset[str]:
    return frozenset(match.group().lower() for match in _WORD.finditer(text))


def _telling(word: str) -> int:
    """How much a word tells of a study: names of genes and substances, which hold digits, more than others."""
    return 2 if any(letter.isdigit() for letter in word) else 1


@cache
def _news_words() -> frozenset[str]:
    return frozenset(resources.text("literature/news-words.txt").split())


@cache
def _lay_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Everyday words and what papers write for them."""
    lines = (line.partition(" = ") for line in resources.text("literature/lay-words.txt").splitlines())
    return tuple((everyday.lower(), tuple(words.split())) for everyday, _, words in lines if words)
