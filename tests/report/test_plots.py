"""The same report is the same picture, down to the byte, wherever it is drawn."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends import backend_agg

from pipeline.canvas import HEIGHT, WIDTH, Canvas, drawing, spread
from pipeline.report import plots
from tests.report.test_sections import made
from tests.support.bench_design import Design

DRAW = """
import hashlib, sys
from pathlib import Path
from pipeline.report import plots
from pipeline.report.contents import Report
from pipeline.report.sections import page
report = Report.model_validate_json(Path(sys.argv[1]).read_text("utf-8"))
for data in (plots.accuracy(report), plots.time(report), page(report).encode()):
    print(hashlib.sha256(data).hexdigest())
"""


def drawn(source: Path, **environ: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DRAW, str(source)],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_another_time_zone_and_locale_draw_the_same_bytes(tmp_path: Path) -> None:
    made(tmp_path)
    source = tmp_path / "report.json"

    here = drawn(source, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    there = drawn(source, TZ="Asia/Tokyo", LC_ALL="de_DE.UTF-8", PYTHONHASHSEED="2")

    assert here == there
    assert len(here.split()) == 3


def test_a_picture_names_models_and_lengths_and_no_date(tmp_path: Path) -> None:
    report, _ = made(tmp_path)

    picture = plots.accuracy(report).decode()

    for words in ("north/aurora-2", ">16k<", ">100%<", "system-ui"):
        assert words in picture
    assert "<dc:date>" not in picture


def test_no_setting_of_the_user_changes_a_picture(tmp_path: Path) -> None:
    report, _ = made(tmp_path)
    settings: Any = mpl
    before = plots.accuracy(report)

    with settings.rc_context({"lines.markeredgewidth": 5, "svg.fonttype": "path"}):
        inside = plots.accuracy(report)

    assert inside == before


@pytest.mark.parametrize(
    ("ends", "ticks"),
    [
        ((0.7, 12.0), [1.0, 2.0, 5.0, 10.0]),
        ((0.008, 15.0), [0.01, 0.1, 1.0, 10.0]),
    ],
)
def test_time_ticks_are_round(ends: tuple[float, float], ticks: list[float]) -> None:
    assert plots.ticks_log(*ends) == pytest.approx(ticks)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_labels_keep_apart_and_in_order(heights: list[float]) -> None:
    moved = spread(heights, 0.05)

    gaps = [b - a for a, b in pairwise(sorted(moved))]
    assert all(gap > 0.05 - 1e-9 for gap in gaps)
    assert max(moved) <= 1
    for one, two in pairwise(sorted(range(len(heights)), key=heights.__getitem__)):
        assert moved[one] < moved[two]


def test_models_stand_apart_by_less_than_a_marker(tmp_path: Path) -> None:
    report, _ = made(tmp_path, Design(models=tuple(f"m/{n}" for n in range(9))))
    places = [plots._x(length) for length in report.lengths_built]

    shifts = plots._shifts(report).values()

    assert len(set(shifts)) == 9
    assert max(map(abs, shifts)) <= 0.01 * (places[-1] - places[0])


@pytest.mark.parametrize("label", ["0.005 s", "10000 s", "100%"])
def test_no_tick_label_touches_the_frame(label: str) -> None:
    with drawing():
        canvas = Canvas("")
        canvas.axis_y([0.5], [label], (0.0, 1.0))
        library: Any = backend_agg
        renderer = library.RendererAgg(WIDTH, HEIGHT, 72)
        (shown,) = canvas._axes.get_yticklabels()
        box = shown.get_window_extent(renderer)

    assert box.x0 >= 10
