"""A sentence of any wording gives an answer away; what merely stands near does not."""

from datetime import date

import pytest

from pipeline.corpus.asking.query import Found, Query
from pipeline.corpus.checking.deciding import Text
from pipeline.corpus.checking.hints import hints
from pipeline.corpus.checking.keys import Key, Page, key_of
from pipeline.corpus.checking.reading import Read
from pipeline.corpus.facts import Fact, Facts
from pipeline.records import AnswerType, Question

DAY = date(2021, 5, 3)
FACTS = {
    "contract.price": Fact("contract.price", "C/2021/0147", 450_700, DAY),
    "contract.signed": Fact("contract.signed", "C/2021/0147", DAY),
    "contract.retention": Fact("contract.retention", "C/2021/0147", 5),
    "site.manager": Fact("site.manager", "Skelwith", "Elin Hask", DAY),
    "project.site": Fact("project.site", "Banthen Outfall", "Skelwith"),
    "policy.owner": Fact("policy.owner", "Elin Hask Memorial Policy", "Elin Hask"),
}
ELSEWHERE: Page = ("a.txt", 4)


def key(relation: str, *, also: Page) -> Key:
    question = Question(
        id="q-1",
        collection="",
        text="What?",
        answers=("x",),
        answer_type=AnswerType.TEXT,
        type_inferred=False,
    )
    row = Query("lookup", relation, (FACTS[relation].subject,)).row()
    place = {"document": also[0], "page": also[1]}
    return key_of(question, {"id": "q-1", **row, "also": [place]})


def found(
    relation: str, text: str, *read: tuple[int, int], also: Page = ("b.txt", 2)
) -> list[str]:
    reads = [Read(start, end, ()) for start, end in read]
    said = Text(Facts(FACTS.values()), {}, {ELSEWHERE: text}, {ELSEWHERE: reads})
    answer = Found((), (FACTS[relation],))
    told = hints([(key(relation, also=also), answer)], said)
    return [fault.kind for fault in told]


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        ("contract.price", "It rained. C/2021/0147 went for\n450,700, they say. Rain."),
        ("contract.price", "C/2021/0147 450700"),
        ("contract.signed", "In came C/2021/0147 on 3 May 2021, late."),
        ("contract.signed", "In came C/2021/0147 (2021-05-03)!"),
        ("site.manager", "Since then Elin Hask ran Skelwith."),
        ("site.manager", "He said 'Elin Hask runs Skelwith.' It rained."),
    ],
)
def test_subject_and_value_in_a_sentence_are_a_hint(relation: str, text: str) -> None:
    assert found(relation, text) == ["hint"]


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        pytest.param("contract.price", "C/2021/0147 fell. 450,700 stood.", id="apart"),
        pytest.param("contract.price", "(C/2021/0147 fell.) 450,700.", id="brackets"),
        pytest.param("contract.price", "C/2021/0147\f450,700", id="paragraphs"),
        pytest.param("contract.price", "C/2021/0147 had 1,450,700.", id="longer"),
        pytest.param("contract.price", "C/2021/0147 had 450,700,000.", id="more"),
        pytest.param("contract.price", "C/2021/0147 had 450,700.5.", id="decimals"),
        pytest.param("contract.price", "AC/2021/0147 had 450,700.", id="other"),
        pytest.param("contract.retention", "C/2021/0147 kept 5.", id="short"),
        pytest.param("contract.signed", "Contract C/2021/0147\n3 May 2021", id="head"),
        pytest.param("site.manager", "To: Elin Hask, Skelwith", id="address"),
        pytest.param("project.site", "Skelwith: Banthen Outfall fell.", id="place"),
        pytest.param("policy.owner", "The Elin Hask Memorial Policy fell.", id="name"),
    ],
)
def test_what_only_stands_near_is_none(relation: str, text: str) -> None:
    assert found(relation, text) == []


def test_a_sentence_that_was_read_is_no_hint() -> None:
    text = "It rained. C/2021/0147 went for 450,700. It rained."

    assert found("contract.price", text, (11, 41)) == []


def test_pages_that_are_known_to_state_it_may() -> None:
    text = "C/2021/0147 went for 450,700."

    assert found("contract.price", text, also=ELSEWHERE) == []


def test_nothing_is_watched_where_nothing_is_asked() -> None:
    assert list(hints([], Text(Facts([]), {}, {ELSEWHERE: "Rain."}, {}))) == []
