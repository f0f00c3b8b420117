"""The regular inflections of English words, and the irregular ones that health pages use."""

from __future__ import annotations

from functools import cache

_VOWELS = "aeiou"
_IRREGULAR = {
    "be": "is are was were been being am",
    "have": "has had having",
    "do": "does did done doing",
    "show": "shown",
    "prove": "proven",
    "find": "found",
    "lead": "led",
    "give": "gave given",
    "take": "took taken",
    "get": "got gotten getting",
    "grow": "grew grown",
    "make": "made",
    "keep": "kept",
    "hold": "held",
    "feel": "felt",
    "become": "became",
    "begin": "began begun",
    "bring": "brought",
    "come": "came",
    "overcome": "overcame",
    "win": "won",
    "mean": "meant",
    "beat": "beaten",
    "fight": "fought",
    "rise": "rose risen",
    "fall": "fell fallen",
    "lose": "lost",
    "say": "said",
    "tell": "told",
    "speak": "spoke spoken",
    "build": "built",
    "rebuild": "rebuilt",
    "buy": "bought",
    "sell": "sold",
    "see": "saw seen",
    "go": "went gone",
    "know": "knew known",
    "think": "thought",
    "write": "wrote written",
    "choose": "chose chosen",
    "sleep": "slept",
    "speed": "sped",
    "shrink": "shrank shrunk shrunken",
    "child": "children",
    "woman": "women",
    "man": "men",
}


@cache
def inflections(word: str) -> frozenset[str]:
    """The word itself with its plural, third person, past and -ing forms; forms that do not exist harm nothing."""
    forms = {word, word + "s", *_IRREGULAR.get(word, "").split()}
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(word + "es")
    if word.endswith("ie"):
        forms |= {word + "d", word[:-2] + "ying"}
    elif word.endswith("e"):
        forms |= {word + "d", word[:-1] + "ing"}
    elif word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    else:
        forms |= {word + "ed", word + "ing"}
    if _doubles(word):
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(forms)


def _doubles(word: str) -> bool:
    """Whether the last consonant may be doubled, as in stopped."""
    return len(word) > 2 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
