"""What a language has to say for facts to be planted in it: tables, and no rules.

In a form `{s}` is the subject, `{v}` the value, `{unit}` its unit; a sentence gets its
capital letter when it is filled.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

ValueKind = Literal["code", "date", "person", "money", "hours"]
Form = str


class History(NamedTuple):
    """How a value is told that changes: each is dated, so order tells nothing."""

    was: Form
    """Of `{first}` to `{last}`: who sees this alone knows that it holds no more."""
    since: Form
    """From `{first}` on."""
    ask: Form


class Attribute(NamedTuple):
    value: ValueKind
    label: str
    facts: Sequence[Form]
    asks: Sequence[Form]
    history: History | None = None


class Membership(NamedTuple):
    """What a subject may have several of.

    No noun stands before `{v}`: who answers "box AB-12345" for AB-12345 gives an item
    that no rule can tell from another.
    """

    value: Literal["code", "person"]
    label: str
    fact: Form
    ask: Form


class Hop(NamedTuple):
    """`{a}` leads to `{b}`; asked at its end of `{s}`, the `{a}` of the first."""

    fact: Form
    value: Literal["code", "person", "office"]
    ask: Form | None


class State(NamedTuple):
    """What may be true of a part `{c}`: of all `{n}` parts it is one or the other."""

    true: Form
    false: Form
    ask: Form


class Trait(NamedTuple):
    """The same of a person in two ways without a content word in common.

    A fact says it of the `{cue}`, a question of the `{concept}` that goes with it.
    """

    fact: Form
    ask: Form


class Association(NamedTuple):
    cue: str
    concept: str


@dataclass(frozen=True)
class Language:
    name: str
    stop_words: frozenset[str]
    """Common, and in no other of the languages."""
    nouns: frozenset[str]
    """What a name may be given to: singular, lower case."""
    general: Sequence[str]
    """Some that fit any document."""
    subject: Callable[[str, str], str]
    """The name and the noun -> the subject in a sentence."""
    headed: Callable[[str, str], str]
    """The same where it stands alone, as in a table."""
    date: Callable[[date], str]
    number: Callable[[str], str]
    """`1234.5` -> as it is written."""
    money: Form
    """Of `{number}` and `{currency}`."""
    hours: str | None
    """The unit of working hours, if a rule that scores knows it."""
    numerals: Mapping[int, str]
    attributes: Sequence[Attribute]
    memberships: Sequence[Membership]
    hops: Sequence[Hop]
    office: Form
    """What the office of a `{name}` may be called in full."""
    states: Sequence[State]
    tails: Sequence[str]
    """What makes a sentence longer and says nothing: it goes before the full stop."""
    person: Form
    """Of `{place}` and `{taste}`: who both are true of."""
    persons: Form
    """The same as a question."""
    places: Sequence[Trait]
    cities: Sequence[Association]
    tastes: Sequence[tuple[Trait, Sequence[Association]]]


def filled(form: Form, **parts: str) -> str:
    """Fill a form, and let it begin with a capital."""
    text = form.format(**parts)
    return text[:1].upper() + text[1:]
