"""How alike an entry and a work are in title, authors, year and journal; None where one of them does not say."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from claimcheck.literature.references.cleaning import without_identifiers
from claimcheck.literature.references.folding import dice, folded, folded_name, trigrams
from claimcheck.literature.references.journals import same_journal, words_of
from claimcheck.model import Author, Bibliography, Work

_PART = re.compile(r"[:?!–—]\s|\.\s|\s[-–—]\s")
_YEAR = re.compile(r"(?<!\d)(?:1[89]\d\d|20[0-4]\d)(?!\d)")
_FRAME = re.compile(
    r"^(?:retracted(?: article)?|withdrawn|erratum(?: to| in| for)?|corrigendum(?: to)?|correction(?: to)?|retraction(?: of)?)\b[\s:–-]*",
    re.I,
)
_LEAST_LETTERS = 12
_ONE_WORD_OTHER = 0.84
_MOST_WORDS_OF_JOURNAL = 12


def titles(given: str, found: str) -> float:
    """How alike two titles are, 0 to 1; a sub-title that one of them leaves out, and a translation beside the title, take little."""
    left, right = _bare(given), _bare(found)
    if not left or not right:
        return 0.0
    whole = dice(trigrams(left), trigrams(right))
    parts = [dice(trigrams(left), trigrams(part)) for part in _main_parts(found)]
    parts += [dice(trigrams(part), trigrams(right)) for part in _main_parts(given)]
    alike = max(whole, 0.95 * max((_cut(left, right), *parts)))
    return min(alike, _ONE_WORD_OTHER) if _differ_in_a_word(left, right) else alike


def _differ_in_a_word(left: str, right: str) -> bool:
    """Whether two titles are the same but for a word, as with hip and knee: works of one series."""
    first, second = left.split(), right.split()
    if len(first) != len(second):
        return False
    apart = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return 0 < len(apart) <= 2 and all(len(a) >= 3 and len(b) >= 3 and not _near(a, b) for a, b in apart)


def _bare(title: str) -> str:
    return folded(_FRAME.sub("", title.strip(" []")))


def _cut(left: str, right: str) -> float:
    """How well the shorter of two titles stands at the head of the longer one; 0 where it is too short to tell."""
    short, long = sorted((left, right), key=len)
    if len(short) < _LEAST_LETTERS or len(short.split()) < 3:
        return 0.0
    return dice(trigrams(short), trigrams(long[: len(short) + 2]))


def _main_parts(title: str) -> list[str]:
    """The parts of a title before and behind a colon or full stop that are long enough to stand for it."""
    parts = [folded(part) for part in _PART.split(title)]
    return [part for part in parts if len(part) >= 2 * _LEAST_LETTERS and len(part.split()) >= 4] if len(parts) > 1 else []


def title(entry: Bibliography, work: Work) -> float | None:
    """How alike the titles are; words of the entry that hold the work's whole title count as that title."""
    if not entry.title or not work.title:
        return None
    alike = titles(entry.title, work.title)
    return alike if alike >= 0.9 else max(alike, _standing_in(work.title, entry.text))


def _standing_in(title: str, text: str) -> float:
    """How far a title stands in the words of an entry, read wrongly or not."""
    words = _bare(title)
    whole = folded(without_identifiers(text))
    if len(words) < _LEAST_LETTERS or len(words.split()) < 3:
        return 1.0 if words and f" {words} " in f" {whole} " and len(words) > 5 else 0.0
    wanted = set(words.split())
    if len(wanted & set(whole.split())) < 0.6 * len(wanted):
        return 0.0
    match = SequenceMatcher(None, whole, words, autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    return dice(trigrams(words), trigrams(whole[start : start + len(words) + 2])) if match.size >= _LEAST_LETTERS else 0.0


def authors(entry: Bibliography, work: Work) -> float | None:
    """The share of the entry's authors who are authors of the work; None where one names none, or a group only."""
    names = _families(work.authors)
    given = [name for name in entry.authors if folded_name(name)]
    if not given or not names or " " in _last_words(given):
        return None
    return sum(_is_among(name, names) for name in given) / len(given)


def first_author(entry: Bibliography, work: Work) -> bool | None:
    """Whether the first author of the entry is an author of the work, or the first of the work stands in the entry."""
    if authors(entry, work) is None:
        return None
    return _is_among(entry.authors[0], _families(work.authors)) or names_first(entry, work)


def names_first(entry: Bibliography, work: Work) -> bool:
    """Whether the family name of the work's first author stands anywhere in the entry."""
    if not work.authors:
        return False
    family = folded_name(work.authors[0].family)
    words = {folded_name(word) for word in re.split(r"[\s,.;:()]+", without_identifiers(entry.text))}
    return family in words or (len(family) >= 5 and family in folded_name(entry.text[:400]))


def _last_words(given: list[str]) -> str:
    """The entry's one name where it is that of a group (more than three words), else nothing."""
    return given[0] if len(given) == 1 and len(given[0].split()) > 3 else ""


def _families(authors: tuple[Author, ...]) -> frozenset[str]:
    """All forms under which the authors of a work may be listed: family and given names, each word of double names."""
    names = {folded_name(author.family) for author in authors} | {folded_name(author.given) for author in authors if len(author.given) > 3}
    words = {folded_name(word) for author in authors for word in re.split(r"[\s-]+", author.family) if len(word) > 3}
    joined = {folded_name(f"{author.given}{author.family}") for author in authors} | {
        folded_name(f"{author.family}{author.given}") for author in authors
    }
    return frozenset(name for name in (*names, *words, *joined) if name)


def _is_among(name: str, names: frozenset[str]) -> bool:
    """Whether a name is one of some, give or take particles, double names and a slip of the pen."""
    forms = {folded_name(name), *(folded_name(word) for word in re.split(r"[\s-]+", name) if len(word) > 3)}
    if forms & names:
        return True
    whole = folded_name(name)
    return len(whole) >= 4 and any(_near(whole, other) for other in names)


def _near(left: str, right: str) -> bool:
    if abs(len(left) - len(right)) > 2 or left[:1] != right[:1]:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.8


def years(entry: Bibliography, work: Work) -> int | None:
    """How many years the entry is off, 0 where the work's year stands in it outside its title."""
    if entry.year is None or work.year is None:
        return None
    outside = without_identifiers(entry.text).replace(entry.title, " ") if entry.title else without_identifiers(entry.text)
    written = {int(year) for year in _YEAR.findall(outside)} | {entry.year}
    return min(abs(year - work.year) for year in written)


def journal(entry: Bibliography, work: Work) -> bool | None:
    """Whether the journals can be one; also where the work's journal stands elsewhere in the entry behind its title."""
    if not entry.journal or not work.journal:
        return None
    return same_journal(entry.journal, work.journal) or _named_behind(entry, work.journal)


def _named_behind(entry: Bibliography, name: str) -> bool:
    """Whether a journal's name, in full or short, stands in the entry outside its title."""
    behind = folded(without_identifiers(entry.text)).replace(folded(entry.title), " | ")
    words = behind.rpartition("|")[2].split()[:40]
    wanted = words_of(name)
    if len(wanted) == 1 and len(wanted[0]) < 4:
        return wanted[0] in words
    counted = [word for word in words if not word.isdigit()]
    return " ".join(wanted) in " ".join(counted) if wanted else False


def place(entry: Bibliography, work: Work) -> float | None:
    """How far volume and first page agree, 0 to 1; None where one of them does not give them."""
    pairs = [(entry.volume, work.volume), (_first_page(entry.pages), _first_page(work.pages))]
    told = [(folded(left), folded(right)) for left, right in pairs if left and right]
    return sum(left == right for left, right in told) / len(told) if told else None


def _first_page(pages: str) -> str:
    return re.split(r"[-–—]", pages)[0].strip().lower().lstrip("0")
