"""The authors at the head of an entry, in the ways in which reference styles write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UP = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = (
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|zu|zur|af|do|das|los|las|st\.?|vande|dela|d'|d’)[ ]){0,3}"
)
_WORD = rf"(?:{_UP}['’])?{_UP}[\w'’-]{{0,40}}"
_FAMILY = rf"(?:{_PARTICLES}(?:[dl]['’]|al-|el-|de|van|Mc|Mac)?{_WORD}(?: (?:de |van |der |da |del |y |i )?{_WORD}){{0,2}}?)"
_DOTTED = rf"(?:{_UP}[a-z]?\.[ -]{{0,2}}){{1,5}}"
_PLAIN = rf"{_UP}(?:[ -]?{_UP}){{0,4}}"
_SUFFIX = r"(?:,? (?:Jr|Sr|II|III|IV|2nd|3rd)\b\.?)?"
_AFTER = (
    r"(?=\s{0,2}(?:[,;:.\[“\"‘/&+]|\((?=[^()]{0,24}\d{4}|eds?\b|in press|n\.d)|$)"
    r"|\s{1,2}(?:and\b|und\b|et\b|(?:1[89]|20)\d\d\b|in:|for\b|on behalf))"
)
_DEGREE = r"(?:,? (?:MD|PhD|RN|MSc|MPH|DO|MBBS|DPT|PT|FRCP|DrPH|ScD)\b\.?){0,3}"
_INVERTED = re.compile(rf"({_FAMILY}){_SUFFIX}(?:,? ?{_DOTTED}|,? {_PLAIN}){_SUFFIX}{_DEGREE}{_AFTER}")
_DIRECT = re.compile(rf"(?:{_DOTTED}|{_UP}{{1,3}}(?:[ -]{_UP}){{0,2}} )({_FAMILY}){_SUFFIX}{_DEGREE}{_AFTER}")
_SEPARATOR = re.compile(r"\s{0,2}(?:[,;/]\s{0,2}(?:and |& ?|und )?|\.?\s?(?:and|&|und|\+)\s{1,2}|\.\s?[,;]\s?(?:and |& ?)?)")
_ET_AL = re.compile(
    r"\s{0,2}[.,;]{0,2}\s{0,2}(?:and |& )?(?:[\[(]\s?)?(?:et[. ]{1,2}al\b\.?|and others\b|and colleagues\b|…|\.\.\.)[\])]?", re.IGNORECASE
)
_EDITORS = re.compile(r"\s{0,2}[,(]{0,2}\s{0,2}(?:eds?\b|editors?\b|hrsg\b)[.)]{0,2}", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:group|groups|organi[sz]ation|committee|commission|council|association|society|agency|administration|institutes?|cent(?:er|re)s?"
    r"|collaborat(?:ion|ors|ive)|investigators|consortium|network|department|ministry|foundation|college|academy"
    r"|federation|board|taskforce|task force"
    r"|panel|working party|team|clinic|hospital|university|trialists|NICE|NIH|FDA|CDC|WHO|EMA"
    r"|union|service|bureau|office|initiative|alliance|trust)\b",
    re.IGNORECASE,
)
_GROUP_END = re.compile(r"\.\s|\s?\((?=[^()]{0,20}(?:1[89]|20)\d\d)|,\s(?=(?:1[89]|20)\d\d\b)|:\s|\s?[“\"]")
_NAMES_END = re.compile(
    r"(?<![ .]\w)(?<!^\w)\.\s|\.?\s?\((?=[^()]{0,20}(?:1[89]|20)\d\d)|[,.]?\s(?=(?:1[89]|20)\d\d\b)|[,.]?\s?[“\"]|,?\s(?=et al\b)"
)
_NAME_WORDS = re.compile(
    rf"{_PARTICLES}{_UP}[\w'’.-]{{0,40}}(?: (?:{_UP}[\w'’.-]{{0,40}}|van|von|der|den|de|del|di|da|dos|la|le|bin)){{0,4}}{_SUFFIX}"
)
_TITLE_WORDS = re.compile(
    r"\b(?:The|A|An|In|Of|For|With|And|On|Is|Are|What|How|Effects?|Study|Trial|Review|Therapy|Treatment|Disease|Cell|Cells|Health)\b"
)
_UNNAMED = re.compile(r"\W{0,2}(?:anonymous|anon|no authors? listed|no author|unknown author)\b\]?(?: et al\b\.?)?\.?", re.IGNORECASE)
_SERIAL = re.compile(r"\b(?:proceedings|journal|annals|transactions|bulletin|archives)\b", re.IGNORECASE)
_MOST = 120
_LONGEST_GROUP = 160


@dataclass(frozen=True, slots=True)
class Byline:
    """The family names (or one group's name) at the head of an entry and where they end; `cut` says that more authors are left out."""

    names: tuple[str, ...]
    end: int
    cut: bool = False
    group: bool = False


def byline_of(text: str) -> Byline:
    """Who an entry names at its head; no names and end 0 where it begins with something else."""
    unnamed = _UNNAMED.match(text)
    if unnamed:
        return Byline((), unnamed.end())
    listed = _initialled(text)
    if listed.names:
        return listed
    spelled = _spelled_out(text)
    return spelled if spelled.names else _group(text)


def _initialled(text: str) -> Byline:
    """Names with initials behind or before, as the first of them has them; the last may have them the other way."""
    names: list[str] = []
    at = end = 0
    direct = not text.startswith("A ")
    while len(names) < _MOST:
        turned = _INVERTED.match(text, at)
        match = turned or (_DIRECT.match(text, at) if direct else None)
        if match is None:
            break
        names.append(_family(match.group(1)))
        end = match.end()
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            break
        at = separator.end()
        direct = turned is None or "and" in separator.group() or "&" in separator.group()
    return _finished(text, tuple(names), end)


def _finished(text: str, names: tuple[str, ...], end: int) -> Byline:
    """The byline with “et al.”, a group behind the names and “eds” taken in."""
    if not names:
        return Byline((), 0)
    group = re.match(r"\s{0,2}[.,;&]{0,2}\s{0,2}(?:(?:and|for|on behalf of) )?(?:the )?([^.,;:(“\"]{4,120})(?=[.(,:])", text[end:])
    if (
        group
        and _GROUP.search(group.group(1))
        and not _SERIAL.search(group.group(1))
        and group.group(1)[:1].isupper()
        and _is_name(group.group(1))
        and "." not in text[end : end + 1]
    ):
        end += group.end()
    cut = _ET_AL.match(text, end)
    end = cut.end() if cut else end
    final = (
        _INVERTED.match(text, _space(text, end)) if cut and cut.group().rstrip().endswith((".", "…")) and "al" not in cut.group() else None
    )
    end = final.end() if final else end
    editors = _EDITORS.match(text, end)
    return Byline(names, editors.end() if editors else end, cut is not None)


def _space(text: str, at: int) -> int:
    """The next place that is no white space, at most three on."""
    return next((place for place in range(at, min(at + 3, len(text))) if not text[place].isspace()), at)


def _spelled_out(text: str) -> Byline:
    """Names with given names in full, as in Chicago, MLA and plain lists."""
    stop = _NAMES_END.search(text[:600])
    if stop is None:
        return Byline((), 0)
    head = text[: stop.start()]
    strong = (
        stop.group().strip()[:1] in ("(", "“", '"') or bool(_ET_AL.match(text, stop.start())) or text[stop.end() : stop.end() + 4].isdigit()
    )
    parts = [part for part in re.split(r"\s?;\s?(?:and |& )?|,? (?:and|&) |, (?:and |& )?", head) if part]
    if not parts or not (strong or len(parts) > 1) or _TITLE_WORDS.search(head) or _GROUP.search(head):
        return Byline((), 0)
    if not all(_NAME_WORDS.fullmatch(part) for part in parts) or (len(parts) == 1 and " " not in parts[0] and not strong):
        return Byline((), 0)
    cut = _ET_AL.match(text, stop.start())
    return Byline(_families(head, parts), cut.end() if cut else stop.start(), cut is not None)


def _families(head: str, parts: list[str]) -> tuple[str, ...]:
    """The family names of spelled-out names: the first is often turned round, all are where semicolons part them."""
    if ";" in head:
        return tuple(_family(name.split(",")[0]) if "," in name else _last(name) for name in re.split(r"\s?;\s?", head) if name)
    if "," in head and len(parts) > 1 and (" " not in parts[0].strip() or " " not in parts[1] or re.search(r"\s\w\.?$", parts[1])):
        return (parts[0], *(_last(part) for part in parts[2:]))
    return tuple(_last(part) for part in parts)


def _last(name: str) -> str:
    """The family name of a name in reading order."""
    words = [word for word in name.split() if not re.fullmatch(r"(?:Jr|Sr|II|III|IV)\.?", word)]
    return words[-1] if words else name


def _group(text: str) -> Byline:
    """A group, an authority or a firm at the head."""
    stop = _GROUP_END.search(text[:_LONGEST_GROUP])
    if stop is None:
        return Byline((), 0)
    head = text[: stop.start()].strip(" ,")
    if not head or not _GROUP.search(head) or not _is_name(head):
        return Byline((), 0)
    return Byline((head,), stop.start(), group=True)


def _is_name(words: str) -> bool:
    """Whether all words but small ones begin with a capital."""
    small = {"of", "for", "and", "the", "in", "on", "de", "la", "to", "with", "et", "des", "du", "von", "und", "study", "group", "trial"}
    return all(not word[:1].islower() or word in small for word in words.split()) and len(words.split()) <= 16


def _family(name: str) -> str:
    return name.strip(" ,.")
