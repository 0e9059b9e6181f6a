"""What a glance passes over, the pattern behind it would not find either."""

import re
from collections.abc import Sequence

import pytest

from pipeline.score.facts import figure, said, standing
from pipeline.score.listing import labels, options_named
from pipeline.values.text import has_any

FOUND: list[tuple[re.Pattern[str], Sequence[str], str]] = [
    (pattern, words, text)
    for pattern, words, texts in (
        (
            labels._ANSWER,
            labels._ANSWER_HAS,
            (
                "Answer: B|The option is B|choice = B|ALTERNATIVE is B|selection: B"
                "|I choose B|I chose B|I'd select B|I pick B|I would go with B|\u2192 B"
                "|\u21d2 B|-> B|=> B|Therefore, B|Thus B|Hence B|So B"
            ),
        ),
        (
            labels._CORRECT,
            labels._CORRECT_HAS,
            "B is correct|Option B was RIGHT|(B) is the best",
        ),
        (
            options_named._DENIED_BEFORE,
            options_named._DENYING,
            (
                "it is not |never |Neither |nor |cannot |without |EXCEPT |unlike "
                "|rather than |instead of |isn't |doesn\u2019t "
            ),
        ),
        (
            options_named._NAMED_LABEL,
            options_named._NAMED_HAS,
            "option B|Choice 2|answer choice B|alternative C|(B)|(12)",
        ),
        (
            figure._NUMERAL,
            figure._NUMERAL_HAS,
            (
                "zero|Two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
                "|thirteen|fifteen|Twenty|thirty|forty|fifty|sixty|seventy|eighty"
                "|ninety|a hundred|thousand"
            ),
        ),
        (
            said._RETRACTION,
            said._RETRACTION_HAS,
            (
                "is false|was incorrect|are wrong|were mistaken|is untrue|is not true"
                "|is not correct|Mistakenly|misconception|a myth|contrary to"
                "|Correction:"
            ),
        ),
        (
            standing._ALIAS,
            standing._ALIAS_HAS,
            (
                "pen-name|pen name|pseudonym|stage name|real name|alias|also known as"
                "|aka|a.k.a|better known as|n\u00e9e|maiden name|born as|Nicknamed"
            ),
        ),
    )
    for text in texts.split("|")
]


@pytest.mark.parametrize(("pattern", "words", "text"), FOUND)
def test_a_glance_misses_nothing_that_is_there(
    pattern: re.Pattern[str], words: Sequence[str], text: str
) -> None:
    assert pattern.search(text)
    assert has_any(text, words)


def test_a_glance_passes_over_most_of_what_is_not_there() -> None:
    assert not has_any("The ferry sailed at dawn.", ["noon", "dusk"])


def test_case_hides_no_word_from_a_glance() -> None:
    assert has_any("At NOON.", ["noon"])


def test_beyond_ascii_a_glance_is_never_sure() -> None:
    assert re.search("(?i)noon in", "noon \u0131n")
    assert has_any("noon \u0131n", ["noon in"])
