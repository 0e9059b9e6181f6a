"""Where a prose reply says what its answer is, the most trusted place first.

A long reply mentions many figures and names on its way. It is held to what it claims at
the end of that way: what it calls its answer, what it concludes, what it opens with.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Strength = Literal["labelled", "concluded", "opening", "closing"]

MAX_CHARS: Final = 20_000
"""At each end of a reply: what stands between is the way, not the claim."""

_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{3}[.!?])\s+(?=[\"'(A-Z*])|(?<=\d[.!?])\s+(?=[A-Z])|\n+"
)
_LABEL = re.compile(
    r"(?i)(?:\b(?:final |short |correct )?answer(?: is)?\s*[:=]|\banswer is\b)\s*"
)
_CONCLUSION = re.compile(
    r"(?i)\W*(?:therefore|thus|hence|so|consequently|in (?:conclusion|summary|short)"
    r"|overall|to (?:conclude|summari[sz]e)|based on (?:this|these|the above))\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    text: str
    strength: Strength


def sentences(text: str) -> list[str]:
    """Cut prose into sentences and lines; a decimal point or "Dr." ends none."""
    if len(text) > 2 * MAX_CHARS:
        text = f"{text[:MAX_CHARS]}\n{text[-MAX_CHARS:]}"
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def claims(text: str) -> list[Claim]:
    """Return what a reply claims: labelled, concluded, opened with, closed with."""
    said = sentences(text)
    found = [Claim(_LABEL.split(s)[-1], "labelled") for s in said if _LABEL.search(s)]
    found += [Claim(s, "concluded") for s in said if _CONCLUSION.match(s)]
    found = found[::-1]  # the last word counts
    if said:
        found += [Claim(said[0], "opening"), Claim(said[-1], "closing")]
    return found
