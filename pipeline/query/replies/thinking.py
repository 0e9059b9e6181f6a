"""Tell inline reasoning from the answer, however the text is cut. Pure.

Reasoning stands in `<think>…</think>` at the very beginning of a message, white space
aside (MiniMax, and local servers that are not told to parse it out). Tags further down
belong to the answer, which may well quote them; one that is never closed is reasoning
to its end. The white space behind the closing tag belongs to nobody.
"""

from typing import Final, NamedTuple

OPENING: Final = "<think>"
CLOSING: Final = "</think>"


class Piece(NamedTuple):
    answer: str = ""
    reasoning: str = ""


class ThinkSplitter:
    """Feed it a message's text as it arrives; it holds back what is not decided yet."""

    def __init__(self) -> None:
        self.answering = False
        """All that follows is answer: nothing need be fed any more."""
        self.thought = False
        """The message began with reasoning."""
        self._held = ""
        self._closed = False

    def feed(self, text: str) -> Piece:
        if self.answering:
            return Piece(answer=text)
        held, self._held = self._held + text, ""
        if self._closed:
            return self._behind(held)
        if self.thought:
            return self._inside(held)
        return self._before(held)

    def finish(self) -> Piece:
        """Return what was held back, now that nothing follows."""
        held, self._held = self._held, ""
        if self._closed:
            return Piece()
        return Piece(reasoning=held) if self.thought else Piece(answer=held)

    def _before(self, text: str) -> Piece:
        begun = text.lstrip()
        if begun.startswith(OPENING):
            self.thought = True
            return self._inside(begun.removeprefix(OPENING))
        if OPENING.startswith(begun):
            self._held = text
            return Piece()
        self.answering = True
        return Piece(answer=text)

    def _inside(self, text: str) -> Piece:
        thought, closing, rest = text.partition(CLOSING)
        if closing:
            self._closed = True
            return self._behind(rest)._replace(reasoning=thought)
        start = _begun(text)
        self._held = text[start:]
        return Piece(reasoning=text[:start])

    def _behind(self, text: str) -> Piece:
        answer = text.lstrip()
        self.answering = bool(answer)
        return Piece(answer=answer)


def answer_start(text: str) -> int:
    """Return where the answer begins in a text with a closing tag alone.

    Some templates put the opening tag into the prompt, so that the message has only
    the closing one (DeepSeek R1 and Qwen 3 under servers that do not parse reasoning).
    Zero: there is none, or an opening one stands before it.
    """
    thought, closing, rest = text.partition(CLOSING)
    if not closing or OPENING in thought:
        return 0
    return len(text) - len(rest.lstrip())


def _begun(text: str) -> int:
    """Return where a closing tag may have begun that is not complete; else the end."""
    for size in range(min(len(CLOSING) - 1, len(text)), 0, -1):
        if text.endswith(CLOSING[:size]):
            return len(text) - size
    return len(text)
