"""Statements read from text by the forms that wrote them. Pure.

A form in a sentence is looked for where its longest constant words stand, a row at the
beginning of a line: five hundred forms over a page cost as much as the few that are
there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from pipeline.corpus.checking.compiled import ProseForm, RowForm, prose, rows
from pipeline.corpus.facts import Fact
from pipeline.corpus.relations import RELATIONS, Shape, Time
from pipeline.corpus.sayings import Saying
from pipeline.corpus.values import read as value_of
from pipeline.values.literals import Literals

PARAGRAPH: Final = "\f"
"""Between paragraphs of a folded text: no statement goes on behind it."""
_BLANK_LINE: Final = re.compile(r"\n\s*\n")
_LONGEST: Final = 700
"""No sentence that states something has more characters."""
_LINE_MARK: Final = re.compile(r"(?:[|>*-] ?)?")


class Read(NamedTuple):
    """What a piece of text states."""

    start: int
    end: int
    """Places in the text, its white space folded to single characters."""
    facts: tuple[Fact, ...]
    in_row: bool = False


class _Match(NamedTuple):
    start: int
    end: int
    saying: Saying
    found: re.Match[str]


def folded(text: str) -> str:
    """Fold white space: a blank, a line end, or `PARAGRAPH` for a blank line."""
    return PARAGRAPH.join(
        "\n".join(" ".join(line.split()) for line in lines.split("\n"))
        for lines in _BLANK_LINE.split(text.strip())
    )


def statements(text: str) -> Iterator[Read]:
    """Yield all that a text states, in no order."""
    for read in read_folded(folded(text)):
        yield read._replace(facts=tuple(map(_on_one_line, read.facts)))


def read_folded(text: str) -> Iterator[Read]:
    """Yield all that a folded text states; a name keeps the line end within it.

    Where two forms read the same words and differ in what they state, both come.
    """
    of_rows = list(_rows(text))
    yield from _distinct(of_rows, in_row=True)
    yield from _distinct(_longest([*_prose(text)]), in_row=False)


def _on_one_line(fact: Fact) -> Fact:
    value = fact.value.replace("\n", " ") if isinstance(fact.value, str) else fact.value
    return fact._replace(subject=fact.subject.replace("\n", " "), value=value)


def _distinct(matches: Iterable[_Match], *, in_row: bool) -> Iterator[Read]:
    yield from dict.fromkeys(
        Read(one.start, one.end, _facts(one.saying, one.found), in_row)
        for one in matches
    )


def _rows(text: str) -> Iterator[_Match]:
    """Yield of each line the longest rows that it begins with."""
    start = 0
    for line in re.split(r"[\n\f]", text):
        mark = _LINE_MARK.match(line)
        matches = list(_of_line(line, start, mark.end() if mark else 0))
        longest = max((one.end for one in matches), default=0)
        yield from (one for one in matches if one.end == longest)
        start += len(line) + 1


def _of_line(line: str, at: int, skipped: int) -> Iterator[_Match]:
    for begins, forms in _rows_by_beginning():
        if begins.match(line, skipped):
            for form in forms:
                if found := form.pattern.match(line, skipped):
                    yield _Match(at + skipped, at + found.end(), form.saying, found)


@cache
def _rows_by_beginning() -> Sequence[tuple[re.Pattern[str], Sequence[RowForm]]]:
    groups: dict[str, list[RowForm]] = {}
    for form in rows():
        groups.setdefault(form.begins, []).append(form)
    return [(re.compile(begins), forms) for begins, forms in groups.items()]


@cache
def _literals() -> tuple[Literals, Sequence[Sequence[ProseForm]]]:
    groups: dict[str, list[ProseForm]] = {}
    for form in prose():
        groups.setdefault(form.literal, []).append(form)
    return Literals(list(groups)), list(groups.values())


def _prose(text: str) -> Iterator[_Match]:
    literals, groups = _literals()
    flat = text.replace("\n", " ")
    read_to: dict[int, int] = {}
    for which, start, end in literals.places(flat):
        low = text.rfind(PARAGRAPH, max(0, start - _LONGEST), start) + 1
        high = text.find(PARAGRAPH, end, end + _LONGEST)
        high = len(text) if high < 0 else high
        for form in groups[which]:
            begin = max(low, start - form.before - 1, read_to.get(form.number, 0))
            limit = min(high, end + form.after)
            for found in form.pattern.finditer(text, begin, limit):
                if found.start() > start:
                    break
                read_to[form.number] = found.end()
                yield _Match(found.start(), found.end(), form.saying, found)


def _longest(matches: Sequence[_Match]) -> Iterator[_Match]:
    """Leave out what is read within a longer one: it would be half of a statement."""
    ordered = sorted(matches, key=lambda one: (one.start, -one.end))
    reached, by = -1, (-1, -1)
    for one in ordered:
        if one.end <= reached and (one.start, one.end) != by:
            continue
        if one.end > reached:
            reached, by = one.end, (one.start, one.end)
        yield one


def _facts(saying: Saying, match: re.Match[str]) -> tuple[Fact, ...]:
    day = match.groupdict().get("on")
    found: list[Fact] = []
    for name in saying.relations:
        relation = RELATIONS[name]
        slot = "value" if len(saying.relations) == 1 else name.replace(".", "_")
        on = None
        if day is not None and relation.time is not Time.FIXED:
            shape = Shape.MONTH if relation.time is Time.AT else Shape.DATE
            on = _day(day, shape)
        said = match[slot]
        # A figure or a date may be broken over two lines; only of a name it matters.
        if relation.shape in {Shape.MONEY, Shape.NUMBER, Shape.DATE, Shape.MONTH}:
            said = said.replace("\n", " ")
        found.append(Fact(name, match["subject"], value_of(said, relation.shape), on))
    return tuple(found)


def _day(text: str, shape: Shape) -> date | None:
    read = value_of(text.replace("\n", " "), shape)
    return read if isinstance(read, date) else None
