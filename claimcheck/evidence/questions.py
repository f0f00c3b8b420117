"""A yes-or-no question read as the statement that a yes would make: "Does X improve Y?" as "X improves Y."."""

from __future__ import annotations

import re

_VERBS = (
    "affect|aid|alleviate|alter|benefit|boost|cause|change|combat|contribute|control|correlate|cure|damage|decrease|delay|deliver|depend|detect"
    "|determine|differ|ease|eliminate|enable|enhance|exist|fight|find|harm|have|heal|help|hinder|impact|impair|improve|increase|induce|influence"
    "|inhibit|lead|lower|make|matter|mean|measure|mediate|modify|offer|play|predict|prevent|produce|prolong|promote|protect|provide|reduce"
    "|reflect|relieve|represent|require|result|slow|speed|stimulate|stop|strengthen|support|treat|trigger|work|worsen"
)
_VERB = re.compile(
    rf"(?<=\s)(?P<adverb>(?:also|really|actually|effectively|significantly|still|always)\s)?(?P<verb>{_VERBS})\b(?!-)", re.IGNORECASE
)
_DO = re.compile(r"^(?P<aid>does|do|did)\s+(?P<rest>.+)$", re.IGNORECASE)
_CAN = re.compile(r"^(?P<aid>can|could|may|might|will|would|should)\s+(?P<rest>.+)$", re.IGNORECASE)
_THERE = re.compile(r"^(?P<aid>is|are|was|were)\s+there\s+(?:any\s)?(?P<rest>.+)$", re.IGNORECASE)
_BE = re.compile(r"^(?P<aid>is|are|was|were|has|have)\s+(?P<rest>.+)$", re.IGNORECASE)
_OPENS = re.compile(r"^(?:does|do|did|can|could|may|might|will|would|should|is|are|was|were|has|have)\s", re.IGNORECASE)
_IT = re.compile(r"^(?:it|they|this|these)\b\s*", re.IGNORECASE)
_SAID_OF = re.compile(
    r"(?<!\bof)(?<!\bin)(?<!\bfor)(?<!\band)(?<!\bor)(?<!\bwith)(?<!\bto)(?<!\bby)\s(?=(?:an?|the|still|also|really|always|not|more|less|better|worse|as|associated|related|linked|effective|efficacious|ineffective"
    r"|safe|harmful|useful|helpful|beneficial|necessary|justified|mandatory|reliable|accurate|possible|feasible|able|aware|superior"
    r"|inferior|influenced|affected|caused|increased|decreased|reduced|improved|predictive|sufficient|suitable|appropriate|good|bad"
    r"|important|needed|required|representative|getting|making|independent|equivalent|comparable|different|cost-effective|acceptable|valid|unhealthy|healthy)\b)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"\s(?=\w+(?:able|ible|ous|ful|genic|ky|ic)\b)", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\s(?=\w+(?:ed|ing|lar|ent) (?:in|by|with|among|for|to|at|on|after|from|of)\b)", re.IGNORECASE)
_SHORT = re.compile(r"^\S+(?: \S+){0,2}(?P<end>\s)\S+$")
_NO_SUBJECT = re.compile(r"(?:an?|the|any|some|all|both|either|even|each)?", re.IGNORECASE)
_NOUN_FOLLOWS = re.compile(r"\b(?:an?|the|of|for|in|or|and|with|to|high|low|better|as a)\s$", re.IGNORECASE)
_TITLED = re.compile(r"^(?P<topic>[^:.?]{3,300}?)(?:[:.]\s+|\s?(?:--|[–—])\s?|,\s(?=\w+ (?:it|they|this|these)\b))(?P<question>.+)$")
_LONGEST = 1000


def as_statement(question: str) -> str:
    """The statement that a yes to a question makes, without question mark; a text that is no such question comes back as it is.

    A question behind a title ("Widgets: are they safe?") speaks of the title; of several questions the first is read.
    """
    text = " ".join(question.split())[:_LONGEST].split("?")[0].rstrip()
    titled = _TITLED.match(text)
    if titled and _OPENS.match(titled["question"]):
        aid, _, rest = titled["question"].partition(" ")
        named = _IT.sub("", rest, count=1)
        return _sentence(_of_topic(aid.lower(), named, titled["topic"])) if named != rest else _answered(titled["question"])
    return _answered(text)


def _of_topic(aid: str, said: str, topic: str) -> str:
    """The title with what the question asks of its "it" or "they"."""
    return _with_verb(aid, f"{topic} {said}", len(topic)) if aid in ("do", "does", "did") else f"{topic} {aid} {said}"


def _answered(text: str) -> str:
    if done := _DO.match(text):
        return _sentence(_with_verb(done["aid"].lower(), done["rest"]))
    if could := _CAN.match(text):
        return _sentence(_with_aid(could["aid"].lower(), could["rest"]))
    if there := _THERE.match(text):
        return _sentence(f"there {there['aid'].lower()} {there['rest']}")
    if been := _BE.match(text):
        return _sentence(_with_being(been["aid"].lower(), been["rest"]))
    return _sentence(text)


def _verb(text: str, start: int = 0) -> re.Match[str] | None:
    """The first word that can be the verb; not right behind a word that only a noun follows ("a lower dose")."""
    return next((found for found in _VERB.finditer(text, start) if not _NOUN_FOLLOWS.search(text[: found.start()])), None)


def _with_verb(aid: str, rest: str, start: int = 0) -> str:
    """Subject and verb with the form that "does" or "did" held: the treatment helps, the patients improved."""
    found = _verb(rest, start)
    if found is None:
        return rest
    verb = found["verb"]
    formed = _third(verb) if aid == "does" else _past(verb) if aid == "did" else verb
    return f"{rest[: found.start()]}{found['adverb'] or ''}{formed}{rest[found.end() :]}"


def _with_aid(aid: str, rest: str) -> str:
    """Subject, "can", verb; a passive ("can X be used") keeps its "be" behind."""
    found = _verb(rest) or re.search(r"(?<=\s)be\b", rest)
    return f"{rest[: found.start()]}{aid} {rest[found.start() :]}" if found else rest


def _with_being(aid: str, rest: str) -> str:
    """Subject, "is", what is said of it; the words stay as they are where nothing shows where the subject ends."""
    told = (found.start() for pattern in (_SAID_OF, _ADJECTIVE, _PARTICIPLE) for found in pattern.finditer(rest))
    short = _SHORT.match(rest)
    ends = (*told, *((short.start("end"),) if short else ()))
    start = next((end for end in ends if not _NO_SUBJECT.fullmatch(rest[:end])), None)
    return rest if start is None else f"{rest[:start]} {aid}{rest[start:]}"


def _third(verb: str) -> str:
    if verb.lower() == "have":
        return "has"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}es" if re.search(r"(?:s|x|ch|sh|o)$", verb) else f"{verb}s"


_IRREGULAR = {"have": "had", "lead": "led", "make": "made", "mean": "meant", "fight": "fought"}


def _past(verb: str) -> str:
    if verb.lower() in _IRREGULAR:
        return _IRREGULAR[verb.lower()]
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    doubled = {"stop": "stopp", "differ": "differ", "control": "controll"}.get(verb.lower(), verb)
    return f"{doubled}d" if doubled.endswith("e") else f"{doubled}ed"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
