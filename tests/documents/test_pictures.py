"""Sizes become a spread, a histogram and two pictures of it that say the same."""

import subprocess
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.picture import bars, svg
from pipeline.documents.png import png
from pipeline.documents.sizes import Bin, histogram, spread

sizes = st.lists(st.integers(1, 50_000_000), min_size=1, max_size=50).map(sorted)


@given(sizes)
def test_every_document_is_in_the_one_bin_of_its_size(found: list[int]) -> None:
    bins = histogram(found)

    assert [bin_.documents for bin_ in bins] == [
        sum(bin_.low <= size < bin_.high for size in found) for bin_ in bins
    ]
    assert sum(bin_.documents for bin_ in bins) == len(found)
    assert bins[0].documents
    assert bins[-1].documents


def test_a_spread_is_made_of_sizes_that_exist() -> None:
    found = spread([1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000])

    assert found is not None
    assert (found.min, found.median, found.p90, found.max) == (1, 5, 9, 1_000)
    assert spread([]) is None
    assert histogram([]) == []


def test_bars_are_as_long_as_their_counts() -> None:
    bins = [
        Bin(low=100, high=200, documents=1_000),
        Bin(low=200, high=500, documents=0),
        Bin(low=500, high=1_000, documents=500),
        Bin(low=1_000, high=2_000, documents=1),
    ]

    assert list(bars(bins, 4)) == [
        "    100 - 199  ████ 1,000",
        "    200 - 499  0",
        "    500 - 999  ██ 500",
        "1,000 - 1,999  ▏ 1",
    ]
    assert list(bars([], 4)) == []


def test_a_plot_names_edges_and_counts_and_repeats() -> None:
    bins = histogram([120, 130, 700, 1_800])

    drawn = svg(bins)

    for words in (">100<", ">2k<", ">2<", "(n = 4)"):
        assert words in drawn.decode()
    assert svg(bins) == drawn


def test_a_plot_of_many_sizes_names_powers_of_ten() -> None:
    drawn = svg(histogram([1, 3_000_000])).decode()

    assert ">100k<" in drawn
    assert ">200k<" not in drawn


def test_a_plot_of_nothing_says_so() -> None:
    assert "no document has text" in svg([]).decode()


def test_a_png_holds_its_pixels() -> None:
    pixels = bytes(range(24))

    data = png(pixels, 4, 2)

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert data[16:24] == b"\0\0\0\4\0\0\0\2"
    start = data.index(b"IDAT") + 4
    lines = zlib.decompressobj().decompress(data[start:])
    assert lines == b"\0" + pixels[:12] + b"\0" + pixels[12:]
    with pytest.raises(ValueError, match="24 bytes are not 3 x 3 pixels"):
        png(pixels, 3, 3)


def test_drawing_loads_no_command() -> None:
    """It is done in a new process, which must be there soon."""
    program = (
        "import sys, pipeline.documents.drawing, pipeline.ingest.readers.pdfium\n"
        "print([m for m in ('click', 'duckdb', 'matplotlib') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
