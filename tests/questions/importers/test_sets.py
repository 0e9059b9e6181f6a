"""Each benchmark's rows mean what the benchmark says they do."""

import pytest

from pipeline.questions.importers import IMPORTERS
from pipeline.questions.importers.base import Draft, RowError
from pipeline.questions.typing import answer_type
from pipeline.records import AnswerType, Evidence
from tests.questions.importers.samples import drafts, inner, rows


def _types(name: str) -> list[str]:
    return [answer_type(draft).value for draft in drafts(name)]


def _quotes(draft: Draft) -> list[tuple[str, str | None]]:
    return [(one.document, one.quote) for one in draft.evidence]


def test_financebench_keeps_the_kind_and_the_justification() -> None:
    first, second = drafts("financebench.jsonl")

    assert (first.id, first.answers) == ("fb-1", ("$42.00",))
    assert first.category == "metrics-generated"
    assert first.note == "Read off the cash flow statement."
    assert first.evidence == (
        Evidence(document="HARROW_2021_10K", page=12, quote="Purchases of plant (42)"),
    )
    assert second.note is None
    assert second.evidence[0].document == "HARROW_2021_10K"
    assert second.evidence[0].page == 1


def test_financebench_evidence_of_no_document_is_refused() -> None:
    row = rows("financebench.jsonl")[1]
    del row["doc_name"]

    with pytest.raises(RowError, match="evidence without 'doc_name'"):
        IMPORTERS["financebench"].read(row)


def test_squad_gives_each_question_its_paragraph_and_the_sentence_of_its_answer() -> (
    None
):
    deep, paid, built = drafts("squad.json")

    assert [place for place, _ in inner("squad.json")] == [
        f"data[0].paragraphs[0].qas[{number}]" for number in range(3)
    ]
    assert (deep.id, deep.answers) == ("s1", ("seven metres", "seven metres deep"))
    (context,) = deep.contexts
    assert context.name.startswith("squad/Brackwater-Quay-")
    assert _quotes(deep) == [
        (context.name, "It is seven metres deep, says Capt. Orne.")
    ]
    assert paid.unanswerable
    assert (paid.answers, paid.evidence) == ((), ())
    assert paid.note == "plausible, yet wrong: Capt. Orne"
    assert deep.contexts == paid.contexts == built.contexts
    assert built.evidence[0].quote == "The quay at Brackwater was built in 1911."


def test_squad_without_texts_of_answers_is_unanswerable_when_flat() -> None:
    answered, open_ = drafts("squad_flat.jsonl")

    assert answered.answers == ("seven metres",)
    assert answered.evidence[0].quote == "It is seven metres deep, says Capt. Orne."
    assert open_.unanswerable


def test_squad_whose_answer_stands_nowhere_has_its_paragraph_as_evidence() -> None:
    row = rows("squad_flat.jsonl")[0]
    row["answers"] = {"text": ["eight metres"], "answer_start": [5]}

    draft = IMPORTERS["squad"].read(row)

    assert draft.evidence == (Evidence(document=draft.contexts[0].name, page=1),)


def test_squad_places_that_are_no_list_are_refused() -> None:
    row = rows("squad_flat.jsonl")[0]
    row["answers"] = {"text": ["seven"], "answer_start": 5}

    with pytest.raises(RowError, match="'answer_start' should be a list, not 5"):
        IMPORTERS["squad"].read(row)


def test_squad_that_is_neither_answered_nor_impossible_is_refused() -> None:
    row = rows("squad_flat.jsonl")[0]
    row |= {"answers": None, "is_impossible": False}

    with pytest.raises(RowError, match="no 'answers'"):
        IMPORTERS["squad"].read(row)


def test_a_broken_part_of_squad_costs_itself_alone() -> None:
    (file,) = rows("squad.json")
    (article,) = file["data"]
    (paragraph,) = article["paragraphs"]
    qas = [paragraph["qas"][0], "torn"]
    file["data"] = [
        {**article, "paragraphs": [{**paragraph, "qas": qas}, 5]},
        {"title": "Empty"},
    ]
    read: list[str] = []
    refused: dict[str, str] = {}

    for place, row in IMPORTERS["squad"].unfold(file):
        try:
            IMPORTERS["squad"].read(row)
            read.append(place)
        except RowError as error:
            refused[place] = str(error)

    assert read == ["data[0].paragraphs[0].qas[0]"]
    assert list(refused) == [
        "data[0].paragraphs[0].qas[1]",
        "data[0].paragraphs[1].qas",
        "data[1].paragraphs.qas",
    ]
    assert refused["data[0].paragraphs[0].qas[1]"] == (
        "'qas' should be a list of objects, not 'torn'"
    )


def test_longbench_has_its_text_as_evidence_and_few_classes_as_choices() -> None:
    light, winch = drafts("longbench.jsonl")

    assert (light.id, light.answers) == ("a1", ("Mina Fell", "Fell"))
    assert light.category == "multifieldqa_en"
    (context,) = light.contexts
    assert context.name.startswith("longbench/Sallow-Point-has-had-a-light-since-1840-")
    assert light.evidence == (Evidence(document=context.name, page=1),)
    assert winch.choices == ("person", "place", "thing")
    assert _types("longbench.jsonl") == ["text", "choice"]


@pytest.mark.parametrize(
    "classes",
    [
        pytest.param(["person", "place"], id="the answer is none of them"),
        pytest.param([*map(str, range(26)), "thing"], id="more than letters"),
    ],
)
def test_longbench_classes_that_cannot_be_chosen_from_are_left_out(
    classes: list[str],
) -> None:
    row = rows("longbench.jsonl")[1] | {"all_classes": classes}

    assert IMPORTERS["longbench"].read(row).choices == ()


def test_longbench_has_as_many_choices_as_there_are_letters() -> None:
    classes = [*map(str, range(25)), "thing"]
    row = rows("longbench.jsonl")[1] | {"all_classes": classes}

    assert IMPORTERS["longbench"].read(row).choices == tuple(classes)


def test_longbench2_turns_its_letter_into_the_option() -> None:
    (draft,) = drafts("longbench2.jsonl")

    assert draft.answers == ("The charterer",)
    assert draft.choices[0] == "The harbour office"
    assert answer_type(draft) is AnswerType.CHOICE
    assert draft.category == "Single-Document QA"
    assert draft.note == "sub_domain: Legal; difficulty: hard; length: short"
    spaced = rows("longbench2.jsonl")[0] | {"answer": " B\n"}
    assert IMPORTERS["longbench2"].read(spaced) == draft
    with pytest.raises(RowError, match="one of A, B, C and D, not 'E'"):
        IMPORTERS["longbench2"].read(rows("longbench2.jsonl")[0] | {"answer": "E"})


def test_infinitebench_has_aliases_or_the_option_without_its_letter() -> None:
    told, chosen, lettered = drafts("infinitebench.jsonl")

    assert told.id == "0"
    assert told.answers == ("under the blue jug", "the blue jug")
    assert chosen.answers == ("Under the jug",)
    assert (lettered.answers, len(lettered.choices)) == (("rise",), 4)
    assert told.contexts == lettered.contexts
    assert _types("infinitebench.jsonl") == ["text", "choice", "choice"]


def test_lost_in_the_middle_has_the_gold_passage_else_those_with_the_answer() -> None:
    gold, marked = drafts("lost_in_the_middle.jsonl")

    assert gold.answers == ("the Wend", "Wend")
    assert len(gold.contexts) == 2
    assert gold.contexts[0].text == "Oldmere\n\nThe Wend runs through it."
    assert [one.document for one in gold.evidence] == [gold.contexts[0].name]
    assert [one.document for one in marked.evidence] == [marked.contexts[0].name]


def test_lost_in_the_middle_without_a_marked_passage_is_refused() -> None:
    row = rows("lost_in_the_middle.jsonl")[1]
    row["ctxs"][0]["hasanswer"] = False

    with pytest.raises(RowError, match="no passage of 'ctxs' has 'isgold'"):
        IMPORTERS["lost_in_the_middle"].read(row)


def test_helmet_takes_marked_passages_then_those_with_the_answer_then_the_text() -> (
    None
):
    marked, held, long = drafts("helmet.jsonl")

    assert [one.document for one in marked.evidence] == [marked.contexts[0].name]
    assert [one.document for one in held.evidence] == [held.contexts[1].name]
    assert long.contexts[0].text == "Ned is the miller of Beck Mill."
    assert [one.document for one in long.evidence] == [long.contexts[0].name]
    assert marked.contexts[0] == held.contexts[0]


def test_helmet_finds_an_answer_whatever_its_case() -> None:
    row = rows("helmet.jsonl")[1] | {"answers": ["burned DOWN"]}

    draft = IMPORTERS["helmet"].read(row)

    assert [one.document for one in draft.evidence] == [draft.contexts[1].name]


def test_helmet_with_no_hint_has_all_its_passages_as_evidence() -> None:
    row = rows("helmet.jsonl")[1] | {"answers": ["nowhere"]}

    assert len(IMPORTERS["helmet"].read(row).evidence) == 2


def test_mmlongbench_types_its_answers_and_lists_its_pages() -> None:
    berths, _, cranes, quays, master = drafts("mmlongbench.json")

    assert _types("mmlongbench.json") == [
        *("number", "number", "text", "list", "unanswerable"),
    ]
    assert [one.page for one in berths.evidence] == [3, 5]
    assert {one.document for one in berths.evidence} == {"harbour.pdf"}
    assert berths.note == "evidence in: Table, Pure-text (Plain-text)"
    assert berths.answer_type is AnswerType.NUMBER
    assert cranes.answer_type is None
    assert quays.answers == ("North quay", "Orne's quay")
    assert (master.answers, master.evidence) == ((), ())


def test_mmlongbench_infers_the_type_of_a_number_that_is_none() -> None:
    row = rows("mmlongbench.json")[0] | {"answer": "the fourteen old ones at sea"}

    draft = IMPORTERS["mmlongbench"].read(row | {"answer": "most of them"})

    assert draft.answer_type is None
    assert answer_type(draft) is AnswerType.TEXT


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ("[0]", "'evidence_pages' counts from 1, and has a 0"),
        ("[]", "no page in 'evidence_pages'"),
        ("[2, 'iv']", "'evidence_pages' should be a whole number, not 'iv'"),
        ("[-2]", "'evidence_pages' should be a whole number, not '-2'"),
    ],
)
def test_mmlongbench_pages_that_are_none_are_refused(pages: str, reason: str) -> None:
    row = rows("mmlongbench.json")[0] | {"evidence_pages": pages}

    with pytest.raises(RowError) as caught:
        IMPORTERS["mmlongbench"].read(row)

    assert str(caught.value) == reason


def test_locomo_makes_documents_of_sessions_and_quotes_their_turns() -> None:
    bought, sold, likely, painted = drafts("locomo.json")

    first, tenth = bought.contexts
    assert first.text == (
        "Session 1, 2:10 pm on 1 May, 2031\n\n"
        "Rhea: I bought a boat! [shares a picture: a green boat]\n"
        "Tom: What a colour."
    )
    assert tenth.name.startswith("locomo/conv-1-session-10-")
    assert bought.id == "conv-1-0"
    assert bought.category == "single-hop"
    line = "Rhea: I bought a boat! [shares a picture: a green boat]"
    assert _quotes(bought) == [(first.name, line)]
    assert _quotes(sold) == [
        (first.name, "Session 1, 2:10 pm on 1 May, 2031"),
        (first.name, line),
        (tenth.name, "Session 10, 1:00 pm on 9 June, 2031"),
        (tenth.name, "Tom: I sold the boat yesterday."),
    ]
    assert likely.answers == ("Likely yes",)
    assert painted.unanswerable
    assert (painted.answers, painted.evidence) == ((), ())
    assert painted.note == "plausible, yet wrong: the boat"
    assert painted.contexts == bought.contexts


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"qa": ["torn"]}, "'qa' should be a list of objects, not 'torn'"),
        ({"conversation": 5}, "'conversation' should be an object"),
        ({"conversation": {}}, "no 'session_1' in 'conversation'"),
        ({"qa": [{"question": "Q", "answer": "a"}]}, "no turn in 'evidence'"),
        (
            {"qa": [{"question": "Q", "answer": "a", "evidence": ["D1:1", "D"]}]},
            "'evidence' names no turn of the conversation: 'D'",
        ),
        (
            {"qa": [{"question": "Q", "answer": "a", "evidence": ["D1:1 D7:3"]}]},
            "'evidence' names no turn of the conversation: 'D7:3'",
        ),
        ({"qa": [{"question": "Q", "evidence": ["D1:1"]}]}, "no 'answer'"),
        ({"qa": [{"answer": "a", "evidence": ["D1:1"]}]}, "no 'question'"),
    ],
)
def test_locomo_that_lacks_something_says_what(
    change: dict[str, object], reason: str
) -> None:
    row = rows("locomo.json")[0] | change
    ((_, question), *_) = IMPORTERS["locomo"].unfold(row)

    with pytest.raises(RowError, match="^" + reason.replace("[", r"\[")):
        IMPORTERS["locomo"].read(question)


@pytest.mark.parametrize("written", ["D:1:02", "D1:02", "D1:2"])
def test_locomo_evidence_is_read_however_it_is_written(written: str) -> None:
    row = rows("locomo.json")[0]
    row["qa"] = [row["qa"][0] | {"evidence": [written]}]
    ((_, question),) = IMPORTERS["locomo"].unfold(row)

    draft = IMPORTERS["locomo"].read(question)

    assert [one.quote for one in draft.evidence] == ["Tom: What a colour."]


def test_locomo_decides_by_category_where_a_row_has_both_answers() -> None:
    row = rows("locomo.json")[0]
    row["qa"] = [row["qa"][3] | {"answer": "nothing"}]
    ((_, question),) = IMPORTERS["locomo"].unfold(row)

    assert IMPORTERS["locomo"].read(question).unanswerable
