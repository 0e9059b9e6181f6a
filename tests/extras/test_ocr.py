"""Pages without a text layer, read by their look; needs the extra `ocr`."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import (
    NO_TEXT_LAYER,
    READ_BY_LOOK,
    Options,
    PageText,
)
from pipeline.ingest.readers.ocr import Ocr
from pipeline.ingest.readers.pdfium import opened
from tests.support import files

pytest.importorskip("rapidocr")

LINES = ("Net sales grew by 12.5% in the year.", "Year 2022 2023", "EMEA 1,204 (998)")


def scan(data: bytes) -> bytes:
    """Every page as a picture of 200 dots an inch, as a scanner gives it."""
    with opened(data, None) as document:
        looks = [
            document.look(index, scale=200 / 72, longest=3_000)
            for index, _ in enumerate(document.pages())
        ]
    first, *others = [
        Image.fromarray(look[:, :, ::-1]) for look in looks if look is not None
    ]
    target = BytesIO()
    first.save(target, "PDF", resolution=200, save_all=True, append_images=others)
    return target.getvalue()


def read(data: bytes, *, ocr: bool = True) -> list[PageText]:
    return list(READERS[".pdf"].contents(data, Options(ocr=ocr)).pages)


@pytest.fixture(scope="module")
def scanned() -> bytes:
    rows = [tuple(line.split()) for line in LINES[1:]]
    return scan(files.pdf([LINES[0], *rows], []))


def test_a_scan_has_no_text_layer_and_no_text(scanned: bytes) -> None:
    found = [(page.text, page.note, page.engine) for page in read(scanned, ocr=False)]

    assert found == [("", NO_TEXT_LAYER, "pypdfium2")] * 2


def test_a_scan_is_read_by_its_look_with_a_row_on_one_line(scanned: bytes) -> None:
    first, empty = read(scanned)

    assert (first.text, first.engine) == ("\n".join(LINES), "rapidocr")
    assert (empty.text, empty.engine) == ("", "pypdfium2")
    assert (first.note, empty.note) == (READ_BY_LOOK, NO_TEXT_LAYER)


def test_it_reads_the_same_again(scanned: bytes) -> None:
    assert read(scanned) == read(scanned)


def test_a_page_with_a_text_layer_is_not_looked_at() -> None:
    (page,) = read(files.pdf(["plain text"]))

    assert (page.text, page.engine, page.note) == ("plain text", "pypdfium2", None)


def test_a_blank_page_stays_blank() -> None:
    (page,) = read(files.pdf([]))

    assert (page.text, page.engine, page.note) == ("", "pypdfium2", None)


@pytest.mark.parametrize("shape", [(1, 1), (2, 3_000), (3_000, 2), (50, 2_000)])
def test_a_picture_of_any_shape_is_read(shape: tuple[int, int]) -> None:
    assert Ocr().read(np.full((*shape, 3), 255, np.uint8)) == ""


def test_it_is_silent(scanned: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    read(scanned)

    assert capfd.readouterr() == ("", "")
