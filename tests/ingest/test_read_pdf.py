"""What a PDF says of itself, what is locked, and what is broken into pieces."""

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import (
    NO_TEXT_LAYER,
    Contents,
    Options,
    UnreadableError,
)
from pipeline.records import Heading
from tests.support import files


def read(data: bytes, **options: object) -> Contents:
    return READERS[".pdf"].contents(data, Options(**options))  # type: ignore[arg-type]


def test_the_raw_text_of_a_page_is_kept_where_cleaning_changed_it() -> None:
    data = files.pdf(["The efficient docu-", "ment. A document."], ["plain"])

    changed, plain = read(data).pages

    assert changed.text == "The efficient document. A document."
    assert changed.raw is not None
    assert "docu" in changed.raw
    assert "document. A" not in changed.raw
    assert plain.raw is None


def test_title_author_and_outline_are_told() -> None:
    held = read(files.pdf_with_attachment(["cover"], "data.txt", b"inside"))

    assert held.title == "The title"
    assert held.details["author"] == "An author"
    assert list(held.outline) == [
        Heading(level=1, title="Chapter", page=1),
        Heading(level=2, title="Section", page=1),
    ]
    assert [(one.name, one.data) for one in held.attached] == [("data.txt", b"inside")]


@pytest.mark.parametrize("second_engine", [False, True])
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(files.pdf(["secret words"], user_password="opensesame"), id="rc4"),
        pytest.param(files.aes_pdf(["secret words"], "opensesame"), id="aes-256"),
    ],
)
def test_a_locked_file_is_read_with_its_password(
    data: bytes, *, second_engine: bool
) -> None:
    passwords = ("wrong", "opensesame")

    held = read(data, passwords=passwords, second_engine=second_engine)

    assert [page.text for page in held.pages] == ["secret words"]
    assert {page.engine for page in held.pages} == {
        "pypdf" if second_engine else "pypdfium2"
    }


@pytest.mark.parametrize("second_engine", [False, True])
def test_a_locked_file_without_its_password_says_the_way_out(
    *, second_engine: bool
) -> None:
    data = files.pdf(["secret words"], user_password="opensesame")

    with pytest.raises(UnreadableError, match="set DOCQA_DOCUMENT_PASSWORD"):
        read(data, second_engine=second_engine)
    with pytest.raises(UnreadableError, match="none of those given") as caught:
        read(data, passwords=("nearly right",), second_engine=second_engine)

    assert "nearly right" not in repr(
        (caught.value, Options(passwords=("nearly right",)))
    )


def test_a_picture_of_a_page_has_no_text_layer_and_a_blank_page_is_blank() -> None:
    text, picture, blank = read(files.scanned_pdf()).pages

    assert (text.text, text.note) == ("typed", None)
    assert (picture.text, picture.note) == ("", NO_TEXT_LAYER)
    assert (blank.text, blank.note) == ("", None)


def test_characters_placed_one_by_one_are_joined_to_words_and_rows() -> None:
    rows = [
        f"Sales {year} 1,{year - 1000} 9{year % 100:02}" for year in range(2001, 2031)
    ]

    (page,) = read(files.shattered_pdf(rows)).pages

    assert page.text.splitlines() == rows


def test_a_page_is_not_read_beyond_what_is_shown_of_it() -> None:
    (page,) = read(files.cropped_pdf("inside", "printer's mark")).pages

    assert page.text == "inside"


def test_reading_stops_where_a_file_holds_too_much() -> None:
    data = files.pdf(*[["a line of text"]] * 50)

    held = read(data, most_characters=100)

    assert 100 < sum(len(page.text) for page in held.pages) < 200
