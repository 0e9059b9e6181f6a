"""What a judge replied becomes a verdict, or none: text in, one `Reading` out.

It fails closed. Only a reply that ends with one JSON object whose "verdict" is one of
three words has a verdict. Searching the reply for the words would read CORRECT in
INCORRECT, and a verdict that the judge merely quotes as its own.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.records import Verdict
from pipeline.values.json_objects import outermost_objects
from pipeline.values.text import clean, shorten

WORDS: Final[Mapping[str, Verdict]] = {
    "CORRECT": Verdict.CORRECT,
    "INCORRECT": Verdict.INCORRECT,
    "NOT_ATTEMPTED": Verdict.ABSTAINED,
}
_TAIL_CHARS: Final = 100_000
_KEY: Final = re.compile(r'"verdict"\s*:')
_CLAIM: Final = re.compile(
    r"verdict\W{0,12}(?:is\W{1,6})?(NOT[\s_]ATTEMPTED|INCORRECT|CORRECT)\b",
    re.IGNORECASE,
)
"""A verdict in whatever form: in prose, in a broken object, quoted from the answer."""
_CLOSING: Final = re.compile(r"\s*(?:```\s*)?")
"""What may follow the verdict: the end of the code block it stands in."""


class Reading(NamedTuple):
    verdict: Verdict | None
    reason: str
    """The judge's own, or why it has no verdict."""


def read_verdict(reply: str) -> Reading:
    """Read the object at the end; never raises, whatever the reply."""
    said = clean(reply).rstrip()
    if len(said) > _TAIL_CHARS:
        return _none("the reply is too long to be a verdict")
    objects = outermost_objects(said)
    if objects is None:
        return _none("the reply holds too many braces to be a verdict")
    if not objects or not _CLOSING.fullmatch(said, objects[-1].end):
        return _none("the reply does not end with a verdict")
    last = objects[-1]
    found = _read(last.pairs)
    keys = sum(name == "verdict" for name, _ in last.pairs)
    if max(keys, len(_KEY.findall(said, last.start, last.end))) > 1:
        return _none("the reply ends with more than one verdict")
    others = {WORDS[_word(m[1])] for m in _CLAIM.finditer(said, 0, last.start)}
    if found.verdict and others - {found.verdict}:
        return _none("the reply names another verdict before")
    return found


def _read(pairs: Sequence[tuple[str, object]]) -> Reading:
    given = dict(pairs)
    if "verdict" not in given:
        return _none("the reply does not end with a verdict")
    word = given["verdict"]
    verdict = WORDS.get(word.strip().upper()) if isinstance(word, str) else None
    if verdict is None:
        return _none(f"{shorten(str(word), 60)!r} is no verdict")
    reason = given.get("reason")
    return Reading(
        verdict, shorten(" ".join(reason.split())) if isinstance(reason, str) else ""
    )


def _word(written: str) -> str:
    return re.sub(r"[\s_]+", "_", written).upper()


def _none(reason: str) -> Reading:
    return Reading(None, reason)
