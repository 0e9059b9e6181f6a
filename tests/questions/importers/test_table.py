"""Every shape is recognised by its own importer, and no row breaks one."""

from collections.abc import Iterator
from typing import Any, TypeAlias, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import RowError
from pipeline.questions.typing import answer_type
from tests.questions.importers.samples import FILES, drafts, inner, rows

_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["\ud800", "D1:1", "[", "['a']", "[0]", "\f", "file://a.pdf"]),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(), some),
    max_leaves=5,
)


def test_every_shape_has_a_sample() -> None:
    assert set(FILES.values()) == set(IMPORTERS), "add a file and name it in FILES"


def test_the_native_shape_is_asked_last() -> None:
    assert list(IMPORTERS)[-1] == "native"


@pytest.mark.parametrize(
    ("name", "number", "row"),
    [
        pytest.param(name, number, row, id=f"{name}-{number}")
        for name in FILES
        for number, row in enumerate(rows(name))
    ],
)
def test_a_row_is_recognised_as_its_shape_and_no_other(
    name: str, number: int, row: dict[str, Any]
) -> None:
    del number

    found = [shape for shape, one in IMPORTERS.items() if one.recognises(row)]

    assert found[0] == FILES[name]
    assert set(found) - {"native"} <= {FILES[name]}


def test_a_text_beside_a_stated_place_makes_no_other_shape_of_docqas_own() -> None:
    row = {"question": "Q", "answer": "a", "doc": "a.pdf", "page": 3, "context": "a b"}

    assert [n for n, one in IMPORTERS.items() if one.recognises(row)] == ["native"]


@pytest.mark.parametrize("letter", ["A", "B"])
def test_one_lettered_field_is_no_list_of_options(letter: str) -> None:
    row = {"question": "Q", "answer": "a", letter: "first"}

    assert [n for n, one in IMPORTERS.items() if one.recognises(row)] == ["native"]


@pytest.mark.parametrize("name", FILES)
def test_every_question_of_a_sample_has_a_type_and_a_place(name: str) -> None:
    for draft in drafts(name):
        answerable = answer_type(draft).value != "unanswerable"

        assert bool(draft.evidence) is answerable


_NEEDED = [
    ("financebench.jsonl", "question"),
    ("squad_flat.jsonl", "question"),
    ("squad_flat.jsonl", "context"),
    ("longbench.jsonl", "input"),
    ("longbench.jsonl", "context"),
    ("longbench.jsonl", "answers"),
    ("longbench2.jsonl", "question"),
    ("longbench2.jsonl", "context"),
    ("longbench2.jsonl", "choice_C"),
    ("longbench2.jsonl", "answer"),
    ("infinitebench.jsonl", "input"),
    ("infinitebench.jsonl", "context"),
    ("infinitebench.jsonl", "answer"),
    ("lost_in_the_middle.jsonl", "question"),
    ("lost_in_the_middle.jsonl", "answers"),
    ("lost_in_the_middle.jsonl", "ctxs"),
    ("helmet.jsonl", "question"),
    ("helmet.jsonl", "answers"),
    ("helmet.jsonl", "ctxs"),
    ("mmlongbench.json", "doc_id"),
    ("mmlongbench.json", "question"),
    ("mmlongbench.json", "answer"),
    ("mmlongbench.json", "evidence_pages"),
    ("inspect.jsonl", "input"),
    ("ragas.jsonl", "reference"),
    ("deepeval.jsonl", "input"),
    ("deepeval.jsonl", "expected_output"),
    ("evalscope.jsonl", "question"),
    ("evalscope.jsonl", "answer"),
]


@pytest.mark.parametrize(("name", "field"), _NEEDED)
@pytest.mark.parametrize("value", [None, " ", [], {}], ids=repr)
def test_a_row_without_a_needed_field_is_refused_by_its_name(
    name: str, field: str, value: object
) -> None:
    row = {**rows(name)[0], field: value}

    with pytest.raises(RowError, match=f"'{field}"):
        IMPORTERS[FILES[name]].read(row)


_Path: TypeAlias = tuple[str | int, ...]


def _parts(value: object) -> list[tuple[str | int, object]]:
    if isinstance(value, dict):
        return list(cast("dict[str | int, object]", value).items())
    if isinstance(value, list):
        return list(enumerate(cast("list[object]", value)))
    return []


def _places(value: object, path: _Path = ()) -> Iterator[_Path]:
    for key, item in _parts(value):
        yield (*path, key)
        yield from _places(item, (*path, key))


def _with(value: object, path: _Path, put: object) -> object:
    if not path:
        return put
    changed = {
        key: _with(item, path[1:], put) if key == path[0] else item
        for key, item in _parts(value)
    }
    return changed if isinstance(value, dict) else list(changed.values())


@given(st.data())
def test_a_row_of_any_values_is_read_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    row = data.draw(st.sampled_from(rows(name)))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(list(_places(row))))
        row = cast("dict[str, object]", _with(row, place, data.draw(_JSON)))

    for importer in IMPORTERS.values():
        importer.recognises(row)
        for _, one in importer.unfold(row):
            try:
                draft = importer.read(one)
                answer_type(draft)
            except RowError:
                continue
            for context in draft.contexts:
                context.text.encode()


_FIELDS = sorted(
    {key for name in FILES for row in rows(name) for key in row}
    | {key for name in FILES for _, row in inner(name) for key in row}
)


@given(st.dictionaries(st.sampled_from(_FIELDS), _JSON))
def test_a_row_of_any_fields_is_read_or_refused(row: dict[str, Any]) -> None:
    for importer in IMPORTERS.values():
        importer.recognises(row)
        for _, one in [*importer.unfold(row), ("", row)]:
            try:
                importer.read(one)
            except RowError:
                continue
