"""Where prose says its answer: cut into sentences, the most trusted first."""

import pytest

from pipeline.score.reading.claims import MAX_CHARS, Claim, claims, sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It rose. Then it fell.", ["It rose.", "Then it fell."]),
        ("It is 5.5 km. So be it.", ["It is 5.5 km.", "So be it."]),
        ("A 5 % rise. It is 7.8%. Good.", ["A 5 % rise.", "It is 7.8%.", "Good."]),
        ("He (J. F. Kennedy) won it. Yes.", ["He (J. F. Kennedy) won it.", "Yes."]),
        ("Acme Inc. Annual report vs. Other", ["Acme Inc. Annual report vs. Other"]),
        ("The U.S. Army and Dr. Who", ["The U.S. Army and Dr. Who"]),
        ('He said "no." It was so.', ['He said "no."', "It was so."]),
        (
            "The ratio of one to the other of the two\nis 5",
            ["The ratio of one to the other of the two is 5"],
        ),
        ("one\ntwo", ["one", "two"]),
        ("Ratio = A / B\n  = 4 / 2\n  = 2", ["Ratio = A / B = 4 / 2 = 2"]),
        ("- one\n* two\n3. three\n(4) four", ["one", "two", "three", "four"]),
        ("**Total**: $5\n\n## Next", ["Total: $5", "Next"]),
        ("营业额为5。因此是6。", ["营业额为5。", "因此是6。"]),
        (" \n\n ", []),
    ],
)
def test_prose_is_cut_into_sentences_and_lines(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("Reckoning.\nAnswer: 5", "5"),
        ("The final answer is 5.", "5."),
        ("**Final Answer:**\n\n**5 km**", "5 km"),
        ("The answer to the question about the tax rate is 12 %.", "12 %."),
        ("So \\boxed{0.75} it is", "0.75"),
        ("Result: 7", "7"),
        ("Answer: 4\nNo, that is wrong.\nAnswer: 5", "5"),
    ],
)
def test_what_is_called_the_answer_comes_first(text: str, labelled: str) -> None:
    assert claims(text)[0] == Claim(labelled, "labelled")


@pytest.mark.parametrize(
    "conclusion",
    [
        "Therefore, it is 6.",
        "So the ratio is 6.",
        "In summary, it is 6.",
        "The ratio is therefore 6.",
        "It has two, thus 6.",
        "To summarize, 6.",
    ],
)
def test_the_last_conclusion_comes_before_opening_and_close(conclusion: str) -> None:
    said = f"The report says 5.\nThus 5.5 remains.\n{conclusion}\nThat is all."

    assert [(c.text, c.strength) for c in claims(said)] == [
        (conclusion, "concluded"),
        ("Thus 5.5 remains.", "concluded"),
        ("The report says 5.", "opening"),
        ("That is all.", "closing"),
    ]


def test_so_far_concludes_nothing_and_a_label_needs_words() -> None:
    assert {c.strength for c in claims("So far 5.")} == {"opening", "closing"}
    assert {c.strength for c in claims("Answer:")} == {"opening", "closing"}


def test_an_aside_to_the_reader_is_neither_opening_nor_close() -> None:
    said = claims(
        "Please note the units.\nIt is 5.\nIt grew.\nSource: page 4.\n[1] p. 4"
    )

    assert [c.text for c in said] == ["It is 5.", "It grew."]


def test_of_a_long_reply_only_the_ends_are_read() -> None:
    said = sentences("First. " + "Word " * MAX_CHARS + "\nLast.")

    assert (said[0], said[-1]) == ("First.", "Last.")
    assert sum(map(len, said)) <= 2 * MAX_CHARS


@pytest.mark.parametrize(
    "piece",
    ["answer to ", "a. B", "(", "\n= ", "$", "**", "1. ", "\\frac{", "<b ", "*a "],
)
def test_five_megabytes_are_read_in_bounded_time(piece: str) -> None:
    assert len(sentences(piece * (5_000_000 // len(piece)))) <= 2 * MAX_CHARS
