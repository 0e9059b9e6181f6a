"""Tests of promptfoo: variables of a prompt, and what its output must hold.

Shape: `description, vars{}, assert[{type, value}], metadata{}`, one to a row or under
`tests` of a configuration, whose `defaultTest` holds for all; in a CSV a column for
each variable, `__expected`, `__expected1` and on, and `__metadata:...`: as
https://promptfoo.dev/docs/configuration/test-cases says. The question is the variable
of one of the names below. A variable with a text is one, with the name of a file a
document; its page or quote stand under docqa's own names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Draft, Importer, Row, RowError
from pipeline.questions.importers.shared import assertions, contexts, tools
from pipeline.records import AnswerType

_QUESTION: Final = ("question", "query", "input", "user_input", "prompt")
_TEXTS: Final = ("context", "contexts", "document", "documents", "passages")
_EXPECTED: Final = re.compile(r"__expected\d*")
_METADATA: Final = "__metadata:"
_FILE: Final = re.compile(r"(?:file://)?(\S{1,200}|\S[^\n]{0,200}\.[A-Za-z]\w{1,5})")
"""One word, or one line that ends in a suffix."""


class _Promptfoo:
    def recognises(self, row: Row) -> bool:
        return "tests" in row or isinstance(row.get("vars"), dict) or _is_cells(row)

    def unfold(self, row: Row) -> Iterable[tuple[str, Row]]:
        if "tests" not in row:
            yield "", row
            return
        tests = row["tests"]
        items = cast("list[object]", tests) if isinstance(tests, list) else [tests]
        for number, test in enumerate(items):
            found = cast("Row", test) if isinstance(test, dict) else {"tests": test}
            yield f"tests[{number}]", _with_defaults(found, row.get("defaultTest"))

    def read(self, row: Row) -> Draft:
        if "tests" in row:
            message = (
                f"'tests' should hold objects, not {row['tests']!r:.80}; "
                "tests of another file are imported from that file"
            )
            raise RowError(message)
        cells = _is_cells(row)
        variables = row if cells else _object(row, "vars")
        question = fields.text(variables, _QUESTION)
        if question is None or not question.strip():
            names = ", ".join(_QUESTION)
            message = f"no 'vars.question'; a question goes under one of {names}"
            raise RowError(message)
        name = "__expected" if cells else "assert"
        stated = assertions.asserted(_assertions(row, cells=cells), name)
        texts, document = _carried(variables)
        read: dict[str, Any] = {"question": question, "answers": list(stated.answers)}
        if stated.all_needed:
            read["answer_type"] = AnswerType.LIST.value
        metadata = _cell_metadata(row) if cells else row.get("metadata")
        place = {"document": document} if document else {}
        draft = tools.draft(read, place, _plain(variables), metadata)
        carried = [contexts.context("promptfoo", text) for text in texts]
        told = fields.text(row, ["__description" if cells else "description"])
        draft = replace(draft, note=draft.note or told)
        return contexts.carrying(draft, carried, carried)


def _is_cells(row: Row) -> bool:
    return any(_EXPECTED.fullmatch(str(name)) for name in row)


def _object(row: Row, name: str) -> Row:
    value: object = row.get(name)
    if not isinstance(value, dict):
        message = f"{name!r} should be an object, not {value!r:.80}"
        raise RowError(message)
    return cast("Row", value)


def _with_defaults(test: Row, default: object) -> Row:
    """Lay a test over what its configuration says of all: variables and assertions."""
    if not isinstance(default, dict) or not isinstance(test.get("vars"), dict):
        return test
    general = cast("Row", default)
    shared = general.get("vars")
    laid = {**cast("Row", shared), **test["vars"]} if isinstance(shared, dict) else None
    both = [one for row in (general, test) for one in _listed(row.get("assert"))]
    return {**test, "vars": laid or test["vars"], "assert": both}


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return cast("list[object]", value) if isinstance(value, list) else [value]


def _assertions(row: Row, *, cells: bool) -> list[Row]:
    if not cells:
        return fields.objects(row, "assert")
    names = sorted(name for name in map(str, row) if _EXPECTED.fullmatch(name))
    texts = [fields.text(row, [name]) for name in names]
    return [assertions.short_form(text) for text in texts if text and text.strip()]


def _carried(variables: Row) -> tuple[Sequence[str], str | None]:
    """Return the texts among the variables, and the document that one of them names."""
    texts: list[str] = []
    document: str | None = None
    for value in (text for name in _TEXTS for text in fields.texts(variables, [name])):
        if named := _FILE.fullmatch(value.strip()):
            document = document or named[1]
        elif value.strip():
            texts.append(value)
    return texts, document


def _plain(variables: Row) -> Row:
    """Leave out what was taken for a text or the name of a document."""
    return {name: value for name, value in variables.items() if name not in _TEXTS}


def _cell_metadata(row: Row) -> Row:
    return {
        str(name).removeprefix(_METADATA): value
        for name, value in row.items()
        if str(name).startswith(_METADATA)
    }


IMPORTER: Final[Importer] = _Promptfoo()
