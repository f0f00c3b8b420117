"""Text as numbers of tokens, in the form that RoBERTa models read; cut to a length by rule and never padded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BEGIN, END = 0, 2
_LETTERS_A_TOKEN = 64


class Encoding:
    """Cuts text into tokens; marks such as `</s>` in the text itself are read as letters."""

    def __init__(self, tokenizer: bytes) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.encode_special_tokens = True

    def numbers(self, text: str, second: str, most: int) -> list[int]:
        """The tokens of a text, or of a pair, with the marks around them: at most `most`, the longer of a pair cut first."""
        if not second:
            return [BEGIN, *self._cut(text, most)[: most - 2], END]
        one, other = kept(self._cut(text, most), self._cut(second, most), most - 4)
        return [BEGIN, *one, END, END, *other, END]

    def _cut(self, text: str, most: int) -> list[int]:
        text = text[: most * _LETTERS_A_TOKEN]
        try:
            return list(self._tokenizer.encode(text, add_special_tokens=False).ids)
        except (TypeError, UnicodeEncodeError):  # halves of pairs
            whole = text.encode("utf-8", "replace").decode("utf-8")
            return list(self._tokenizer.encode(whole, add_special_tokens=False).ids)


def kept(one: Sequence[int], other: Sequence[int], room: int) -> tuple[Sequence[int], Sequence[int]]:
    """The beginnings of a pair that fit: the longer gives way until both are alike, then both do."""
    if len(one) + len(other) <= room:
        return one, other
    if len(one) <= room // 2:
        return one, other[: room - len(one)]
    if len(other) <= room // 2:
        return one[: room - len(other)], other
    return one[: room - room // 2], other[: room // 2]
