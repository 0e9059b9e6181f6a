import pytest

from pipeline.prompts.render import heading, passage, render, template
from pipeline.records import (
    AnswerType,
    Condition,
    Evidence,
    Placement,
    Plant,
    PlantRole,
)
from pipeline.simulate.gold import Gold, Shown, look
from tests.simulate.world import prompt, question

QUESTIONS = [question(n) for n in range(1, 30)]
ASKED = QUESTIONS[6]
GOLD = Gold(QUESTIONS)
COMPANION = PlantRole.COMPANION


@pytest.mark.parametrize("placement", list(Placement))
def test_a_question_is_found_wherever_it_stands(placement: Placement) -> None:
    filling = passage(heading("a.txt", 1), "Question: is this one?\n" * 900)
    text = render(template(Condition.CONTEXT, placement), ASKED, [filling] * 3)

    assert GOLD.asked(text) == ASKED


def test_a_question_is_found_by_its_words_in_another_form() -> None:
    assert GOLD.asked(f"Q: {ASKED.text.replace(' ', '  ')} A:") == ASKED


def test_the_longest_question_that_is_held_is_the_one_asked() -> None:
    longer = ASKED.model_copy(update={"id": "long", "text": f"Say, {ASKED.text}"})

    found = Gold([ASKED, longer]).asked(f"In brief. {longer.text} Thanks.")

    assert found == longer


def test_no_question_is_found_where_none_is_asked() -> None:
    assert GOLD.asked("What is the weather like?") is None


@pytest.mark.parametrize(("before", "after"), [(0, 40), (20, 20), (40, 0)])
def test_depth_is_the_share_of_text_before_the_evidence(
    before: int, after: int
) -> None:
    sight = look(prompt(ASKED, before=before, after=after), ASKED)

    assert sight.shown is Shown.EVIDENCE
    assert sight.depth == pytest.approx(before / 41, abs=0.03)


def test_a_quote_is_found_over_line_ends_and_where_a_page_cuts_it() -> None:
    text = prompt(ASKED)
    (evidence,) = ASKED.evidence
    assert evidence.quote
    broken = evidence.quote.replace(" of ", "\n  of\t")
    cut = evidence.quote.replace("here", "\n\n[contract.pdf p.4]\nhere")

    assert look(text.replace(evidence.quote, broken), ASKED).shown is Shown.EVIDENCE
    assert look(text.replace(evidence.quote, cut), ASKED).shown is Shown.EVIDENCE


def test_evidence_without_a_quote_is_found_by_its_heading() -> None:
    paged = ASKED.model_copy(
        update={"evidence": (Evidence(document="contract.pdf", page=3),)}
    )
    other = ASKED.model_copy(
        update={"evidence": (Evidence(document="contract.pdf", page=4),)}
    )

    assert look(prompt(ASKED), paged).shown is Shown.EVIDENCE
    assert look(prompt(ASKED), other).shown is Shown.NO_EVIDENCE


def test_documents_without_the_evidence_and_no_documents_are_told_apart() -> None:
    closed = render(template(Condition.CLOSED_BOOK, Placement.AFTER), ASKED, [])

    assert look(prompt(ASKED, evidence=False), ASKED).shown is Shown.NO_EVIDENCE
    assert look(closed, ASKED).shown is Shown.NO_DOCUMENTS


def plant(text: str, role: PlantRole = PlantRole.EVIDENCE) -> Plant:
    return Plant(
        document="a.txt",
        page=1,
        ordinal=0,
        host="h",
        side="after",
        text=text,
        role=role,
    )


def test_a_planted_fact_is_evidence_and_its_companion_is_none() -> None:
    fact, other = "The beacon is ochre.", "The lamp is grey."
    asked = ASKED.model_copy(
        update={"evidence": (), "plants": (plant(fact), plant(other, COMPANION))}
    )
    text = prompt(ASKED, evidence=False)

    assert look(text, asked).shown is Shown.NO_EVIDENCE
    assert look(text.replace("of note", other), asked).shown is Shown.NO_EVIDENCE
    assert look(text.replace("of note", fact), asked).shown is Shown.EVIDENCE


def test_the_words_of_a_twin_are_those_of_the_question_with_an_answer() -> None:
    twin = ASKED.model_copy(
        update={"id": "twin", "answer_type": AnswerType.UNANSWERABLE, "answers": ()}
    )

    for questions in ([ASKED, twin], [twin, ASKED]):
        assert Gold(questions).asked(prompt(ASKED)) == ASKED
