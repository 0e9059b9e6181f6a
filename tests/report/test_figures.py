"""The same report is the same pictures, down to the byte, and each has its words."""

import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.report import figures
from pipeline.report.contents import ModelReport, Report
from pipeline.report.figures import FIGURES, curves, drawn, figure
from pipeline.report.figures.base import MOST, styles
from tests.report.sample import sample

DRAW = """
import hashlib, sys
from pathlib import Path
from pipeline.report.contents import Report
from pipeline.report.figures import FIGURES, drawn, figure
report = Report.model_validate_json(Path(sys.argv[1]).read_text("utf-8"))
for data in (*drawn(report).values(), *(figure(report, n).encode() for n in FIGURES)):
    print(hashlib.sha256(data).hexdigest())
"""
SHARED = {"base", "curves", "stacks"}
"""What figures are made of."""
HOSTILE = (
    "evil/<script>alert(1)",
    "evil/a|b`c`[x](y)",
    "evil/$x^2_$*b*",
    "evil/" + "long" * 60,
    "evil/\u202e\U0001f600\u4e2d",
)


def renamed(report: Report, names: dict[str, str]) -> Report:
    """Return the report of models that are called otherwise."""
    models = tuple(
        m.model_copy(update={"model": names[m.model]}) for m in report.models
    )
    pairs = tuple(
        p.model_copy(update={"model": names[p.model], "other": names[p.other]})
        for p in report.pairs
    )
    return report.model_copy(update={"models": models, "pairs": pairs})


def many(count: int) -> Report:
    """Return a report of `count` models, copies of those of the sample."""
    found = sample().models
    models = tuple(
        found[n % len(found)].model_copy(update={"model": f"lab/model-{n:02}"})
        for n in range(count)
    )
    return sample().model_copy(update={"models": models, "pairs": ()})


def emptied(**nothing: object) -> Report:
    """Return the sample, some fields of each of its models taken out."""
    models = tuple(m.model_copy(update=nothing) for m in sample().models)
    return sample().model_copy(update={"models": models})


def texts(data: bytes) -> list[str]:
    """Return what is written in a picture, in the order drawn."""
    found = [element.text or "" for element in etree.fromstring(data).iter("{*}text")]
    return [" ".join(words.split()) for words in found]


def panels(data: bytes) -> int:
    return len(re.findall(rb'<g id="axes_\d+">', data))


def run(source: Path, **environ: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DRAW, str(source)],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_another_time_zone_and_locale_draw_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "report.json"
    source.write_text(sample().model_dump_json(), "utf-8")

    here = run(source, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    there = run(source, TZ="Asia/Tokyo", LC_ALL="de_DE.UTF-8", PYTHONHASHSEED="2")

    assert here == there
    assert len(here.split()) == 2 * len(FIGURES)


def test_every_figure_is_listed() -> None:
    modules = {module.name for module in pkgutil.iter_modules(figures.__path__)}

    assert modules - SHARED == set(FIGURES), "add it to FIGURES in __init__.py"


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_a_picture_its_words_and_its_table(name: str) -> None:
    shown = figure(sample(), name)
    picture = etree.fromstring(FIGURES[name].draw(sample()))

    assert shown.startswith("![")
    assert f"]({name}.svg)" in shown
    assert shown.count("<details>") == 1
    for model in sample().models:
        assert model.model in shown or (name == "cost" and model.baseline)
    assert picture.get("width") == "760"
    assert picture.findtext("{*}desc", "")[:20] == FIGURES[name].alt(sample())[:20]


@pytest.mark.parametrize("name", FIGURES)
def test_without_a_model_there_is_no_figure(name: str) -> None:
    report = sample().model_copy(update={"models": (), "pairs": ()})

    assert figure(report, name) == ""
    assert drawn(report) == {}


@pytest.mark.parametrize(
    ("name", "nothing"),
    [
        ("accuracy", {"by_length": ()}),
        ("lengths", {"effective": None}),
        ("depth", {"by_length_depth": ()}),
        ("time", {"times": ()}),
        ("cost", {"costs": None, "cost_per_correct": None}),
        ("outcomes", {"endings": ()}),
        ("consistency", {"repeats": None}),
    ],
)
def test_what_is_not_known_has_no_figure(name: str, nothing: dict[str, object]) -> None:
    report = emptied(**nothing)

    assert figure(report, name) == ""
    assert [one for one in FIGURES if not FIGURES[one].has(report)] == [name]


def test_one_model_without_anything_leaves_the_others_drawn() -> None:
    nothing = {
        "accuracy": None,
        "by_length": (),
        "by_length_depth": (),
        "times": (),
        "costs": None,
        "cost_per_correct": None,
        "endings": (),
        "repeats": None,
        "effective": None,
    }
    first, *others = sample().models
    models = (first.model_copy(update=nothing), *others)
    report = sample().model_copy(update={"models": models})

    assert len(drawn(report)) == len(FIGURES)


def test_hostile_names_are_text_in_every_picture_and_table() -> None:
    models = [model.model for model in sample().models]
    report = renamed(sample(), dict(zip(models, HOSTILE, strict=True)))

    for data in drawn(report).values():
        names = {
            etree.QName(one).localname for one in etree.fromstring(data).iter("{*}*")
        }
        assert "script" not in names
        assert "\u202e" not in data.decode()
    for name in FIGURES:
        shown = figure(report, name)
        assert "<script" not in shown
        assert "[x](y)" not in shown
        columns = {
            line.count("|") for line in shown.splitlines() if line.startswith("|")
        }
        assert len(columns) == 1


def test_a_long_name_is_cut_in_a_picture() -> None:
    models = [model.model for model in sample().models]
    report = renamed(sample(), dict(zip(models, HOSTILE, strict=True)))

    written = texts(FIGURES["outcomes"].draw(report))

    assert max(len(words) for words in written if words.startswith("long")) == 22


def test_a_model_is_dressed_alike_whatever_its_rank() -> None:
    turned = sample().model_copy(update={"models": sample().models[::-1]})

    assert styles(turned) == styles(sample())
    assert len(set(styles(many(20)).values())) == 20


@pytest.mark.parametrize("name", ["accuracy", "time"])
@pytest.mark.parametrize(("count", "expected"), [(5, 1), (6, 6), (23, MOST)])
def test_more_than_five_lines_have_a_panel_each(
    name: str, count: int, expected: int
) -> None:
    data = FIGURES[name].draw(many(count))

    assert panels(data) == expected
    cut = f"The first {MOST} of {count} models." in " ".join(texts(data))
    assert cut == (count > MOST)


@pytest.mark.parametrize("name", ["lengths", "outcomes", "consistency"])
def test_more_rows_than_there_is_room_for_are_left_to_the_table(name: str) -> None:
    report = many(MOST + 3)
    written = texts(FIGURES[name].draw(report))

    assert (
        f"The first {MOST} of {MOST + 3} models; the table holds the others." in written
    )
    assert sum(words.startswith("lab/model-") for words in written) == MOST
    assert FIGURES[name].table(report).count("lab/model-") == MOST + 3


def test_no_clause_of_the_words_is_lost_without_a_word() -> None:
    assert FIGURES["accuracy"].alt(many(20)).endswith("; 12 more in the table.")


def cells(model: ModelReport) -> list[int]:
    return [cell.length for cell in model.by_length if cell.accuracy and cell.length]


def test_a_line_ends_at_the_window() -> None:
    short = next(m for m in sample().models if len(cells(m)) < len(sample().lengths))
    said = FIGURES["accuracy"].alt(sample())

    assert re.search(rf"{short.model} \d+ % at 4k to \d+ % at 64k", said)
    assert "over window" in FIGURES["accuracy"].table(sample())


def test_a_picture_has_lengths_shares_and_names() -> None:
    written = texts(FIGURES["accuracy"].draw(sample()))

    for words in ("north/aurora-2", "16k", "256k", "0%", "100%"):
        assert words in written


def test_one_length_is_drawn_with_models_apart() -> None:
    models = tuple(
        m.model_copy(
            update={
                "by_length": m.by_length[:1],
                "times": m.times[:1],
                "effective": None,
            }
        )
        for m in sample().models
    )
    report = sample().model_copy(
        update={"models": models, "lengths": (4_000,), "lengths_built": (4_000,)}
    )

    files = drawn(report)

    assert "lengths.svg" not in files
    for name in ("accuracy.svg", "time.svg"):
        places = [
            float(found)
            for found in re.findall(
                rb'<use xlink:href="#m\w+" x="([\d.]+)"', files[name]
            )
        ]
        assert len({round(place, 1) for place in places}) >= len(models)


def test_models_are_moved_in_order_and_by_less_than_half_a_step() -> None:
    names = [model.model for model in many(5).models]
    moved = list(curves.shifts(many(5), names, 0.05).values())

    assert moved == sorted(set(moved))
    assert max(map(abs, moved)) < 0.5


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ((4, 8, 16), [[4, 8, 16]]),
        ((4, 16), [[4], [16]]),
        ((8, 16), [[8, 16]]),
        ((), []),
    ],
)
def test_no_line_crosses_a_length_without_a_figure(
    known: tuple[int, ...], expected: list[list[int]]
) -> None:
    places = [curves.place(length, 0.5, None) for length in known]

    found = curves.pieces(places, (4, 8, 16))

    assert [[one.length for one in piece] for piece in found] == expected


def test_a_band_breaks_where_a_length_has_no_figure() -> None:
    model = sample().models[0]
    cells = list(model.by_length)
    cells[3] = cells[3].model_copy(update={"accuracy": None})
    broken = model.model_copy(update={"by_length": tuple(cells)})
    bands = [
        FIGURES["accuracy"]
        .draw(sample().model_copy(update={"models": (one,)}))
        .count(b'<g id="FillBetweenPolyCollection_')
        for one in (model, broken)
    ]

    assert bands == [1, 2]
