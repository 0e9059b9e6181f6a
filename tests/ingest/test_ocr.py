"""What OCR does without its extra: refuses clearly, and puts texts in order."""

import sys

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options, UnreadableError
from pipeline.ingest.readers.ocr import Box, lines
from tests.support import files


@pytest.mark.parametrize("missing", ["rapidocr", "onnxruntime"])
def test_without_the_extra_it_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)

    with pytest.raises(UnreadableError, match=r"needs an extra: in docqa's folder"):
        READERS[".pdf"].contents(files.pdf(["text"]), Options(ocr=True))


def test_cells_of_a_row_stand_on_one_line_from_left_to_right() -> None:
    row = [Box(102, 121, 400, "998"), Box(100, 120, 10, "EMEA"), Box(98, 118, 200, "1")]
    above, below = Box(70, 90, 10, "Year"), Box(130, 150, 10, "Japan")

    assert lines([below, *row, above]) == "Year\nEMEA 1 998\nJapan"


def test_lines_that_overlap_by_half_at_most_are_two() -> None:
    assert lines([Box(100, 120, 10, "one"), Box(110, 130, 50, "two")]) == "one\ntwo"


def test_a_small_text_beside_a_tall_one_is_on_its_line() -> None:
    assert lines([Box(100, 160, 10, "Total"), Box(120, 135, 90, "(€)")]) == "Total (€)"


def test_the_order_they_are_found_in_does_not_matter() -> None:
    boxes = [Box(10.0 * n, 10.0 * n + 12, n % 3, str(n)) for n in range(9)]

    assert lines(boxes) == lines(boxes[::-1])


def test_no_text_is_no_line() -> None:
    assert lines([]) == ""
