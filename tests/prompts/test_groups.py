"""Questions that share a context tell nothing of each other's answers."""

from pipeline.prompts.evidence import Asked
from pipeline.prompts.groups import groups_of
from pipeline.prompts.leaks import Leaks
from pipeline.records import AnswerType
from tests.prompts.corpus import question, row


def asked(name: str, gold: int, document: str, answer: str = "x9") -> Asked:
    return Asked(question(name, answers=(answer,)), ((gold,),), frozenset({document}))


def ids(asked: list[Asked], most: int, texts: tuple[str, ...] = ()) -> list[list[str]]:
    leaks = Leaks([one.question for one in asked])
    for index, text in enumerate(texts):
        leaks.see(index, row(f"d{index}", 0, text))
    groups = groups_of(asked, leaks, most=most)
    return [[one.question.id for one in group.asked] for group in groups]


def test_in_the_cold_each_is_alone_and_takes_the_next_turn() -> None:
    some = [asked(f"q{n}", n, f"d{n}") for n in range(4)]

    groups = list(groups_of(some, Leaks([]), most=1))

    assert [len(group.asked) for group in groups] == [1, 1, 1, 1]
    assert [list(group.turns) for group in groups] == [[0], [1], [2], [3]]


def test_groups_fill_up_in_order() -> None:
    some = [asked(f"q{n}", n, f"d{n}") for n in range(5)]

    assert ids(some, most=3) == [["q0", "q1", "q2"], ["q3", "q4"]]


def test_two_questions_on_one_document_do_not_meet() -> None:
    some = [asked("a", 0, "d0"), asked("b", 1, "d0"), asked("c", 2, "d2")]

    assert ids(some, most=3) == [["a", "c"], ["b"]]


def test_evidence_that_tells_another_answer_stays_away() -> None:
    some = [asked("a", 0, "d0", "Thorne"), asked("b", 1, "d1", "Quill")]
    texts = ("Keeper Thorne met keeper Quill.", "Keeper Quill went home.")

    assert ids(some, most=3, texts=texts) == [["a"], ["b"]]
    assert ids(some[::-1], most=3, texts=texts) == [["b"], ["a"]]
    assert ids(some, most=3) == [["a", "b"]]


def test_what_has_no_evidence_joins_beyond_the_limit_and_takes_a_turn() -> None:
    nothing = Asked(question("n", answers=(), answer_type=AnswerType.UNANSWERABLE))
    some = [asked("a", 0, "d0"), asked("b", 1, "d1"), nothing]

    assert ids(some, most=2) == [["a", "b", "n"]]
    assert ids(some, most=1) == [["a"], ["b"], ["n"]]
    assert ids([nothing], most=3) == [["n"]]
