"""What a model replied becomes the answer it gave: text in, one `Reply` out.

Models are asked to end with one line of JSON. Prose before it, code fences around it
and reasoning in <think> tags are forgiven. A reply without it is prose, whose final
claim the rule of the question's type looks for.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, TypeGuard

from pipeline.score.reading.abstention import abstains, refuses
from pipeline.values.text import clean, ends_of, normalise

Status = Literal["answered", "not_in_document", "refused", "malformed"]
How = Literal["json", "bare", "prose", "phrase", "none"]
"""Which part of the reply was believed; "bare" is a reply that is only an answer."""

MAX_BARE_CHARS: Final = 200
_MAX_PAGES: Final = 100
_MAX_PAGE_CHARS: Final = 100
_MAX_QUOTES: Final = 20
_MAX_QUOTE_CHARS: Final = 5_000

# The answer was asked for at the end. Looking no further back, and trying no more
# braces than this, bounds the work that a hostile reply can cause.
_TAIL_CHARS: Final = 200_000
_MAX_BRACES: Final = 200
_MAX_TOKEN_CHARS: Final = 5
"""What may stand after the place where JSON cut in a token is found to be broken."""

_MAX_END_CHARS: Final = 5_000
"""At each end of an answer: what stands between is the way, not the claim."""

_THINK: Final = ("<think>", "</think>")
_QUOTATION_MARKS: Final = " \t\n\"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
_LABEL = re.compile(
    r"[\s*_`#]*(?:(?:the|my|final|short)\s+){0,2}answer[\s*_`]*[:=][\s*_`]*",
    re.IGNORECASE,
)
_OPENED = re.compile(r"\{\s*(?:\"|$)")
_FENCE = re.compile(r"^\s*```\w*\s*|\s*```\s*$")

_STATUSES: Final[Mapping[str, Status]] = {
    "answered": "answered",
    "not_in_document": "not_in_document",
    "not_in_documents": "not_in_document",
    "not_in_the_document": "not_in_document",
    "not_in_the_documents": "not_in_document",
    "unanswerable": "not_in_document",
    "not_found": "not_in_document",
}

# Numbers stay the text they were written as: "1577.00" says more than a float, and an
# integer of 5,000 digits is refused by `int`.
_DECODER = json.JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=str, strict=False
)
_Scalar: TypeAlias = str | bool | None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as its model gave it, before anyone asks whether it is right."""

    answer: str | tuple[str, ...] | None
    unit: str | None
    pages: tuple[str, ...]
    """As cited, unchecked."""
    status: Status
    how: How
    reason: str | None = None
    """Why a malformed reply is malformed."""
    phrase: str | None = None
    """The words taken for no answer: some golds say the same."""
    quotes: tuple[str, ...] = ()
    """What it says stands in the documents, unchecked."""
    labelled: bool = False
    """Whether "Answer:" stood before prose: its first sentence is the answer."""

    @property
    def field(self) -> str:
        """The answer as one text; a list is joined by semicolons."""
        if isinstance(self.answer, tuple):
            return "; ".join(self.answer)
        return self.answer or ""


def read_reply(text: str, question: str = "") -> Reply:
    """Read the last JSON object that has an answer or a status, else the prose.

    Never raises, whatever the text. What the question names itself is no answer to it.
    """
    cleaned = clean(text)
    said = _without_thoughts(cleaned).strip()
    if not said:
        thought = cleaned.rfind(_THINK[0]) > cleaned.rfind(_THINK[1])
        return _malformed(
            "cut off in its thoughts" if thought else "the reply is empty"
        )
    if "{" in said or "```" in said:
        return _from_marked(said, question)
    return _from_prose(said, question)


def _from_marked(said: str, question: str) -> Reply:
    """Read a reply with a brace or a fence, in which there may be JSON."""
    tail = said[-_TAIL_CHARS:]
    fields = None
    for found in _objects(tail):
        fields = found
    if fields is not None:
        return _from_json(fields, question)
    if "{" not in tail:
        tail = said[max(0, said.rfind("{")) :]
    if _stops_in_json(tail):
        return _malformed("cut off inside its JSON")
    return _from_prose(said, question)


def _without_thoughts(text: str) -> str:
    """Drop <think> blocks; one never closed swallows the rest, as it did the answer.

    Some templates open the block in the prompt, so that only its end is seen.
    """
    if "think>" not in text:
        return text
    opening, closing = _THINK
    kept: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0:
        kept.append(text[at:start])
        end = text.find(closing, start)
        if end < 0:
            return "".join(kept)
        at = end + len(closing)
    return "".join((*kept, text[at:])).rpartition(closing)[2]


def _objects(text: str) -> Iterator[Mapping[str, object]]:
    """Yield the outermost JSON objects with an answer or a status, first to last."""
    at = _nth_last_brace(text)
    while (start := text.find("{", at)) >= 0:
        try:
            value, at = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            at = start + 1
            continue
        if _is_object(value):
            fields = {key.strip().casefold(): item for key, item in value.items()}
            if "answer" in fields or "status" in fields:
                yield fields


def _stops_in_json(text: str) -> bool:
    """Tell whether a text opens an object or a code block and ends before its end.

    Prose that lacks its last full stop is not held to have been cut.
    """
    for opened in _OPENED.finditer(text, _nth_last_brace(text)):
        try:
            _DECODER.raw_decode(text, opened.start())
        except RecursionError:
            return True
        except json.JSONDecodeError as error:
            rest = text[error.pos : error.pos + _MAX_TOKEN_CHARS + 1]
            ended = len(rest) <= _MAX_TOKEN_CHARS and "}" not in rest
            if ended or error.msg.startswith("Unterminated string"):
                return True
    fenced, _, block = text.rpartition("```")
    return fenced.count("```") % 2 == 0 and block.strip() == "json"


def _nth_last_brace(text: str) -> int:
    at = len(text)
    for _ in range(_MAX_BRACES):
        earlier = text.rfind("{", 0, at)
        if earlier < 0:
            break
        at = earlier
    return at


def _from_json(fields: Mapping[str, object], question: str) -> Reply:
    answer = fields.get("answer")
    if not _is_answer(answer):
        return _malformed("the answer is neither a text nor a list of texts")
    given = _texts(answer) if isinstance(answer, list) else _text(answer)
    status = _status(fields.get("status"), given)
    if status == "malformed":
        return _malformed("the status says answered, but there is no answer")
    unit = fields.get("unit")
    read = Reply(
        answer=given if status == "answered" else None,
        unit=clean(unit).strip() or None if isinstance(unit, str) else None,
        pages=_pages(fields.get("pages", fields.get("page"))),
        status=status,
        how="json",
        quotes=_quotes(fields.get("quotes", fields.get("quote"))),
    )
    whole = given[0] if isinstance(given, tuple) and len(given) == 1 else given
    if isinstance(whole, str) and status == "answered":
        return _if_an_answer(read, whole, question)
    return read


def _status(stated: object, given: str | tuple[str, ...] | None) -> Status:
    """Believe a known status; without one, an answer is an answer and null is none."""
    word = normalise(stated).replace(" ", "_") if isinstance(stated, str) else ""
    known = _STATUSES.get(word)
    if known == "not_in_document":
        return known
    if given:
        return "answered"
    return "not_in_document" if given is None and known is None else "malformed"


def _from_prose(said: str, question: str) -> Reply:
    said = ends_of(said, _MAX_END_CHARS)
    answer = _unfenced(said)
    label = _LABEL.match(answer)
    if label:
        answer = answer[label.end() :]
    if not (answer := answer.strip()):
        return _malformed("the reply is empty")
    how: How = "bare" if len(said) <= MAX_BARE_CHARS else "prose"
    read = Reply(answer, None, (), "answered", how, labelled=label is not None)
    return _if_an_answer(read, answer, question)


def _unfenced(said: str) -> str:
    return _FENCE.sub("", said) if "```" in said else said


def _if_an_answer(reply: Reply, words: str, question: str) -> Reply:
    """Take the answer back where its words say that there is none."""
    if not any(map(str.isalnum, words)):
        reason = "there is no letter or digit in the answer"
        reply = replace(reply, status="malformed", reason=reason)
    elif refuses(words):
        reply = replace(reply, status="refused")
    elif abstains(words, question):
        reply = replace(reply, status="not_in_document")
    else:
        return reply
    return replace(reply, answer=None, how="phrase", phrase=words)


def _malformed(reason: str) -> Reply:
    return Reply(None, None, (), "malformed", "none", reason)


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, list)


def _is_answer(value: object) -> TypeGuard[_Scalar | list[_Scalar]]:
    items = value if _is_list(value) else [value]
    return all(item is None or isinstance(item, str | bool) for item in items)


def _text(value: _Scalar) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else ends_of(clean(value).strip(), _MAX_END_CHARS)


def _texts(values: Sequence[_Scalar]) -> tuple[str, ...]:
    return tuple(text for value in values if (text := _text(value)))


def _quotes(value: object) -> tuple[str, ...]:
    items = value if _is_list(value) else [value]
    texts = (item for item in items[:_MAX_QUOTES] if isinstance(item, str))
    said = (clean(text[:_MAX_QUOTE_CHARS]).strip(_QUOTATION_MARKS) for text in texts)
    return tuple(quote for quote in said if quote)


def _pages(value: object) -> tuple[str, ...]:
    items = value if _is_list(value) else [value]
    cited = [part for item in items[:_MAX_PAGES] for part in _split_pages(item)]
    return tuple(cited[:_MAX_PAGES])


def _split_pages(value: object) -> list[str]:
    if not isinstance(value, str):
        return []
    parts = clean(value[: _MAX_PAGES * _MAX_PAGE_CHARS]).split(",")
    return [page for part in parts if (page := part.strip()[:_MAX_PAGE_CHARS])]
