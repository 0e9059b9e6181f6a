"""Units that are spelled in ways of their own become words of the tables of units.

"N m" and "ft-lb" are one unit each, "m3/d" and "l s-1" abbreviate their time, and a
megalitre is told from a millilitre by its capital alone.
"""

import re
from typing import Final

_PER_TIME = re.compile(
    r"(?:\s*/\s*|(?<!\w)per\s+)(?:d(?P<day>)|y|(?<!per\s)a)(?![\w'\u2019-])"
    r"|\sp\.\s?a\.(?!\w)"
)
"""A day or a year, by a letter that is none of theirs anywhere but below the line."""
_TO_THE_MINUS_ONE = re.compile(
    r"(?<=\w)[ .\u00b7\u22c5*](?P<unit>s|min|hr?|d|day|a|yr?|[kc]?m|k?g|t|l|ha)"
    r"(?:\^?[-\u2212]1(?!\d)|\u207b\u00b9)"
)
"""How tables write "per": "l s-1"."""
_ABBREVIATED = re.compile(r"\b(sq|cu)\.", re.IGNORECASE)
_FEET: Final = "(?i:ft|foot|feet)"
_POUNDS: Final = "(?i:lbs?f?|pounds?)"
_TORQUE = re.compile(
    r"\b(?:(?P<metric>N[ .\u00b7\u22c5*-]m|(?i:newton[ -]met(?:re|er)s?))"
    rf"|{_FEET}[ .\u00b7\u22c5*-]?{_POUNDS}|{_POUNDS}[ .\u00b7\u22c5*-]?{_FEET})\b"
)
"""One unit in two words, each of which is another: "68 ft-lb" are no feet."""

_MEGALITRE = re.compile(r"(?<![^\W\d_])M[lL](?!\w)")


def joined(text: str) -> str:
    """Write as one word what is one unit, and in full what is abbreviated below it."""
    if "1" in text or "\u00b9" in text:
        text = _TO_THE_MINUS_ONE.sub(r"/\g<unit>", text)
    text = _MEGALITRE.sub("megalitre", text)
    text = _TORQUE.sub(_one_word, _ABBREVIATED.sub(r"\1", text)).replace("^", "")
    may = "/" in text or "p" in text
    return _PER_TIME.sub(_per_time, text) if may else text


def _per_time(letter: re.Match[str]) -> str:
    return " per year" if letter["day"] is None else " per day"


def _one_word(torque: re.Match[str]) -> str:
    return "newtonmetre" if torque["metric"] else "poundfoot"
