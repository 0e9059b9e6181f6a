"""What is made plain, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.readers import clean
from pipeline.ingest.readers.clean import characters, hyphens, layout


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        pytest.param("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne", id="line-ends"),
        pytest.param("a\x00b\x07c\x9fd\ttab", "abcd\ttab", id="controls"),
        pytest.param("co\u00adop\u200bera\ufefftion", "cooperation", id="invisible"),
        pytest.param(
            "\ufb01ne e\ufb03cient \u00bd \uff21",
            "fine efficient \u00bd \uff21",
            id="ligatures-alone",
        ),
        pytest.param("1\u00a0000\u202f000\u3000x", "1 000 000 x", id="spaces"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone-surrogate"),
        pytest.param("a\ud83d\ude00b", "a\U0001f600b", id="surrogate-pair"),
    ],
)
def test_characters(given_text: str, wanted: str) -> None:
    assert characters(given_text) == wanted


@given(st.text())
def test_clean_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    cleaned = layout(characters(text))

    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert layout(characters(cleaned)) == cleaned


def test_layout_folds_blank_lines_and_drops_trailing_spaces() -> None:
    assert layout("\n a  \n\n\n\nb \t\nc\n") == "a\n\nb\nc"


def test_layout_takes_a_long_run_of_spaces_in_its_stride() -> None:
    text = ("a" + " " * 50_000) * 20 + "b"

    assert layout(text) == text


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param("a docu-\nment", "a document", id="joined"),
        pytest.param("a docu\x02ment", "a document", id="pdfium-joined"),
        pytest.param("year\x02on-year", "year-on-year", id="pdfium-kept"),
        pytest.param("year-\non-year", "year-on-year", id="kept"),
        pytest.param("Regulation S\x02T", "Regulation S-T", id="capital"),
        pytest.param("2013-\n2014", "2013-\n2014", id="digits"),
        pytest.param("a dash -\nhere", "a dash -\nhere", id="dash"),
    ],
)
def test_a_hyphen_goes_only_where_the_document_writes_the_word(
    page: str, wanted: str
) -> None:
    assert hyphens([page, "This document knows it."])[0] == wanted


@given(st.text(st.characters() | st.sampled_from("\n\t\xad\ufb01\u2028\xa0\x02")))
def test_what_is_taken_for_clean_is_clean(text: str) -> None:
    if clean._is_clean(text):
        assert text.translate(clean._TABLE) == text
