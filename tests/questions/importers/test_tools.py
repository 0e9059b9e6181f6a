"""Rows of evaluation tools: question, answers, and where the evidence stands."""

import pytest

from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import RowError
from pipeline.questions.typing import answer_type
from pipeline.records import AnswerType, Evidence
from tests.questions.importers.samples import drafts, inner, rows


def test_inspect_takes_the_place_or_the_text_from_its_metadata() -> None:
    signed, gate, _ = drafts("inspect.jsonl")

    assert (signed.id, signed.text) == ("i1", "Who signed the deed?")
    assert signed.answers == ("Ada Voss", "A. Voss")
    assert answer_type(signed) is AnswerType.TEXT
    assert signed.evidence == (
        Evidence(document="deed.pdf", page=2, quote="signed: Ada Voss"),
    )
    assert gate.text == "Which gate is shut?"
    assert gate.answers == ("South",)
    assert gate.evidence == (Evidence(document=gate.contexts[0].name, page=1),)
    assert gate.contexts[0].name.startswith("inspect/The-south-gate-is-shut-")


def test_inspect_needs_all_of_several_letters() -> None:
    gates = drafts("inspect.jsonl")[2]

    assert gates.answers == ("North", "West")
    assert answer_type(gates) is AnswerType.LIST


def test_evalscope_has_options_by_letter_or_a_query() -> None:
    deepest, dug, paid = drafts("evalscope.jsonl")

    assert deepest.choices == ("North basin", "South basin", "Old basin")
    assert deepest.answers == ("South basin",)
    assert deepest.evidence == (Evidence(document="basins.pdf", page=7),)
    assert (dug.text, dug.answers) == ("Who dug it?", ("Orne",))
    assert dug.evidence[0].quote == "dug by Orne"
    assert paid.text == "Who paid?"


def test_ragas_prefers_reference_texts_and_carries_what_was_retrieved() -> None:
    runs, chat, older = drafts("ragas.jsonl")

    assert (runs.text, runs.answers) == ("Who runs the ferry?", ("Lars Holm",))
    assert [one.text for one in runs.contexts] == [
        "Lars Holm runs the ferry.",
        "The ferry is red.",
    ]
    assert [one.document for one in runs.evidence] == [runs.contexts[0].name]
    assert runs.category == "single_hop_specific_query_synthesizer"
    assert chat.text == "Who runs the ferry?"
    assert [one.text for one in chat.contexts] == ["Lars Holm runs it."]
    assert (older.answers, len(older.evidence)) == (("red",), 1)


def test_deepeval_quotes_its_source_file_or_carries_its_texts() -> None:
    long, old, built = drafts("deepeval.jsonl")

    assert [one.text for one in long.contexts] == [
        "The pier is 90 m long.",
        "The pier is old.",
    ]
    assert [one.document for one in long.evidence] == [long.contexts[0].name]
    assert old.contexts == ()
    assert old.evidence == (
        Evidence(document="pier.pdf", quote="It is 80 years old."),
        Evidence(document="pier.pdf", quote="It was built by Orne."),
    )
    assert [one.document for one in built.evidence] == [built.contexts[0].name]


def test_promptfoo_reads_each_test_of_a_configuration() -> None:
    dry, ships, tern, master = drafts("promptfoo.json")

    assert [place for place, _ in inner("promptfoo.json")] == [
        f"tests[{number}]" for number in range(4)
    ]
    assert (dry.text, dry.answers) == ("Which berth is dry?", ("Berth 4",))
    assert dry.note == "one"
    assert dry.contexts[0].text == "Berth 4 is dry. Berth 5 holds Tern and Gull."
    assert [one.document for one in dry.evidence] == [dry.contexts[0].name]
    assert (ships.answers, answer_type(ships)) == (("Tern", "Gull"), AnswerType.LIST)
    assert tern.answers == ("berth 5", "fifth berth")
    assert answer_type(tern) is AnswerType.TEXT
    assert master.answers == ("Ada Voss",)
    assert master.contexts == ()
    assert master.evidence == (Evidence(document="docs/staff.pdf", page=3),)


@pytest.mark.parametrize(
    ("default", "texts"),
    [
        pytest.param({}, [], id="none"),
        pytest.param({"defaultTest": "file://default.yaml"}, [], id="in a file"),
        pytest.param({"defaultTest": {"assert": {"type": "cost"}}}, [], id="no vars"),
        pytest.param({"defaultTest": {"vars": {"context": " "}}}, [], id="blank"),
        pytest.param({"defaultTest": {"vars": {"context": "a b"}}}, ["a b"], id="text"),
    ],
)
def test_promptfoo_tests_stand_with_and_without_defaults(
    default: dict[str, object], texts: list[str]
) -> None:
    test = {"vars": {"question": "Q"}, "assert": {"type": "equals", "value": "x"}}

    ((_, row),) = IMPORTERS["promptfoo"].unfold({"tests": [test], **default})
    draft = IMPORTERS["promptfoo"].read(row)

    assert draft.answers == ("x",)
    assert [one.text for one in draft.contexts] == texts


def test_promptfoo_reads_the_columns_of_a_csv() -> None:
    master, due = drafts("promptfoo.csv")

    assert (master.text, master.answers) == ("Who is the master?", ("Ada Voss",))
    assert master.evidence == (Evidence(document="staff.pdf", page=3),)
    assert (master.note, master.category) == ("first", "people")
    assert due.answers == ("ratio: 4:1",)


@pytest.mark.parametrize(
    ("assertions", "answers", "all_needed"),
    [
        ([("icontains", "x"), ("contains", "y")], ("x", "y"), True),
        ([("contains", "x"), ("icontains", "x")], ("x",), False),
        ([("contains-all", "x, y")], ("x", "y"), True),
        ([("contains-any", "x,y"), ("not-contains", "z")], ("x", "y"), False),
        ([("contains-any", ["x", "y"]), ("contains", "z")], ("z",), False),
        ([("equals", 4), ("contains", "z"), ("cost", None)], ("4",), False),
    ],
)
def test_promptfoo_assertions_say_what_is_right(
    assertions: list[tuple[str, object]], answers: tuple[str, ...], all_needed: bool
) -> None:
    row = {
        "vars": {"question": "Q", "context": "c"},
        "assert": [{"type": kind, "value": value} for kind, value in assertions],
    }

    draft = IMPORTERS["promptfoo"].read(row)

    assert draft.answers == answers
    assert (draft.answer_type is AnswerType.LIST) is all_needed


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"vars": {}, "assert": []}, "no 'vars.question'"),
        ({"vars": {"question": "Q"}}, "no answer in 'assert'; an answer is stated by"),
        (
            {"vars": {"question": "Q"}, "assert": [{"type": "llm-rubric", "value": 1}]},
            "no answer in 'assert'",
        ),
        (
            {
                "vars": {"question": "Q"},
                "assert": [{"type": "contains", "value": "file://a.txt"}],
            },
            "no answer in 'assert'",
        ),
        (
            {
                "vars": {"question": "Q"},
                "assert": [{"type": "contains-any", "value": "x,y"}] * 2,
            },
            "several lists of alternatives in 'assert'",
        ),
        ({"question": "Q", "__expected": "is-json"}, "no answer in '__expected'"),
        ({"vars": 5}, "'vars' should be an object, not 5"),
        ({"tests": "a.csv"}, "'tests' should hold objects, not 'a.csv'; tests of an"),
    ],
)
def test_promptfoo_that_states_no_answer_says_so(
    row: dict[str, object], reason: str
) -> None:
    with pytest.raises(RowError) as caught:
        IMPORTERS["promptfoo"].read(row)

    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize(
    ("cell", "answers"),
    [
        ("Paris", ("Paris",)),
        ("contains: Paris", ("Paris",)),
        ("similar(0.8):Paris", ("Paris",)),
        ("contain:Paris", ("contain:Paris",)),
        ("contains-any:Paris,Lutetia", ("Paris", "Lutetia")),
    ],
)
def test_a_cell_without_the_name_of_an_assertion_is_the_answer(
    cell: str, answers: tuple[str, ...]
) -> None:
    row = {"question": "Q", "context": "c", "__expected": cell}

    assert IMPORTERS["promptfoo"].read(row).answers == answers


@pytest.mark.parametrize("name", ["staff", "file://docs/staff list.pdf", "a/b.txt"])
def test_a_variable_that_names_a_document_is_no_text(name: str) -> None:
    row = {
        "vars": {"question": "Q", "document": name, "quote": "the master"},
        "assert": [{"type": "equals", "value": "Ada"}],
    }

    draft = IMPORTERS["promptfoo"].read(row)

    assert draft.contexts == ()
    assert draft.evidence == (
        Evidence(document=name.removeprefix("file://"), quote="the master"),
    )


@pytest.mark.parametrize("shape", ["inspect", "ragas", "evalscope"])
def test_docqas_own_names_in_a_row_of_a_tool_are_the_evidence(shape: str) -> None:
    place = Evidence(document="a.pdf", page=3, quote="seven")
    row = rows(f"{shape}.jsonl")[1] | {"evidence": [place.model_dump()]}

    draft = IMPORTERS[shape].read(row)

    assert draft.evidence == (place,)
