"""A question that is put as the last turn of a chat."""

from collections.abc import Iterable
from typing import Final, TypeGuard, cast

from pipeline.questions.importers.base import Row
from pipeline.questions.importers.shared import needed

_USERS: Final = ("user", "human")


def asked(row: Row, name: str) -> str:
    """Return a field as a question: a text, or the last turn of the user in a chat.

    A turn is `{role | type, content}`; its content is a text or a list of parts, of
    which those with a `text` count.
    """
    value: object = row.get(name)
    if _is_list(value):
        said = [_said(turn) for turn in value if _is_users(turn)]
        value = said[-1] if said else None
    return needed.text({name: value}, name)


def _is_users(turn: object) -> TypeGuard[Row]:
    if not isinstance(turn, dict):
        return False
    row = cast("Row", turn)
    return row.get("role") in _USERS or row.get("type") in _USERS


def _said(turn: Row) -> object:
    content: object = turn.get("content")
    if not _is_list(content):
        return content
    return "\n".join(_texts(content))


def _texts(parts: Iterable[object]) -> Iterable[str]:
    for part in parts:
        text = cast("Row", part).get("text") if isinstance(part, dict) else part
        if isinstance(text, str):
            yield text


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
