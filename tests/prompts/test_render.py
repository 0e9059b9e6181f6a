"""What a prompt says, and that its parts add up to it."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.prompts.render import (
    asked_text,
    beginning,
    body,
    heading,
    passage,
    render,
    template,
    template_id,
    unique_prefix,
)
from pipeline.records import AnswerType, Condition, Placement, Question
from pipeline.tokens import count

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def question(**fields: object) -> Question:
    known = {
        "id": "q1",
        "collection": "c",
        "text": "How deep is it?",
        "answers": ("7 m",),
        "answer_type": AnswerType.NUMBER,
        "type_inferred": False,
    }
    return Question.model_validate(known | fields)


prefixes = st.just("") | st.integers().map(unique_prefix)


@given(st.lists(texts, min_size=1, max_size=6), st.sampled_from(Placement), prefixes)
def test_the_tokens_of_the_parts_add_up_to_those_of_the_prompt(
    found: list[str], placement: Placement, prefix: str
) -> None:
    text = template(Condition.CONTEXT, placement)
    parts = [passage(heading(f"{i}.pdf", i), body) for i, body in enumerate(found)]

    whole = render(text, question(), parts, prefix)

    bare = render(text, question(), [], prefix)
    assert count(whole) == count(bare) + sum(count(part) for part in parts)


def test_nothing_in_a_document_is_filled_in() -> None:
    text = template(Condition.CONTEXT, Placement.AFTER)

    whole = render(text, question(), [passage("[a.txt p.1]", "$question costs $reply")])

    assert "$question costs $reply" in whole
    assert whole.count("How deep is it?") == 1


def test_the_question_stands_where_it_is_asked_to() -> None:
    def places(placement: Placement) -> list[bool]:
        text = template(Condition.CONTEXT, placement)
        before, _, after = render(text, question(), ["[a p.1]\nx\n\n"]).partition(
            "<documents>"
        )
        return ["How deep" in before, "How deep" in after]

    assert places(Placement.BEFORE) == [True, False]
    assert places(Placement.AFTER) == [False, True]
    assert places(Placement.BOTH) == [True, True]


def test_a_closed_book_shows_no_documents() -> None:
    text = template(Condition.CLOSED_BOOK, Placement.AFTER)

    assert "<documents>" not in render(text, question(), ["secret"])
    assert "secret" not in render(text, question(), ["secret"])


def test_options_are_lettered_below_the_question() -> None:
    choice = question(
        answer_type=AnswerType.CHOICE, choices=("North", "South"), answers=("South",)
    )

    assert asked_text(choice) == "How deep is it?\nOptions:\nA) North\nB) South"


def test_a_file_name_cannot_break_its_heading() -> None:
    assert heading("a\nb.pdf", 3) == "[a b.pdf p.3]"
    assert passage("[a b.pdf p.3]", " body ") == "[a b.pdf p.3]\nbody\n\n"


@given(st.integers(), st.integers())
def test_a_prefix_is_unlike_others_and_always_of_one_size(one: int, other: int) -> None:
    first, second = unique_prefix(one), unique_prefix(other)

    assert (first == second) == (one == other)
    assert count(f"{first}\n\nAnswer") == count(f"{second}\n\nAnswer")


def test_a_cold_prompt_begins_with_its_prefix() -> None:
    text = template(Condition.CONTEXT, Placement.AFTER)

    assert render(text, question(), [], "Request 1").startswith("Request 1\n\nAnswer")
    assert render(text, question(), []).startswith("Answer")


def test_a_passage_can_be_shown_up_to_a_border() -> None:
    whole = passage("[a p.1]", "  One. Two.\nThree.\n")

    assert body(whole) == "One. Two.\nThree.\n\n"
    assert beginning(whole, len("One. ")) == "[a p.1]\nOne.\n\n"


def test_templates_are_named_by_their_text() -> None:
    ids = {template_id(Condition.CONTEXT, placement) for placement in Placement}

    assert len(ids) == len(Placement)
