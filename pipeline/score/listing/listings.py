"""The lists that a text holds: bullets, numbered lines, tables, "X, Y and Z".

A text goes in; out come places where its list may stand, the most trusted first, each
with the ways in which it may be cut into items. Nothing is known here of a gold answer.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from pipeline.score.reading.claims import Claim, claims
from pipeline.score.reading.clauses import both_ends, shared_words
from pipeline.score.reading.missing_words import NAME, NAMED, NAMES
from pipeline.values.text import has_any, unmarked

MAX_ITEMS: Final = 500
"""More than this are never compared."""
IN_A_LIST: Final = "in its list"
IN_A_TABLE: Final = "in its table"

_NOT_IN_BRACKETS = r"(?![^()\n]{0,80}\))"
_COMMA = rf",(?!\d{{3}}(?!\d)){_NOT_IN_BRACKETS}"
_SPLITS: Final = (
    re.compile(r"[\n;]"),
    re.compile(rf"[\n;]|{_COMMA}"),
    re.compile(rf"[\n;]|{_COMMA}\s*(?:and\s)?|\s(?:and|&)\s"),
)
_MAY_SPLIT: Final = (("\n", ";"), (",",), (",", "and", "&"))
"""What a text must have for each of them to cut more."""
_BULLET = re.compile(
    r"\A\s*(?:[-*+\u2022\u2023\u00b7\u25cf\u2013]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z]{1,3}\)\s+)"
)
_BULLET_LINE = re.compile(
    r"(?m)^([ \t]*)(?:[-*+\u2022\u2023\u00b7\u25cf\u2013][ \t]+|\(?\d{1,3}[.)][ \t]+"
    r"|\(?[a-z]\)[ \t]+)(\S[^\n]*)$"
)
_NUMBERED_INLINE = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}[.)]\s")
_LEAD_IN = re.compile(
    r"\b(?:are|is|were|was|includes?|included|including|comprises?|comprised|has|have"
    rf"|consists?\sof|consisted\sof|namely|such\sas|as\sfollows|{NAME}|{NAMES}|{NAMED}"
    r"|(?:shows?|shown|contain(?:s|ed)?|covers?|covered)(?:\sby)?)\b\s*:?\s*|:\s+",
    re.IGNORECASE,
)
_MOST_LEAD_INS: Final = 4
_SOURCE_FIRST = re.compile(
    r"(?i)\A\W*(?:based (?:up)?on|according to|from|in|as (?:of|per|stated in)|per|on)"
    r"\b[^,;]{1,100},\s"
)
"""What a sentence says of where its list stands, before the list."""
_TOLD_LAST = re.compile(
    r"(?i),\s(?:which|who|whose|where|while|although|though|because|since|among|all|each"
    r"|respectively|in (?:that|this) order|etc|as (?:stated|shown|listed|given)"
    r"|according)\b[^,;]*\Z"
)
"""What the last piece of a sentence tells more of the items before it."""
_SLASH = re.compile(r"\s*[/|]\s*")
_HEAD_OF_ALL = re.compile(
    r"(?i:(?:the|both)\s)*[^\W\d_]{2,}s\s(?=(?:[A-Z]|[^\s\d]{0,8}\d[\w./-]*)\W*\Z)"
)
_OPENS_WITH_A_HEAD = re.compile(r"(?i:(?:the|both)\s)*[^\W\d_]+s\s")
_JOINTS: Final = ("/", "|")
"""What the first of several labels or codes opens with: "Options A", "Pumps P-1"."""
_PREDICATE = re.compile(r"\s(?:are|is|were|was)\s", re.IGNORECASE)
_SUMMARY = re.compile(
    r"(?im)^[\s#*_]*(?:in\s)?(?:final\s|short\s)?(?:answer|summary|result|conclusion)"
    r"[\s*_]*(?::|\n)[\s*_]*([^\n]+)\s*\Z"
)
"""A last line under a heading that says that it is the answer."""
_RANGE = re.compile(
    r"[^\d\n]{0,40}?(?P<of>\d+\.)?(?P<first>\d{1,4})"
    r"\s?(?:[-\u2013\u2014]|\bto\b|\bthrough\b)\s?(?P<of_last>\d+\.)?(?P<last>\d{1,4})\W*"
)
_LONGEST_RANGE: Final = 50
_NAME = re.compile(r"\W*(?:[A-Z\d][^\s]*\s?){1,4}\W*")
_TAIL = re.compile(
    r"(\W*[A-Z][^\s,;]*(?:\s(?:(?:of|the|de|la|van|von|and)\s)?[A-Z][^\s,;]*){0,4})"
    r"\s(?!(?:of|the|de|la|van|von|and)\s)[a-z]"
)
_ROW = re.compile(r"(?m)^[ \t]*\|?([^|\n]{0,300}(?:\|[^|\n]{0,300})+)\|?[ \t]*$")
_RULE = re.compile(r"[\s|:=-]+")
_LONGEST_ITEM: Final = 8
"""Words: a longer piece of a sentence is a clause, not an item."""


class Place(NamedTuple):
    readings: list[Sequence[str]]
    """Ways to cut it into items; the last is the finest."""
    where: str
    sure: bool = True
    """Whether its form alone says that this is the list that was asked for."""


def without_bullet(text: str) -> str:
    bullet = _BULLET.match(text)
    return text[bullet.end() :].strip() if bullet else text.strip()


def cut(text: str) -> list[Sequence[str]]:
    """Cut at lines and semicolons, then also at commas, then also at "and".

    What cuts nothing more is left out.
    """
    found: list[Sequence[str]] = []
    for split, may in zip(_SPLITS, _MAY_SPLIT, strict=True):
        if found and not any(sign in text for sign in may):
            continue
        items = _some(split.split(text))
        if not found or items != found[-1]:
            found.append(items)
    return found


def finest(text: str) -> Sequence[str]:
    """Return the last of the ways in which a text is cut."""
    return _some(_SPLITS[-1].split(text))


def ranged(text: str) -> list[Sequence[str]]:
    """Write out a range: "versions 3.8 to 3.11" are four, "2015-2017" three years."""
    found = _RANGE.fullmatch(text)
    if not found or found["of"] != found["of_last"]:
        return []
    first, last = int(found["first"]), int(found["last"])
    if not first < last < first + _LONGEST_RANGE:
        return []
    return [[f"{found['of'] or ''}{n}" for n in range(first, last + 1)]]


def joined(text: str) -> list[Sequence[str]]:
    """Cut what is joined by slashes, "V-1/V-2", or named at once, "Options A and C"."""
    if not has_any(text, _JOINTS) and not _OPENS_WITH_A_HEAD.match(text):
        return []
    parts = finest(text)
    apart = _some(part for one in parts for part in _SLASH.split(one))
    head = _HEAD_OF_ALL.match(apart[0]) if len(apart) > 1 else None
    if head:
        labels = [apart[0][head.end() :], *apart[1:]]
        return [labels, [f"{head[0]}{label}" for label in labels]]
    return [apart] if len(apart) > len(parts) else []


def places(text: str, question: str) -> Iterator[Place]:
    """Yield where a text may list something, the most trusted first.

    What it calls its answer, what it concludes, its bullets, its table, what it opens
    and closes with: of sentences only those that are lists.
    """
    return (place for place in _places(both_ends(text), question) if place.readings)


def _places(text: str, question: str) -> Iterator[Place]:
    said = claims(text)
    ends = [c for c in said if c.strength in {"opening", "closing"}]
    trusted = [c for c in said if c not in ends]
    trusted += [Claim(m[1], "labelled") for m in _SUMMARY.finditer(text)][:1]
    yield from map(_sentence, trusted)
    yield _bullets(text, question)
    yield _table(text)
    # What both opens and closes a text, or concludes it, is cut once.
    known = {claim.text for claim in trusted if claim.strength == "concluded"}
    for claim in ends:
        if claim.text not in known:
            known.add(claim.text)
            yield _sentence(claim)
    yield _lines(text)


def as_lists(text: str) -> list[Sequence[str]]:
    """Return a short text cut as finely as may be: itself, and what it leads up to."""
    return [finest(part) for part in _heart(text) if part.strip()]


def spoken(text: str) -> Iterator[str]:
    """Yield what a text may be the name of, alone: itself, and what a claim says."""
    yield text
    for claim in claims(text):
        yield from _heart(claim.text)


def _sentence(claim: Claim) -> Place:
    readings: list[Sequence[str]] = []
    for whole in _heart(claim.text):
        part = _TOLD_LAST.sub("", whole)
        ways = (*cut(part), *joined(part))
        for items in (*ways, _numbered(part), _untailed(part)):
            if is_list(items) and items not in readings:
                readings.append(items)
    sure = claim.strength == "labelled"
    return Place(readings, f"in {claim.text[:80]!r}", sure)


def _heart(sentence: str) -> Iterator[str]:
    """Yield a sentence, and it without what leads into its list or out of it."""
    yield sentence
    if source := _SOURCE_FIRST.match(sentence):
        sentence = sentence[source.end() :]
        yield sentence
    for lead_in in islice(_LEAD_IN.finditer(sentence), _MOST_LEAD_INS):
        yield sentence[lead_in.end() :]
    if predicate := _PREDICATE.search(sentence):
        said, _, subject = sentence[: predicate.start()].rpartition(";")
        if not said or is_list(finest(subject)):
            yield subject
    if ";" in sentence:
        yield from sentence.split(";")


def _untailed(sentence: str) -> Sequence[str]:
    """Return names without the verb after the last: "Ann, Bo and Cy voted for it"."""
    if ";" in sentence:
        return []
    *names, last = finest(sentence) or [""]
    tail = _TAIL.match(last)
    if not names or not tail or not all(map(_NAME.fullmatch, names)):
        return []
    return [*names, tail[1]]


def _numbered(text: str) -> Sequence[str]:
    return _some(part for part in _NUMBERED_INLINE.split(text) if part.strip())


def _bullets(text: str, question: str) -> Place:
    """Return the block of bullets that stands under words of the question.

    Of bullets below bullets, only the upper ones are items.
    """
    blocks: list[tuple[str, list[tuple[int, str]]]] = []
    if "\n" not in text:
        return Place([], "")
    end = 0
    for line in _BULLET_LINE.finditer(text):
        between = text[end : line.start()].strip()
        if not blocks or _is_lead_in(between, blocks[-1][1]):
            blocks.append((between.rpartition("\n")[2], []))
        blocks[-1][1].append((len(line[1].expandtabs()), line[2]))
        end = line.end()
    several = [block for block in blocks if len(block[1]) > 1]
    if not several:
        return Place([], "")
    _, lines = max(several, key=lambda block: shared_words(block[0], question))
    least = min(indent for indent, _ in lines)
    return Place([_some(s for indent, s in lines if indent == least)], IN_A_LIST)


def _is_lead_in(between: str, block: Sequence[object]) -> bool:
    return bool(block) and between.endswith((":", ":**"))


def _table(text: str) -> Place:
    """Return the columns of a table, each a reading; the row above a rule is none."""
    rows = [[unmarked(cell) for cell in row.split("|")] for row in _rows(text)]
    width = max(map(len, rows), default=0)
    columns = [_some(row[at] for row in rows if at < len(row)) for at in range(width)]
    return Place([c for c in columns if len(c) > 1], IN_A_TABLE)


def _rows(text: str) -> list[str]:
    found: list[str] = []
    for match in _ROW.finditer(text) if "|" in text else ():
        if _RULE.fullmatch(match[1]):
            found = found[:-1]
        else:
            found.append(match[1])
    return found


def _lines(text: str) -> Place:
    """Return the text cut whole, without the lines that only lead in."""
    lines = [line for line in text.split("\n") if not line.rstrip().endswith(":")]
    readings = [items for items in cut("\n".join(lines)) if is_list(items)]
    return Place(readings, "in its lines", sure=False)


def is_list(items: Sequence[str]) -> bool:
    return len(items) > 1 and all(len(x.split()) <= _LONGEST_ITEM for x in items)


def _some(parts: Iterator[str] | Sequence[str]) -> Sequence[str]:
    """Keep one more than is ever compared: enough to know that there are more."""
    found: list[str] = []
    for part in parts:
        if bare := without_bullet(part):
            found.append(bare)
        if len(found) > MAX_ITEMS:
            break
    return found
