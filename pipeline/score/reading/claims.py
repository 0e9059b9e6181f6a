"""Where a prose reply says what its answer is, the most trusted place first.

A long reply mentions many figures and names on its way. It is held to what it claims at
the end of that way: what it calls its answer, what it concludes, what it opens with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from pipeline.values.markup import plain

Strength = Literal["labelled", "concluded", "opening", "closing"]

MAX_CHARS: Final = 20_000
"""At each end of a reply: what stands between is the way, not the claim."""

_BLANK = re.compile(r"[ \t\f\v\u00a0]{2,}")
_GOES_ON = re.compile(
    r"(?<=[^\n]{40})(?<![.!?:;|])\n[ \t]*(?=[a-z])"  # the line was only too long
    r"|\n[ \t]*(?=[=\u2248\u2245] ?[^\s=])"  # the next step of an equation
)
_LIST_MARK = re.compile(
    r"(?m)^[ \t]*(?:[-*+\u2022\u2013\u25cf][ \t]+|\(?\d{1,2}[.)][ \t]+)+"
)
_ABBREVIATED = (
    r"(?<!\b[Ii]nc\.)(?<!\b[Ll]td\.)(?<!\bCorp\.)(?<!\bMrs\.)(?<!\b[Aa]pprox\.)"
    r"(?<!\bFig\.)(?<!\bSec\.)(?<!\betc\.)(?<!\besp\.)(?<!\bexcl\.)(?<!\bincl\.)"
    r"(?<!\bvs\.)(?<!\bpp\.)(?<!\bcf\.)(?<!\bal\.)(?<!\bno\.)"
)
_CLOSERS = "\"'\u201d\u2019)\\]"
_WORD_END = (
    r"(?<=[^\W\d_]{3}[.!?])|(?<=[\s/][a-z]{2}[.!?])"
    r"|(?<=\d [a-z][.!?])|(?<=[\d/][a-zA-Z][.!?])"  # "5 m.", "5km.", "mg/L."
)
_SENTENCE_END = re.compile(
    rf"(?:{_WORD_END}|(?<=[\d%{_CLOSERS}][.!?])|(?<=[.!?][{_CLOSERS}])){_ABBREVIATED}\s+"
    r"(?=[\"'\u201c\u2018(\[$\u20ac\u00a3A-Z\u00c0-\u00de]|\d[\d,.]*\s)"
    r"|(?<=[\u3002\uff01\uff1f])|\n+"
)
# What is quick to see, before what is slow to read: most replies have none of these.
_MAY_END = re.compile(
    rf"[.!?{_CLOSERS}\n\u3002\uff01\uff1f](?:\s|(?<![.!?{_CLOSERS}]))"
)
_MAY_LABEL = re.compile("answer|result|final|conclusion")
_MAY_CONCLUDE = re.compile("therefore|thus|hence")
_LABEL = re.compile(
    r"(?i)(?:\b(?:final |short |correct )?answers?(?: (?:to|for) [^.:\n]{1,120}?)?"
    r"(?: (?:is|would be|should be))?\s?[:=]\s*"
    r"|\banswer(?: (?:to|for) [^.:\n]{1,120}?)? (?:is|would be|should be)\b\s*"
    r"|^\W*(?:final (?:result|value|figure)|result|conclusion)\s?[:=]\s*)"
)
_CONCLUSION = re.compile(
    r"(?i)\W*(?:(?:and|but) )?(?:therefore|thus|hence|so(?! far)|consequently"
    r"|accordingly|as a result|in (?:conclusion|summary|short|sum|total)|overall"
    r"|finally|to (?:conclude|sum up|summari[sz]e)"
    r"|based on (?:this|these|that|the above)|we (?:can )?conclude|it follows)\b"
)
_INNER_CONCLUSION = re.compile(
    r"(?i)(?:[,;]|\b(?:is|are|was|were|has|have|had|can|does|did|and|we))"
    r" (?:therefore|thus|hence)\b"
)
_REMARK = re.compile(
    r"(?i)\[\d{1,3}\]|\W*(?:please\b|(?:also )?note\b|n\.?b\.|(?:please )?keep in mind"
    r"|it(?: i|')s (?:important|worth)|let me know|i hope|hope this|if you\b|feel free"
    r"|sources?\b|references?\b|disclaimer|is there anything|(?:do|would) you\b"
    r"|(?:for|as) (?:more|further|additional)\b)"
)


_EXPLAINS = re.compile(
    r"(?i)\W*(?:(?:this is |that is )?because\b|here(?: i|['\u2019])s (?:how|why)\b"
    r"|(?:(?:a |the )?(?:brief |short )?(?:explanation|reasoning|rationale|reasons?"
    r"|justification|derivation|calculations?|workings?|details?|breakdown|evidence"
    r"|supporting evidence|background|context)"
    r"|how (?:this|it) (?:is|was) (?:calculated|derived|found))"
    r"(?: [^.!?:\n]{1,30})?(?::|\W*$))"
)


@dataclass(frozen=True, slots=True)
class Claim:
    text: str
    strength: Strength


def sentences(text: str) -> list[str]:
    """Cut prose into sentences and lines; a decimal point or "Dr." ends none.

    Marks of Markdown and LaTeX are taken off, and a line that only goes on is joined
    to the one before.
    """
    seen = _seen(text)
    parts = _SENTENCE_END.split(seen) if _MAY_END.search(seen) else [seen]
    return [part for part in map(str.strip, parts) if part]


def claims(text: str) -> list[Claim]:
    """Return what a reply claims: labelled, concluded, opened with, closed with.

    The last word counts: of several labels or conclusions the last comes first. An
    opening or a close that is only an aside ("Please note ...") is none.
    """
    said = sentences(text)
    found = [Claim(text, "labelled") for text in labelled(said)]
    found += [Claim(s, "concluded") for s in reversed(said) if concludes(s)]
    told = [s for s in said if not _REMARK.match(s)] or said
    if told:
        found += [Claim(told[0], "opening"), Claim(told[-1], "closing")]
    return found


def concludes(sentence: str) -> bool:
    """Return whether a sentence draws a conclusion: "So ...", "... is thus ..."."""
    if _CONCLUSION.match(sentence):
        return True
    may = _MAY_CONCLUDE.search(sentence.lower())
    return may is not None and _INNER_CONCLUSION.search(sentence) is not None


def explains(said: Sequence[str]) -> bool:
    """Return whether all after the first sentence, or line, explains it."""
    return any(_EXPLAINS.match(after) for after in said[1:2])


def remarks(sentence: str) -> bool:
    """Return whether a sentence only speaks to the reader, or of sources."""
    return _REMARK.match(sentence) is not None


def _seen(text: str) -> str:
    if len(text) > 2 * MAX_CHARS:
        text = f"{text[:MAX_CHARS]}\n{text[-MAX_CHARS:]}"
    text = _BLANK.sub(" ", plain(text))
    return _LIST_MARK.sub("", _GOES_ON.sub(" ", text)) if "\n" in text else text


def labelled(said: list[str]) -> list[str]:
    """Return what stands after each label, the last first.

    After a label with nothing behind it, that is the next sentence.
    """
    return list(_labelled(said))[::-1]


def _labelled(said: list[str]) -> Iterator[str]:
    for sentence, after in pairwise([*said, ""]):
        if not _MAY_LABEL.search(sentence.lower()):
            continue
        unlabelled = _LABEL.split(sentence)
        if len(unlabelled) > 1 and (rest := unlabelled[-1].strip() or after):
            yield rest
