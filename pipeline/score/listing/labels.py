"""The labels of options that a reply chooses: "(B)", "Option B", "the answer is B".

A label is read only where it is set off as one. "A" before a word is an article and "I"
a pronoun: in the run of a sentence neither ever counts.
"""

import re
from functools import partial
from typing import Final, NamedTuple

from pipeline.values.text import has_any

NAMED: Final = r"(?i:option|choice|answer\schoice|alternative)s?"
"""What a label is called where it is named: "option B"."""

_MARKS: Final = r"[\s*_`\"'\u201c\u2018]*"
_LABEL: Final = (
    r"(?:\(\s?(?P<round>[A-Za-z]|\d{1,2})\s?\)|\[(?P<square>[A-Za-z]|\d{1,2})\]"
    r"|(?P<half>[A-Za-z]|\d{1,2})\)|(?P<bare>[A-Z]|\d{1,2})(?![\w'\u2019]|[.,]\d))"
)
_STOP: Final = (
    rf"(?:{_MARKS}(?:[).,:;!?\]\u2013\u2014]|-\s|\n|\Z)|\s+(?i:because|since)\b)"
)
_BOXED = re.compile(
    r"\\boxed\s*\{\s*(?:\\(?:text|textbf|mathrm|mathbf)\s*\{)?\s*\(?"
    r"(?P<bare>[A-Za-z]|\d{1,2})\)?[.:)]?\s*\}"
)
_ANSWER = re.compile(
    rf"""(?:
        (?i:\b(?:answer|option|choice|alternative|selection)\b
            (?:\s(?:to|for)\s[^.:\n]{{1,120}}?)?
            (?:\s(?:is|would\sbe|should\sbe|must\sbe)|{_MARKS}[:=]))
      | (?i:\bi(?:\swould|'d)?\s(?:choose|chose|select|pick|go\swith))
      | (?:\u2192|\u21d2|[=-]>)
      | (?:^|(?<=[.!?,;]\s)|(?<=\n))(?i:therefore|thus|hence|so)\b,?
    )
    (?:\s(?i:therefore|thus|hence|clearly|most\slikely|probably))?:?
    {_MARKS}(?i:the\s)?(?:{NAMED}\s)?{_MARKS}{_LABEL}""",
    re.VERBOSE,
)
_CORRECT = re.compile(
    rf"(?:{NAMED}\s)?{_MARKS}{_LABEL}{_MARKS}\s(?i:is|was)\s(?i:the\s)?"
    r"(?i:correct|right|best)\b"
)
_CORRECT_HAS: Final = ("correct", "right", "best")
_ANSWER_HAS: Final = (
    *("answer", "option", "choice", "alternative", "selection", "choose", "chose"),
    *("select", "pick", "go with", "\u2192", "\u21d2", "->", "=>"),
    *("therefore", "thus", "hence", "so"),
)
"""What the patterns cannot do without, one of each."""
_OPENING = re.compile(rf"{_MARKS}(?i:(?:both|either)\s)?(?:{NAMED}\s)?{_MARKS}{_LABEL}")
_LAST_LINE = re.compile(rf"{_MARKS}(?:{NAMED}\s)?{_MARKS}{_LABEL}{_STOP}{_MARKS}")
_BOLD = re.compile(rf"\*\*\s*(?:{NAMED}\s)?{_LABEL}\s*(?=[*.:)])")
_AND_MORE = re.compile(
    rf"[).\]]?{_MARKS}(?:(?:[,;/]|&|(?i:\b(?:or|and|both)\b))\s*)+(?:{NAMED}\s)?"
    rf"{_MARKS}{_LABEL}(?={_STOP}|\s(?i:are|both)\b|{_MARKS}(?:,|/|&|(?i:or|and)\b))"
)
_EITHER = re.compile(
    rf"(?i:either|or)\s(?:{NAMED}\s)?\(?(?P<bare>[A-Z])(?![\w'\u2019])"
)
DENIED = re.compile(
    r"[\s*_\"'\u201d\u2019)]*(?:(?:is|are|was|were|would be|can be)\s"
    r"(?:(?:also|clearly|therefore|thus)\s)?"
    r"(?:not|never|wrong|incorrect|false|inaccurate|ruled out|eliminated|excluded)\b"
    r"|(?:can(?:not|['\u2019]t)|isn['\u2019]t|wasn['\u2019]t|aren['\u2019]t"
    r"|does(?: not|n['\u2019]t)|do(?: not|n['\u2019]t)|did(?: not|n['\u2019]t))\b)",
    re.IGNORECASE,
)
"""What follows an option that is named to be turned down."""
_LINE = re.compile(rf"(?m)^{_MARKS}(?:{NAMED}\s)?{_MARKS}{_LABEL}(?={_STOP})")
_STOPPED = re.compile(_STOP)


class Chosen(NamedTuple):
    labels: list[str]
    """In capitals; several where a reply chooses several at once."""
    rest: str
    """What follows the last of them on its line."""


def chosen_labels(text: str, *, denied: bool = False) -> Chosen | None:
    """Return the labels that a reply chooses, `None` where it chooses by none.

    One that it opens with and turns down counts only where `denied` ones are asked for.

    What it boxes is believed first, then what it calls its answer (the last time that
    it does), what it opens with, what its last line is, what alone it sets in bold.
    """
    opening = partial(_opening, denied=denied)
    ways = (_boxed, _answer, opening, _last_line, _bold)
    return next((chosen for way in ways if (chosen := way(text))), None)


def _boxed(text: str) -> Chosen | None:
    found = _BOXED.findall(text)
    return Chosen([found[-1].upper()], "") if found else None


def _answer(text: str) -> Chosen | None:
    matches: list[re.Match[str]] = []
    if has_any(text, _ANSWER_HAS):
        matches += (m for m in _ANSWER.finditer(text) if _is_set_off(m, text))
    if has_any(text, _CORRECT_HAS):
        matches += _CORRECT.finditer(text)
    last = max(matches, key=lambda match: match.end(), default=None)
    return _chosen(last, text) if last else None


def _opening(text: str, *, denied: bool) -> Chosen | None:
    """Believe an opening label unless it is turned down, or all are gone through."""
    match = _OPENING.match(text)
    if match is None or not _is_set_off(match, text):
        return None
    if not denied and DENIED.match(text, match.end()):
        return None
    lines = {_label(line) for line in _LINE.finditer(text)}
    return _chosen(match, text) if len(lines) <= 1 else None


def _last_line(text: str) -> Chosen | None:
    last = text.rstrip().rpartition("\n")[2]
    match = _LAST_LINE.fullmatch(last)
    return _chosen(match, last) if match else None


def _bold(text: str) -> Chosen | None:
    """Believe bold type only of one label: who lists all options sets all in bold."""
    found = {_label(match): match for match in _BOLD.finditer(text)}
    return _chosen(next(iter(found.values())), text) if len(found) == 1 else None


def _is_set_off(match: re.Match[str], text: str) -> bool:
    """Tell a label from a word: "the answer is A company" has none."""
    bare = match["bare"]
    if bare is None or _STOPPED.match(text, match.end()):
        return True
    return _AND_MORE.match(text, match.end()) is not None


def _chosen(match: re.Match[str], text: str) -> Chosen:
    labels, at = [_label(match)], match.end()
    while more := _AND_MORE.match(text, at):
        labels.append(_label(more))
        at = more.end()
    rest = text[at:].partition("\n")[0]
    labels += [found["bare"] for found in _EITHER.finditer(rest[:100])]
    return Chosen(list(dict.fromkeys(labels)), rest)


def _label(match: re.Match[str]) -> str:
    return next(group for group in match.groupdict().values() if group).upper()
