"""A question, its evidence and its query belong together."""

from typing import Any

import pytest

from pipeline.corpus.dice import Dice
from pipeline.corpus.phrases import Teller
from pipeline.corpus.sayings import banks
from pipeline.corpus.values import Voice
from tests.corpus.checking.tampered import Tampered


def of_kind(rows: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(row for row in rows if row["category"] == kind)


def test_words_of_another_question_are_found(tampered: Tampered) -> None:
    rows = tampered.rows()
    rows[0]["question"], rows[-1]["question"] = (
        rows[-1]["question"],
        rows[0]["question"],
    )
    tampered.save(rows)

    found = list(tampered.faults())

    assert {kind for kind, _ in found} == {"wording"}
    assert {name for _, name in found} == {rows[0]["id"], rows[-1]["id"]}


def test_another_kind_is_found(tampered: Tampered) -> None:
    rows = tampered.rows()
    rows[0]["category"] = "chain" if rows[0]["category"] != "chain" else "cell"
    tampered.save(rows)

    assert list(tampered.faults()) == [("wording", rows[0]["id"])]


def test_another_choice_is_found(tampered: Tampered) -> None:
    rows = tampered.rows()
    compared = of_kind(rows, "comparison")
    wrong = next(c for c in compared["choices"] if c != compared["answers"][0])
    compared["choices"] = [c for c in compared["choices"] if c != wrong] + ["Nobody"]
    tampered.save(rows)

    assert list(tampered.faults()) == [("wording", compared["id"])]


def test_other_words_of_the_right_page_are_no_evidence(tampered: Tampered) -> None:
    rows = tampered.rows()
    changed = next(r for r in rows if r["id"] == tampered.lookup()["id"])
    changed["evidence"][0]["quote"] = changed["evidence"][0]["quote"][:-6]
    tampered.save(rows)

    assert list(tampered.faults()) == [("evidence", changed["id"])]


def test_a_cell_wants_a_row(tampered: Tampered) -> None:
    rows, queries = tampered.rows(), tampered.queries()
    prose = {
        row["id"]
        for row in rows
        if row["category"] == "lookup" and row["evidence"][0]["quote"].endswith(".")
    }
    for row in (*rows, *queries):
        if row["id"] in prose:
            row["category" if "category" in row else "kind"] = "cell"
    tampered.save(rows)
    tampered.save_queries(queries)

    assert prose
    assert set(tampered.faults()) == {("evidence", name) for name in prose}


@pytest.mark.parametrize("also", [{"bound": ["?", "1"]}, {"bound": [">", "x"]}])
def test_a_bound_that_is_none_is_told(tampered: Tampered, also: dict[str, Any]) -> None:
    queries = tampered.queries()
    changed = next(
        row for row in queries if row["kind"] == "boolean" and row["bound"][0] != "="
    )
    changed |= also
    tampered.save_queries(queries)

    assert list(tampered.faults()) == [("unpaired", changed["id"])]


@pytest.mark.parametrize(
    "also",
    [
        {"kind": "riddle"},
        {"relation": "contract.colour"},
        {"relation": None},
        {"subjects": []},
        {"on": "never"},
        {"on": 7},
        {"kind": "sum", "on": "2021"},
        {"kind": "sum", "where": [["contract.price", "~", "7"]], "subjects": []},
        {"kind": "count", "where": [], "subjects": []},
        {"kind": "chain", "then": ["contract.colour"]},
        {"also": [{"page": 1}]},
    ],
)
def test_a_query_that_asks_nothing_is_told(
    tampered: Tampered, also: dict[str, Any]
) -> None:
    queries = tampered.queries()
    changed = next(row for row in queries if row["kind"] == "lookup")
    changed |= also
    tampered.save_queries(queries)

    found = [kind for kind, name in tampered.faults() if name in {changed["id"], ""}]

    assert "unpaired" in found


def test_an_answer_to_what_has_none_is_found(tampered: Tampered) -> None:
    rows = {row["id"]: row for row in tampered.rows()}
    query = next(
        q
        for q in tampered.queries()
        if q["kind"] == "unanswerable" and q["relation"].startswith("contract.")
    )
    said = {"contract.contractor": "Ombley Pumps", "contract.retention": "5 per cent"}
    teller = Teller(banks()[Voice.FORMAL], Dice("test"))
    text = teller.say(
        query["relation"],
        {
            "subject": query["subjects"][0],
            "value": said.get(query["relation"], "EUR 77,777"),
            "on": "1 May 2020",
        },
    )
    (tampered.folder / "documents" / "more.txt").write_text(text)

    assert query["id"] in rows
    assert ("stated", query["id"]) in list(tampered.faults())
