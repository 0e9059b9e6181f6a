"""Questions that share a context tell nothing of each other's answers."""

from pipeline.prompts.evidence import Asked
from pipeline.prompts.groups import groups_of
from pipeline.prompts.leaks import Leaks
from pipeline.records import AnswerType, Plant
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


def with_plants(name: str, gold: int, companion: int | None = None) -> Asked:
    """Return a question whose facts are planted into passages of one document."""
    shown = (gold,) if companion is None else (gold, companion)
    return Asked(
        question(name, answers=(f"keeper {name * 3}",)),
        ((gold,),),
        frozenset({"d0"}),
        () if companion is None else ((companion,),),
        frozenset(index - 100 for index in shown),
    )


def planted_ids(asked: list[Asked], **told: int) -> list[list[str]]:
    """Group them, where the answer of each named question is told by that passage."""
    leaks = Leaks([one.question for one in asked])
    for name, index in told.items():
        leaks.see_planted(index, row("d0", index, f"It was keeper {name * 3}."))
    groups = groups_of(asked, leaks, most=3)
    return [[one.question.id for one in group.asked] for group in groups]


def test_facts_in_one_document_meet_but_not_beside_one_passage() -> None:
    assert planted_ids([with_plants("a", 101), with_plants("b", 102)]) == [["a", "b"]]
    assert planted_ids([with_plants("a", 101), with_plants("b", 101)]) == [["a"], ["b"]]


def test_a_planted_document_gives_no_evidence_of_another_kind() -> None:
    assert planted_ids([with_plants("a", 101), asked("b", 5, "d0")]) == [["a"], ["b"]]
    assert planted_ids([with_plants("a", 101), asked("b", 5, "d1")]) == [["a", "b"]]


def test_a_fact_or_a_companion_that_tells_another_answer_stays_away() -> None:
    some = [with_plants("a", 101, 103), with_plants("b", 102)]

    assert planted_ids(some, a=101, b=102) == [["a", "b"]]
    assert planted_ids(some, b=101) == [["a"], ["b"]]
    assert planted_ids(some, b=103) == [["a"], ["b"]]
    assert planted_ids(some[::-1], b=103) == [["b"], ["a"]]


def test_a_planted_passage_is_told_but_is_no_leak_among_distractors() -> None:
    one = with_plants("a", 101)
    leaks = Leaks([one.question])
    leaks.see(7, row("d1", 0, "It was keeper aaa."))
    leaks.see_planted(102, row("d0", 2, "It was keeper aaa."))

    assert leaks.of([one.question]) == {7}
    assert leaks.tells([102], one.question)


def test_a_fact_that_no_rule_can_read_is_told_by_its_words() -> None:
    fact = Plant(
        document="d0",
        page=1,
        ordinal=1,
        host="h",
        side="after",
        text="The Orde mole was closed in winter.",
    )
    polar = question("q", answers=("yes",), answer_type="boolean", plants=(fact,))
    leaks = Leaks([polar])
    leaks.see(3, row("d1", 0, f"Rain. {fact.text}"))
    leaks.see_planted(102, row("d0", 2, f"{fact.text} Rain."))

    assert leaks.of([polar]) == {3}
    assert leaks.tells([102], polar)


def test_a_twin_shares_no_context_with_the_question_it_repeats() -> None:
    some = [with_plants("a", 101), with_plants("b", 102)]
    twin = Asked(
        question("t", answers=(), answer_type=AnswerType.UNANSWERABLE, twin_of="a")
    )
    alone = [some[0], twin]

    assert planted_ids([*some, twin]) == [["a", "b"], ["t"]]
    assert planted_ids([some[0], asked("c", 4, "d0"), twin]) == [["a"], ["c", "t"]]
    assert planted_ids(alone) == [["a"], ["t"]]


def test_a_twin_takes_the_next_group_that_has_its_companions_not() -> None:
    some = [with_plants("a", 101, 103), asked("b", 4, "d0")]
    twin = Asked(
        question("t", answers=(), answer_type=AnswerType.UNANSWERABLE, twin_of="x"),
        (),
        frozenset({"d9"}),
        ((103,),),
        frozenset({3}),
    )

    assert planted_ids([*some, twin]) == [["a"], ["b", "t"]]
