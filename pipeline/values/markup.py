"""Markdown, LaTeX and HTML marks around words, taken off: what is left is to be read.

Bounded: no pattern looks further than a few hundred characters for the end of a mark.
"""

import html
import re
from collections.abc import Mapping
from typing import Final

_ANY_MARK = re.compile(r"[*_`#<>&\[]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_INNER = r"\{([^{}]{0,300})\}"
_FRACTION = re.compile(rf"\\[dtc]?frac\s?{_INNER}\s?{_INNER}")
_BOXED = re.compile(rf"\\(?:boxed|fbox)\s?{_INNER}")
_WORDS = re.compile(
    rf"\\(?:text|textbf|textit|mathrm|mathbf|mathit|operatorname|mbox|emph)\s?{_INNER}"
)
_GROUPING = re.compile(r"(?<=\d)(?:\{,\}|\\[,!;:])(?=\d{3})")
_MATH_SPAN = re.compile(
    r"\$\$?([^$\n]{0,300}[\\=^][^$\n]{0,300}|[-+\d.,\s%]{1,40})\$\$?(?!\d)"
)
_COMMANDS: Final[Mapping[str, str]] = {
    "times": "*",
    "cdot": "*",
    "div": "/",
    "over": "/",
    "approx": "≈",
    "simeq": "≈",
    "sim": "~",
    "pm": "±",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "neq": "≠",
    "pounds": "£",
    "euro": "€",
}
"""What a LaTeX command prints; the others print nothing, or only space."""
_COMMAND = re.compile(r"\\([A-Za-z]{1,30})\s?")
_ESCAPED = re.compile(r"\\([$%&#_*~^\-.()\[\]{}+!|>`])")
_SPACE = re.compile(r"\\[,;:! ]|\\\\")
_DELIMITER = re.compile(r"\\[()\[\]]")

_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((?:https?:|[/#.])[^()\s]{0,300}\)")
_TAG = re.compile(r"</?([A-Za-z]\w{0,15})(?:\s[^<>\n]{0,200})?/?>")
_LINE_TAGS: Final = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3"})
_HEADING = re.compile(r"(?m)^[ \t]{0,8}(?:#{1,6}[ \t]|>[ \t]?)")
_EMPHASIS = re.compile(
    r"\*{2,3}|`{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)"
    r"|(?<![\w\s)])\*(?=\w)|(?<=[\w.!?%])\*(?![\w\s(])|(?<!\S)\*(?=[^\s*\d][^*\n]{0,200}\*)"
    r"|(?<=[^\s*\d])\*(?!\S)"
)
_DEEPEST: Final = 4


def plain(text: str) -> str:
    r"""Return a text as it would be seen, with its lines; boxed text is an answer.

    >>> plain(r"**Ratio** = $\frac{3}{4}$ = \boxed{75\%}")
    'Ratio = 3 / 4 = \nAnswer: 75%\n'
    """
    text = _UNSEEN.sub("", text)
    if "\\" in text or "$" in text:
        text = _without_latex(text)
    if not _ANY_MARK.search(text):
        return text
    if "<" in text:
        text = _TAG.sub(_in_place_of_tag, text)
    if "&" in text:
        text = html.unescape(text)
    text = _HEADING.sub("", _LINK.sub(r"\1", text))
    return _EMPHASIS.sub("", text)


def _without_latex(text: str) -> str:
    if "\\" not in text:
        return _MATH_SPAN.sub(r"\1", text) if text.count("$") > 1 else text
    text = _DELIMITER.sub(" ", _GROUPING.sub(",", text))
    text = _MATH_SPAN.sub(r"\1", text.replace(r"\$", "\0")).replace("\0", r"\$")
    for _ in range(_DEEPEST):
        inner = _WORDS.sub(r"\1", _FRACTION.sub(r"\1 / \2", text))
        if inner == text:
            break
        text = inner
    text = _BOXED.sub(r"\nAnswer: \1\n", text)
    text = _SPACE.sub(" ", _ESCAPED.sub(r"\1", text))
    return _COMMAND.sub(_printed, text).replace("{", "").replace("}", "")


def _printed(command: re.Match[str]) -> str:
    return _COMMANDS.get(command[1], "") + (" " if command[0][-1].isspace() else "")


def _in_place_of_tag(tag: re.Match[str]) -> str:
    return "\n" if tag[1].casefold() in _LINE_TAGS else ""
