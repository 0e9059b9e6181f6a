"""What InfiniteBench's scorers say, oddities included: one line for each of them."""

import json
from typing import Any

import pytest

from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score


def scored(task: str, reply: str, *golds: str, **further: Any) -> float:
    return score(f"infinitebench_{task}", reply, *golds, **further)


@pytest.mark.parametrize("task", ["passkey", "number_string"])
@pytest.mark.parametrize(
    ("reply", "gold", "right"),
    [
        ("The key is 71432.", "71432", 1),
        ("71432, or else 90210", "71432", 1),
        ("First 90210, then 71432", "71432", 0),
        ("714 32", "71432", 0),
        ("00123", "123", 0),
        ("-5", "5", 1),
        ("\u0667", "\u0667", 0),  # only 0 to 9 are digits
        ("no digits", "71432", 0),
        ("", "71432", 0),
        ("", "", 1),
    ],
)
def test_the_first_digits_are_the_answer(
    task: str, reply: str, gold: str, right: int
) -> None:
    assert scored(task, reply, gold) == right


@pytest.mark.parametrize("task", ["passkey", "number_string"])
def test_a_label_is_text_or_a_list_of_it(task: str) -> None:
    assert scored(task, "It is 12.", ground_truth="12") == 1
    assert scored(task, "It is 12.", ground_truth=["12", "13"]) == 1
    assert scored(task, "It is 13.", ground_truth=["12", "13"]) == 0
    assert scored(task, "It is 12.", ground_truth=12) == 0


def test_the_label_of_the_row_is_believed_before_the_golds() -> None:
    assert scored("passkey", "It is 12.", "13", ground_truth="12") == 1
    assert scored("code_run", "It is 0", "7", ground_truth=0) == 1


@pytest.mark.parametrize("char", "\n:\"'.,?!{} \t")
def test_a_key_stands_between_any_of_these(char: str) -> None:
    assert scored("kv_retrieval", f"x{char}ab-12{char}y", "ab-12") == 1


@pytest.mark.parametrize("char", "()`;-x")
def test_a_key_is_not_found_next_to_others(char: str) -> None:
    assert scored("kv_retrieval", f"x{char}ab-12{char}y", "ab-12") == 0


def test_a_list_of_keys_is_never_found() -> None:
    assert scored("kv_retrieval", "ab-12", ground_truth=["ab-12"]) == 0
    assert scored("kv_retrieval", "AB-12", "ab-12") == 0


@pytest.mark.parametrize(
    ("reply", "golds", "right"),
    [
        ("It was Wren.", ("WREN", "WREN HOLLIS"), 1),
        ("wren", ("WREN",), 1),
        ("WREN", ("Wren",), 0),  # the name as it is written is among capitals or not
        ("Hollis", ("WREN", "HOLLIS"), 0),  # the first name alone
        ("Wren Hollis", ("WREN HOLLIS",), 0),
        ("(Wren)", ("WREN",), 0),
        ("", ("WREN",), 0),
    ],
)
def test_a_speaker_is_a_word_in_capitals(
    reply: str, golds: tuple[str, ...], right: int
) -> None:
    assert scored("longdialogue_qa_eng", reply, *golds) == right


def test_a_speaker_that_is_no_list_is_its_first_letter() -> None:
    assert scored("longdialogue_qa_eng", "Wren", ground_truth="WREN") == 0
    assert scored("longdialogue_qa_eng", "W.", ground_truth="WREN") == 1


@pytest.mark.parametrize(
    ("reply", "gold", "right"),
    [
        ("The return value is: 24.", "24", 1),
        ("24", "24", 1),
        ("-7", "-7", 1),
        ("+7", "7", 1),
        ("`24`", "24", 1),
        ("'24'", "24", 1),
        ('"24"', "24", 1),
        ("value:24", "24", 1),
        ("24\n", "24", 1),
        ("24.0", "0", 1),  # the point parts words
        ("24.0", "24", 0),
        ("24 apples", "24", 0),
        ("f(24)", "24", 0),
        ("24,", "24", 0),
        ("1_000", "1000", 1),
        ("24", "24.0", 1),
        ("", "24", 0),
        (" . ", "24", 0),
        ("9" * 5_000, "24", 0),
    ],
)
def test_the_last_word_of_code_run_is_an_integer(
    reply: str, gold: str, right: int
) -> None:
    assert scored("code_run", reply, gold) == right


def test_the_label_of_code_run_is_a_number_or_a_list_of_one() -> None:
    assert scored("code_run", "24", ground_truth=24) == 1
    assert scored("code_run", "24", ground_truth=[24, 25]) == 1
    assert scored("code_run", "24", ground_truth="24") == 0


@pytest.mark.parametrize(
    ("reply", "gold", "right"),
    [
        ("The largest is 94, then 93", "94", 1),
        ("93 and 94", "94", 0),
        ("94.5", "94.5", 1),
        ("94", "94.0", 1),
        ("94.50", "94.5", 1),
        (".5", "5", 1),
        ("94.0", "94", 0),  # an int of "94.0" ends the official run
        ("-4", "4", 1),
        ("-4", "-4", 0),  # signs are not read
        ("1,234", "1", 1),
        ("\u0667", "7", 1),  # any script's digits
        ("none", "94", 0),
        ("none", "94.5", 0),
        ("", "94", 0),
        ("9" * 5_000, "94", 0),
    ],
)
def test_the_first_number_of_math_find(reply: str, gold: str, right: int) -> None:
    assert scored("math_find", reply, gold) == right


def test_the_label_of_math_find_has_the_type_of_its_row() -> None:
    assert scored("math_find", "94.0", ground_truth=94) == 0
    assert scored("math_find", "94.0", ground_truth=94.0) == 1
    assert scored("math_find", "94.0", ground_truth=[94.0]) == 1
    with pytest.raises(NotDefinedError):
        scored("math_find", "94", ground_truth="94")


@pytest.mark.parametrize(
    ("reply", "share"),
    [
        ("[1, 3, 12, 5]", 1.0),
        ("1 3 12", 0.75),
        ("1 3 13 5", 0.5),
        ("3 1 12 5", 0.0),  # nothing counts after the first that is wrong
        ("-1 -3 -12 -5", 1.0),
        ("01 03 012 05 77", 1.0),
        ("1.3", 0.5),
        ("", 0.0),
        ("1 " + "3" * 5_000, 0.25),
    ],
)
def test_math_calc_is_the_share_before_the_first_mistake(
    reply: str, share: float
) -> None:
    assert scored("math_calc", reply, "1", "3", "12", "5") == share
    assert scored("math_calc", reply, ground_truth=[1, 3, 12, 5]) == share
    assert scored("math_calc", reply, ground_truth=[[1, 3, 12, 5]]) == share


def test_gpt4_alone_has_its_first_number_left_out() -> None:
    assert scored("math_calc", "9 1 3", "1", "3", model="gpt4") == 1
    assert scored("math_calc", "9 1 3", "1", "3", model="kimi") == 0
    assert scored("math_calc", "1 3", "1", "3", model="gpt4") == 0
    assert scored("math_calc", "", "1", "3", model="gpt4") == 0


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("C. a red kite", 1),
        ("C", 1),
        ("  C", 1),
        ("D", 0),
        ("Clearly B", 1),  # any word that begins with the letter
        ("Dunno, but C", 0),
        ("a red kite", 1),
        ("  a red kite  ", 1),
        ("a red kite, surely", 0),
        ("The answer is: C", 1),
        ("The answer is: a red kite", 1),
        ("The answer is:  a red kite", 1),  # spaces are made one
        ("The answer is: B, not C", 0),
        ("The answer is:", 0),
        ("The answer is:\nC", 1),
        ("The answer is: 'C'", 1),  # the quote became a space, and two spaces one
        ("The answer is:C", 0),  # what follows the phrase is taken for a space
        ("Their answer: C", 1),
        ("I think the answer is C", 1),
        ("I'd say option is C", 1),
        ("option is B. The answer is: C", 1),  # by the order of phrases, not of words
        ("answer: B; so the answer is C", 0),
        ("The answer isC", 0),
        ("the Answer is: C", 1),  # no phrase, but a word that is a letter
        ("It must be C", 1),
        ("It must be B or C", 0),
        ("It must be C.", 1),
        ("It must be BC or C", 0),  # "BC" is part of "ABCD"
        ("It must be (C)", 0),
        ("c", 0),
        ("nothing", 0),
        ("", 0),
        (" \n", 0),
    ],
)
def test_a_choice(reply: str, right: int) -> None:
    assert scored("longbook_choice_eng", reply, "a red kite", "C") == right


@pytest.mark.parametrize("char", "\n\"'.,?!{}")
def test_marks_part_the_words_of_a_choice(char: str) -> None:
    assert scored("longbook_choice_eng", f"so{char}C{char}x", "kite", "C") == 1


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("C. parse_row", 1),
        ("C: parse_row", 1),
        (" C. parse_row", 1),
        ("C", 0),  # a bare letter is not read
        ("C) parse_row", 0),
        ("B. parse_row", 0),
        ("The answer is: C", 1),
        ("The answer is: parse_row", 1),
        ("The answer is: B. C", 0),
        ("The answer is:", 0),
        ("The answer is: `parse_row`", 1),
        ("The answer is:C", 0),
        ("The answer is:`parse_row`", 1),
        ("The error is: C", 1),
        ("It is: B. The answer is: C", 1),  # by the order of phrases, not of words
        ("Answer: C", 0),
        ("My answer: C", 1),
        ("answer: C. It is: B", 0),
        ("The correct option is: C", 1),
        ("The answer is: Option C", 1),
        ("The answer is: option C", 1),
        ("The answer is:*C*", 1),
        ("The answer is: - C", 1),
        ("The answer is:\n\nC", 1),
        ("The answer is C", 0),
        ("parse_row", 0),
        ("", 0),
    ],
)
def test_a_function_with_a_bug(reply: str, right: int) -> None:
    assert scored("code_debug", reply, "parse_row", "C") == right


@pytest.mark.parametrize("char", "\n`'\"-*")
def test_marks_become_spaces_in_what_is_said_of_code(char: str) -> None:
    assert scored("code_debug", f"The answer{char}is: C", "parse_row", "C") == 1


@pytest.mark.parametrize(
    ("reply", "golds", "share"),
    [
        ("The red kite", ("a red kite",), 1.0),
        ("red red", ("red",), 2 / 3),
        ("It is red.", ("red kite",), 0.4),
        ("red", ("blue", "red kite", "red"), 1.0),
        ("U.S.", ("us",), 1.0),
        ("3.5%", ("35",), 1.0),
        ("it\u2019s", ("its",), 0.0),  # only marks of ASCII are taken out
        ("blue", ("red",), 0.0),
        ("", ("red",), 0.0),
        ("the", ("a",), 0.0),  # nothing and nothing share nothing
    ],
)
def test_words_in_common(reply: str, golds: tuple[str, ...], share: float) -> None:
    assert scored("longbook_qa_eng", reply, *golds) == pytest.approx(share)


@pytest.mark.parametrize(
    ("reply", "golds", "share"),
    [
        ("\u8001\u738b", ("\u8001\u738b",), 1.0),
        ("\u8001\u738b", ("\u8001\u674e",), 0.5),
        ("\u8001\u738b", ("\u674e", "\u738b"), 2 / 3),
        ("\u8001 \u738b\u3002", ("\u8001\u738b",), 1.0),
        ("\uff08\u8001\u3001\u738b\uff09!", ("\u8001\u738b",), 1.0),
        ("\u300a\u8001\u300b", ("\u8001",), 2 / 3),  # the opening bracket stays
        ("ABC", ("abc",), 1.0),
        ("the", ("e",), 0.5),  # articles are characters like others
        ("", ("\u738b",), 0.0),
        ("\u3002", ("\uff0c",), 0.0),
    ],
)
def test_characters_in_common(reply: str, golds: tuple[str, ...], share: float) -> None:
    assert scored("longbook_qa_chn", reply, *golds) == pytest.approx(share)


def test_a_gold_that_is_no_list_is_its_letters() -> None:
    assert scored("longbook_qa_eng", "b", ground_truth="b c") == 1
    assert scored("longbook_qa_eng", "bc", ground_truth="bc") == 0


@pytest.mark.parametrize(
    ("task", "label"),
    [
        ("math_calc", "[[]]"),
        ("math_calc", "7"),
        ("longbook_choice_eng", "null"),
        ("code_debug", '["parse_row"]'),
        ("longbook_qa_eng", "[7]"),
    ],
)
def test_what_ends_the_official_run_is_not_defined(task: str, label: str) -> None:
    with pytest.raises(NotDefinedError):
        scored(task, "B 7", ground_truth=json.loads(label))


@pytest.mark.parametrize("task", ["passkey", "math_calc", "code_debug"])
def test_without_a_gold_it_is_not_defined(task: str) -> None:
    with pytest.raises(NotDefinedError):
        scored(task, "B 7")
