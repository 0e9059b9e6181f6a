"""LoCoMo: conversations of many sessions, with the turns that answer each question.

Shape: `sample_id, conversation{speaker_a, speaker_b, session_1[{speaker, dia_id, text,
blip_caption}], session_1_date_time}, qa[{question, answer, evidence ["D1:3"], category,
adversarial_answer}]`, as the README of snap-research/locomo says. Its task_eval/
evaluation.py scores category 5 on declining to answer, and of category 3 only what
stands before the first semicolon. A few pieces of evidence name several turns in one
text, or are written "D:11:26".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple, cast

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Context, Draft, Importer, Row, RowError
from pipeline.questions.importers.shared import contexts, needed
from pipeline.records import Evidence

_SESSION: Final = re.compile(r"session_(\d{1,6})")
_TURN: Final = re.compile(r"D:?(\d+):0*(\d+)")
_CATEGORIES: Final[Mapping[str, str]] = {
    "1": "multi-hop",
    "2": "temporal",
    "3": "open-domain",
    "4": "single-hop",
    "5": "adversarial",
}


class _Session(NamedTuple):
    context: Context
    opening: str
    """The line that says when it was."""
    turns: Mapping[str, str]
    """Dialogue id -> the turn's line in the text."""


class _Talk:
    """A conversation, written out once for all its questions."""

    def __init__(self, row: Row) -> None:
        self._row = row

    @cached_property
    def sessions(self) -> tuple[_Session, ...]:
        conversation = self._row.get("conversation")
        if not isinstance(conversation, dict):
            message = "'conversation' should be an object of sessions"
            raise RowError(message)
        said = cast("Row", conversation)
        names = [name for name in map(str, said) if _SESSION.fullmatch(name)]
        names.sort(key=lambda name: int(name.removeprefix("session_")))
        who = fields.text(self._row, ["sample_id"]) or "conversation"
        found = tuple(_session(said, name, who) for name in names if said.get(name))
        if not found:
            message = "no 'session_1' in 'conversation'"
            raise RowError(message)
        return found


class _Locomo:
    def recognises(self, row: Row) -> bool:
        return "conversation" in row and "qa" in row

    def unfold(self, row: Row) -> Iterable[tuple[str, Row]]:
        talk = _Talk(row)
        asked = row.get("qa")
        items = cast("list[object]", asked) if isinstance(asked, list) else [asked]
        for number, item in enumerate(items):
            yield (
                f"qa[{number}]",
                {"qa": item, "number": number, "talk": talk}
                | {"sample_id": row.get("sample_id")},
            )

    def read(self, row: Row) -> Draft:
        talk, item = row.get("talk"), row.get("qa")
        if not isinstance(talk, _Talk) or not isinstance(item, dict):
            message = f"'qa' should be a list of objects, not {item!r:.80}"
            raise RowError(message)
        asked = cast("Row", item)
        category = fields.text(asked, ["category"])
        unanswerable = category == "5" or _only_adversarial(asked)
        return Draft(
            id=_id(row),
            text=needed.text(asked, "question"),
            answers=() if unanswerable else _answers(asked, category),
            unanswerable=unanswerable,
            evidence=() if unanswerable else _evidence(asked, talk, category),
            category=_CATEGORIES.get(category or "", category),
            note=_note(asked),
            contexts=tuple(session.context for session in talk.sessions),
        )


def _session(conversation: Row, name: str, who: str) -> _Session:
    when = fields.text(conversation, [f"{name}_date_time"])
    number = name.removeprefix("session_")
    opening = f"Session {number}, {when}" if when else f"Session {number}"
    turns: dict[str, str] = {}
    for place, turn in enumerate(fields.objects(conversation, name)):
        turns[fields.text(turn, ["dia_id"]) or f"D{number}:{place + 1}"] = _line(turn)
    text = "\n".join([opening, "", *turns.values()])
    return _Session(
        contexts.context("locomo", text, f"{who} session {number}"), opening, turns
    )


def _line(turn: Row) -> str:
    """Write a turn out in one line, as its evidence quotes it."""
    said = " ".join((fields.text(turn, ["text"]) or "").split())
    if caption := fields.text(turn, ["blip_caption"]):
        said = f"{said} [shares a picture: {' '.join(caption.split())}]".strip()
    return f"{fields.text(turn, ['speaker']) or 'Somebody'}: {said}"


def _only_adversarial(asked: Row) -> bool:
    return asked.get("answer") is None and asked.get("adversarial_answer") is not None


def _answers(asked: Row, category: str | None) -> tuple[str, ...]:
    answers = needed.texts(asked, "answer")
    if category == "3":
        return tuple(answer.split(";")[0].strip() or answer for answer in answers)
    return answers


def _evidence(asked: Row, talk: _Talk, category: str | None) -> tuple[Evidence, ...]:
    """Return the turns; of a question about time also when their session was."""
    found: dict[Evidence, None] = {}
    for session, line in _turns(asked, talk):
        if category == "2":
            found[contexts.quoted(session.context, session.opening)] = None
        found[contexts.quoted(session.context, line)] = None
    if not found:
        message = "no turn in 'evidence'"
        raise RowError(message)
    return tuple(found)


def _turns(asked: Row, talk: _Talk) -> Iterator[tuple[_Session, str]]:
    """Yield what the evidence names; what names nothing would leave a gap unseen."""
    for text in fields.texts(asked, ["evidence"]):
        named = [f"D{session}:{turn}" for session, turn in _TURN.findall(text)]
        for turn in named or [text]:
            held = [
                (one, one.turns[turn]) for one in talk.sessions if turn in one.turns
            ]
            if not held:
                message = f"'evidence' names no turn of the conversation: {turn!r:.80}"
                raise RowError(message)
            yield from held


def _id(row: Row) -> str | None:
    sample = fields.text(row, ["sample_id"])
    return f"{sample}-{row.get('number')}" if sample else None


def _note(asked: Row) -> str | None:
    tempting = fields.text(asked, ["adversarial_answer"])
    return f"plausible, yet wrong: {tempting}" if tempting else None


IMPORTER: Final[Importer] = _Locomo()
