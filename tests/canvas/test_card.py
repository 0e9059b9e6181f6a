"""A picture is the same wherever it is drawn, and says in words what it shows."""

from typing import Any

import matplotlib as mpl
import pytest
from lxml import etree
from matplotlib.backends import backend_agg

from pipeline.canvas import (
    HEIGHT,
    PLOT,
    WIDTH,
    Area,
    Card,
    Key,
    Point,
    Shape,
    Tag,
    Tile,
    drawing,
)

HOSTILE = "evil & <script>alert(1)</script> $x^2$"


def tiled() -> bytes:
    with drawing():
        card = Card("Tiles", 200, words="one tile")
        rows = card.rows(Area(100, 60, 300, 60))
        rows.name_rows([Tag(Point(0, 0), HOSTILE, "#000000")], 1)
        rows.columns(["4k", "8k"])
        rows.tiles(
            [
                Tile(0, 0, "#0072B2", "#ffffff", HOSTILE),
                Tile(1, 0, "#eeeeee", "#000000", shape=Shape.HALF, hatched=True),
            ]
        )
        card.keys([Key(HOSTILE, "#0072B2", shape=Shape.RING)])
        return card.svg()


def test_no_setting_of_the_user_changes_a_picture() -> None:
    settings: Any = mpl
    before = tiled()

    with settings.rc_context({"lines.markeredgewidth": 5, "svg.fonttype": "path"}):
        inside = tiled()

    assert inside == before


def test_a_picture_has_a_title_a_description_and_a_role() -> None:
    with drawing():
        data = Card("Time & money", words=HOSTILE).svg()

    root = etree.fromstring(data)
    said = {etree.QName(child).localname: child.text for child in list(root)[:2]}
    assert root.get("role") == "img"
    assert said == {"title": "Time & money", "desc": HOSTILE}


def test_foreign_words_are_text_and_nothing_else() -> None:
    root = etree.fromstring(tiled())

    names = {etree.QName(element).localname for element in root.iter("{*}*")}
    texts = [element.text for element in root.iter("{*}text")]
    assert "script" not in names
    assert texts.count(HOSTILE) == 3
    assert b"<dc:date>" not in tiled()


def test_columns_too_narrow_for_their_labels_keep_some() -> None:
    labels = [f"{2**n}k" for n in range(13)]
    with drawing():
        card = Card("")
        rows = card.rows(Area(100, 60, 250, 60))
        rows.name_rows([], 1)
        rows.columns(labels)
        root = etree.fromstring(card.svg())

    written = [element.text for element in root.iter("{*}text")]
    assert labels[-1] in written
    assert 3 < len(set(labels) & set(written)) < len(labels)


@pytest.mark.parametrize("label", ["0.005 s", "10000 s", "100%"])
def test_no_tick_label_touches_the_frame(label: str) -> None:
    with drawing():
        chart = Card("").chart(PLOT)
        chart.axis_y([0.5], [label], (0.0, 1.0))
        library: Any = backend_agg
        renderer = library.RendererAgg(WIDTH, HEIGHT, 72)
        (shown,) = chart._axes.get_yticklabels()
        box = shown.get_window_extent(renderer)

    assert box.x0 >= 10
