"""Title and journal parted where no mark but a full stop or comma stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.literature.references.journals import is_known_word

_PIECE = re.compile(r"(?:\.(?=\s|[^\W\d_a-z]{2})|[?!](?=\s|[“”\"’)]))[”\"’)]?\s{0,2}|\]\s?\.?\s(?=[^\W\d_a-z])")
_COMMA = re.compile(r"[,;]\s")
_SHORT = re.compile(r"(?:^|[\s(])(?:vs|v|no|nos|St|Dr|cf|i\.e|e\.g|sp|spp|subsp|var|ca|approx|Inc|Jr|Mr|Mrs|Prof|Fig|Vol|Nr)$")
_SMALL = frozenset(
    (
        "of",
        "and",
        "in",
        "the",
        "for",
        "on",
        "de",
        "la",
        "le",
        "et",
        "des",
        "du",
        "der",
        "und",
        "di",
        "del",
        "e",
        "y",
        "to",
        "&",
        "a",
        "an",
        "with",
    )
)
_BOOK = re.compile(r"^(?:in|from):?\s(?=[^\W\d_a-z“\"])", re.IGNORECASE)
_NOTE = re.compile(
    r"\s?\[(?:in [A-Z]\w+|article in \w+|editorial|letter|abstract|review|erratum[^\[\]]{0,80}"
    r"|published[^\[\]]{0,80}|internet|see comments)[^\[\]]{0,60}\]",
    re.I,
)
_SERIAL = re.compile(
    r"\b(?:journal|annals|archives|acta|bulletin|proceedings|zeitschrift|revista|revue|transactions)"
    r" (?:of|de|for|f[uü]r|in)\b|\bjournal$|^journal\b",
    re.I,
)
_NUMBERS = re.compile(r"(?:,\s?(?:[A-Z]{0,3}\d|vol\b|no\b|\().*|[.,:;]?\s\(?\d+\b.*)$", re.IGNORECASE | re.DOTALL)
_EDGE = " .,;:–—-"
_LONGEST_JOURNAL = 14
_MOST_COMMAS = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """Title and journal of an entry; `quoted` where quotation marks showed the title."""

    title: str
    journal: str
    quoted: bool = False


def parts_of(head: str, *, placed: bool) -> Parts:
    """Title and journal of what stands before the place in the journal; `placed` says that a volume or pages follow."""
    words = _NOTE.sub("", head).strip(_EDGE + "(")
    pieces = _pieces(words)
    if len(pieces) > 1:
        first = _first_of_journal(words, pieces)
        if first is not None:
            return Parts(_title(words[: pieces[first][0]]), journal_of(words[pieces[first][0] :]))
    return _by_comma(words, placed)


def _pieces(words: str) -> list[tuple[int, int]]:
    """The stretches between full stops, question marks and exclamation marks."""
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _PIECE.finditer(words):
        if _SHORT.search(words, max(start, stop.start() - 8), stop.start()):
            continue
        found.append((start, stop.start()))
        start = stop.end()
    if start < len(words):
        found.append((start, len(words)))
    return found


def _first_of_journal(words: str, pieces: list[tuple[int, int]]) -> int | None:
    """The index of the piece with which the journal's name begins, or None where the last piece is no journal."""
    last = len(pieces) - 1
    if not looks_like_journal(words[slice(*pieces[last])]):
        return None
    first = last
    while first > 1 and _belongs(words, pieces[first - 1]):
        first -= 1
    return first


def _belongs(words: str, place: tuple[int, int]) -> bool:
    """Whether the stretch at a place, ended by a full stop, is the first part of the name behind it and leaves a title before it."""
    start, end = place
    return words[end : end + 1] == "." and len(words[:start].split()) >= 3 and _goes_on(words[start:end])


def _goes_on(piece: str) -> bool:
    """Whether a piece belongs to the name behind it: an abbreviation with a full stop, or the first half of a name."""
    tokens = re.findall(r"[\w'’&-]+", piece)
    if not tokens or len(tokens) > 6:
        return False
    known = [is_known_word(token) or token in _SMALL for token in tokens]
    if len(tokens) == 1:
        return tokens[0][:1].isupper() and (known[0] or len(tokens[0]) <= 8)
    if len(tokens) == 2 and tokens[0][:1].isupper() and all(known):
        return True
    return all(known) and any(token.lower() in ("journal", "reviews", "proceedings", "bulletin", "j") for token in tokens)


def is_place_only(head: str) -> bool:
    """Whether an entry that begins with these words begins with a journal's name and not with authors."""
    tokens = re.findall(r"[^\W\d_][\w'’&-]*", head)
    if not tokens or len(tokens) > 9 or "," in head or (len(tokens) > 1 and len(tokens[-1]) == 1 and tokens[-2][1:].islower()):
        return False
    known = [is_known_word(token) for token in tokens if token.lower() not in _SMALL]
    return bool(known) and known[0] and sum(known) * 2 >= len(known) and looks_like_journal(head)


def looks_like_journal(words: str) -> bool:
    """Whether some words can be the name of a journal or a publisher."""
    plain = re.sub(
        r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|\s?[:=]\s?(?:the |an )?(?:official|publication|journal|organ)\b.{0,200}$|\s=\s.{0,200}$",
        "",
        words,
    )
    tokens = re.findall(r"[^\W\d_][\w'’&-]*", plain)
    if not tokens or len(tokens) > _LONGEST_JOURNAL:
        return False
    content = [token for token in tokens if token.lower() not in _SMALL]
    low = [token for token in content if token[:1].islower()]
    known = [token for token in content if is_known_word(token)]
    if not low or (len(tokens) <= 9 and _SERIAL.search(plain)):
        return True
    return len(low) <= len(known) and len(known) >= 0.6 * len(content)


def _by_comma(words: str, placed: bool) -> Parts:
    """Title and journal parted by the last comma behind which a journal's name can stand; or one of them alone."""
    tokens = re.findall(r"[^\W\d_][\w'’&-]*", words)
    known = sum(1 for token in tokens if is_known_word(token) or token.lower() in _SMALL)
    if placed and tokens and len(tokens) <= 8 and not re.search(r"[?:,]", words) and looks_like_journal(words):
        return Parts("", journal_of(words))
    if tokens and len(tokens) <= 8 and known == len(tokens) and looks_like_journal(words) and not re.search(r"[?:]", words):
        return Parts("", journal_of(words)) if _is_abbreviated(tokens) else Parts(_title(words), "")
    commas = [found for found in _COMMA.finditer(words) if not _in_brackets(words, found.start())]
    for comma in reversed(commas[-_MOST_COMMAS:]):
        behind = words[comma.end() :]
        named = re.findall(r"[^\W\d_][\w'’&-]*", behind)
        if (
            named
            and looks_like_journal(behind)
            and (placed or any(is_known_word(token) for token in named))
            and len(words[: comma.start()].split()) >= 3
        ):
            return Parts(_title(words[: comma.start()]), journal_of(behind))
    return Parts(_title(words), "")


def _in_brackets(words: str, at: int) -> bool:
    """Whether a bracket that opens before a place closes behind it."""
    return words.rfind("(", 0, at) > words.rfind(")", 0, at)


def _is_abbreviated(tokens: list[str]) -> bool:
    """Whether words are a journal's name for certain: it has its abbreviations, or is one well-known word."""
    return any(
        token in ("J", "N", "Med", "Clin", "Res", "Int", "Am", "Br", "Eur", "Ann", "Arch", "Sci", "Rev") for token in tokens
    ) or tokens[0] in (
        "Journal",
        "Lancet",
        "BMJ",
        "JAMA",
        "Nature",
        "Science",
        "Cochrane",
        "Annals",
        "Archives",
        "PLoS",
        "PLOS",
        "The",
        "International",
    )


def _title(words: str) -> str:
    return words.strip(_EDGE + '“”"').strip()


def journal_of(words: str) -> str:
    """The name of a journal without “In:” and marks around it."""
    plain = _NUMBERS.sub("", _BOOK.sub("", words.strip(_EDGE + '“”"(').strip()))
    return re.sub(r"\([^()]*$", "", plain).strip(_EDGE + "'’”")
