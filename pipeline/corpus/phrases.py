"""Forms of words: written with slots, choices and parts, rendered, and read back. Pure.

A bank is a text file. `[name]` begins a section, each line below is one form, `#`
begins a comment. In a form `{slot}` is filled by the writer, `(one|another|)` is
chosen by dice and may nest, `<name>` is a form of another section, and `\\(`, `\\|`,
`\\<` stand for themselves. A sentence begins with a capital, whatever a choice brings.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from pipeline.corpus.dice import Dice


class Slot(NamedTuple):
    name: str


class Part(NamedTuple):
    section: str


class Choice(NamedTuple):
    forms: "tuple[Form, ...]"


Piece: TypeAlias = str | Slot | Part | Choice
Form: TypeAlias = tuple[Piece, ...]
Bank: TypeAlias = Mapping[str, tuple[Form, ...]]

_MARK: Final = re.compile(
    r"\\(.)|\{([\w.]+)\}|<([\w.-]+)>|([(|)])|([^\\{<(|)]+|.)", re.DOTALL
)


def bank(text: str) -> Bank:
    """Read a file of forms. Raises `ValueError` with the line that is none."""
    sections: dict[str, list[Form]] = {}
    current: list[Form] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        if said.startswith("[") and said.endswith("]"):
            current = sections.setdefault(said[1:-1].strip(), [])
            continue
        try:
            current.append(form(said))
        except ValueError as error:
            message = f"line {number}: {error}: {said!r}"
            raise ValueError(message) from error
    return {name: tuple(forms) for name, forms in sections.items()}


def form(text: str) -> Form:
    """Read one form. Raises `ValueError` where a choice is not closed."""
    open_choices: list[tuple[list[Form], list[Piece]]] = []
    pieces: list[Piece] = []
    for mark in _MARK.finditer(text):
        escaped, slot, part, choice, plain = mark.groups()
        if choice == "(":
            open_choices.append(([], pieces))
            pieces = []
        elif choice in {"|", ")"}:
            if not open_choices:
                message = f"{choice!r} outside a choice"
                raise ValueError(message)
            open_choices[-1][0].append(tuple(pieces))
            pieces = []
            if choice == ")":
                options, pieces = open_choices.pop()
                pieces.append(Choice(tuple(options)))
        else:
            pieces.append(_piece(escaped or plain, slot, part))
    if open_choices:
        message = "a choice is not closed"
        raise ValueError(message)
    return tuple(pieces)


def _piece(plain: str | None, slot: str | None, part: str | None) -> Piece:
    if slot:
        return Slot(slot)
    return Part(part) if part else plain or ""


def slots(form: Form) -> frozenset[str]:
    """Return the slots that it has outside its parts."""
    found: set[str] = set()
    for piece in form:
        if isinstance(piece, Slot):
            found.add(piece.name)
        elif isinstance(piece, Choice):
            found |= {name for option in piece.forms for name in slots(option)}
    return frozenset(found)


def pattern(form: Form, of_slot: Callable[[str], str]) -> str:
    """Return the regular expression that reads it, white space being one blank.

    A slot that comes again must read the same again. Parts cannot be read back.
    """
    return _pattern(form, of_slot, set())


def _pattern(form: Form, of_slot: Callable[[str], str], seen: set[str]) -> str:
    written: list[str] = []
    for piece in form:
        match piece:
            case str():
                written.append(_literal(piece))
            case Slot(name):
                group = name.replace(".", "_")
                again = group in seen
                seen.add(group)
                written.append(
                    f"(?P={group})" if again else f"(?P<{group}>{of_slot(name)})"
                )
            case Choice(forms):
                options = [_pattern(option, of_slot, seen) for option in forms]
                written.append(f"(?:{'|'.join(options)})")
            case Part(section):
                message = f"<{section}> cannot be read back"
                raise ValueError(message)
    return "".join(written)


def _literal(text: str) -> str:
    """Read it with a capital too: a sentence may begin with it."""
    first, rest = text[:1], re.escape(text[1:])
    return f"(?i:{first}){rest}" if first.isalpha() else re.escape(text)


class Teller:
    """Renders forms for one document, no form of a section twice before all were used.

    Raises `KeyError` for a section or a slot that is not there.
    """

    def __init__(self, bank: Bank, dice: Dice) -> None:
        self._bank: Final = bank
        self._dice: Final = dice
        self._left: dict[str, list[Form]] = {}

    def forms(self, section: str) -> int:
        """Return how many forms a section has; a bank without it has none."""
        return len(self._bank.get(section, ()))

    def say(self, section: str, filled: Mapping[str, str] | None = None) -> str:
        """Render a form of a section whose slots are all filled; a capital first."""
        return said(self._render(self._next(section, filled or {}), filled or {}))

    def in_order(
        self, section: str, count: int, filled: Mapping[str, str] | None = None
    ) -> list[str]:
        """Render so many forms of a section at most, in the order of the bank."""
        known = filled or {}
        forms = [form for form in self._bank[section] if slots(form) <= known.keys()]
        chosen = sorted(self._dice.some(range(len(forms)), count))
        return [said(self._render(forms[number], known)) for number in chosen]

    def _next(self, section: str, filled: Mapping[str, str]) -> Form:
        left = self._left.get(section)
        if not left:
            left = self._left[section] = self._dice.shuffled(self._bank[section])
        usable = (n for n, form in enumerate(left) if slots(form) <= filled.keys())
        place = next(usable, None)
        if place is not None:
            return left.pop(place)
        fitting = [f for f in self._bank[section] if slots(f) <= filled.keys()]
        if not fitting:
            message = f"no form of [{section}] does with {sorted(filled)}"
            raise KeyError(message)
        return self._dice.one_of(fitting)

    def _render(self, form: Sequence[Piece], filled: Mapping[str, str]) -> str:
        written: list[str] = []
        for piece in form:
            match piece:
                case str():
                    written.append(piece)
                case Slot(name):
                    written.append(filled[name])
                case Choice(forms):
                    written.append(self._render(self._dice.one_of(forms), filled))
                case Part(section):
                    part = self._next(section, filled)
                    written.append(self._render(part, filled))
        return "".join(written)


def said(text: str) -> str:
    """Put one blank between words and a capital first."""
    clean = " ".join(text.split())
    return clean[:1].upper() + clean[1:]
