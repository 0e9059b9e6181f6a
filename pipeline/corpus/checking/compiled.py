"""The forms of `sayings/` as regular expressions. Pure."""

import re
from functools import cache, cached_property
from typing import Final

from pipeline.corpus import values
from pipeline.corpus.phrases import Choice, Form, Slot, pattern
from pipeline.corpus.relations import RELATIONS, SUBJECTS, Shape, Time, kind
from pipeline.corpus.sayings import Saying, sayings
from pipeline.corpus.values import Voice

_CELL: Final = re.compile(r"\\ ;\\ ")
_BETWEEN_CELLS: Final = r"(?: ?[|;,] ?| )"
_BLANK: Final = "[ \n]"
_WORDS: Final = "[a-z][^"
_WORDS_HERE: Final = "[a-z][^\f"
_WORDS_END: Final = r"(?=[.;|\n\f]|$)"
_LONGEST_VALUE: Final = 80
_LONGEST_WORDS: Final = 240


class ProseForm:
    """A form in sentences; its expression is made when it is first needed."""

    def __init__(self, number: int, saying: Saying) -> None:
        self.number: Final = number
        self.saying: Final = saying
        self.literal, at = _literal(saying.form)
        self.before: Final = _longest(saying, saying.form[:at])
        """How many characters may stand before its literal."""
        self.after: Final = _longest(saying, saying.form[at + 1 :]) + 1

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Read it in a folded text, broken into lines anywhere."""
        written = pattern(self.saying.form, lambda slot: _slot(self.saying, slot))
        # Words without a fixed end would otherwise be read up to their first one.
        end = _WORDS_END if _ends_in_words(self.saying) else r"(?!\w)"
        written = written.replace("\\ ", " ").replace(" ", _BLANK)
        return re.compile(rf"(?<!\w){written.replace(_WORDS, _WORDS_HERE)}{end}")


class RowForm:
    def __init__(self, saying: Saying) -> None:
        self.saying: Final = saying

    @cached_property
    def begins(self) -> str:
        """Return what any line begins with that it reads."""
        first = self.saying.form[0]
        return _slot(self.saying, first.name) if isinstance(first, Slot) else ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        written = pattern(self.saying.form, lambda slot: _slot(self.saying, slot))
        written = _CELL.sub(lambda _: _BETWEEN_CELLS, written)
        return re.compile(rf"{written}(?!\w)")


@cache
def prose() -> tuple[ProseForm, ...]:
    numbered = enumerate(sayings())
    return tuple(ProseForm(n, one) for n, one in numbered if one.voice != Voice.ROW)


@cache
def rows() -> tuple[RowForm, ...]:
    return tuple(RowForm(one) for one in sayings() if one.voice is Voice.ROW)


def _slot(saying: Saying, slot: str) -> str:
    if slot == "subject":
        return values.pattern(SUBJECTS[kind(saying.relations[0])], None)
    if slot == "on":
        times = {RELATIONS[name].time for name in saying.relations}
        return values.pattern(Shape.MONTH if Time.AT in times else Shape.DATE, None)
    relation = RELATIONS[saying.relations[0] if slot in {"value", "before"} else slot]
    return values.pattern(relation.shape, relation.unit)


def _ends_in_words(saying: Saying) -> bool:
    last = saying.form[-1]
    return isinstance(last, Slot) and _is_words(saying, last.name)


def _is_words(saying: Saying, slot: str) -> bool:
    if slot in {"subject", "on"}:
        return False
    relation = saying.relations[0] if slot in {"value", "before"} else slot
    return RELATIONS[relation].shape is Shape.WORDS


def _literal(form: Form) -> tuple[str, int]:
    """Return the longest words that stand in it whatever is chosen, and their place.

    Raises `ValueError` where there are none: it could be anywhere.
    """
    said = [(_constant(form, at), at) for at, _ in enumerate(form)]
    found, at = max(said, key=lambda one: len(one[0]))
    if not found.strip():
        message = f"no words of its own: {form!r}"
        raise ValueError(message)
    return found, at


def _constant(form: Form, at: int) -> str:
    piece = form[at]
    if not isinstance(piece, str):
        return ""
    # What a sentence may begin with may have a capital instead.
    opens = not any(isinstance(one, Slot | str) for one in form[:at])
    return piece[1:] if opens and piece[0].islower() else piece


def _longest(saying: Saying, form: Form) -> int:
    """Return how many characters it can have; of its names, any that are likely."""
    total = 0
    for piece in form:
        match piece:
            case str():
                total += len(piece)
            case Choice(forms):
                total += max(_longest(saying, one) for one in forms)
            case Slot(name):
                total += _LONGEST_WORDS if _is_words(saying, name) else _LONGEST_VALUE
            case _:
                continue
    return total
