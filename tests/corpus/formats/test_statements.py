"""What a document states is read from its file: all rows of all formats."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.corpus.checking.reading import statements
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.formats import rendered
from pipeline.corpus.papers import Format, Row, Table
from pipeline.corpus.relations import RELATIONS, SUBJECTS, Shape, Time, kind
from pipeline.corpus.sayings import Saying, sayings
from pipeline.corpus.speaker import Speaker
from pipeline.corpus.values import Voice
from tests.corpus.formats import made

VALUES: dict[Shape, Value] = {
    Shape.MONEY: 1_384_270,
    Shape.NUMBER: Decimal("1204.5"),
    Shape.DATE: date(2021, 3, 14),
    Shape.MONTH: date(2021, 3, 1),
    Shape.WORDS: "a worn bearing",
    Shape.CODE: "QX-2021/0417",
    Shape.PERSON: "Elin Hask",
    Shape.COMPANY: "Harrow & Pell",
    Shape.PLACE: "Skelwith Weir",
    Shape.TITLE: "Skelwith Outfall Renewal",
}


def facts(saying: Saying) -> list[Fact]:
    subject = str(VALUES[SUBJECTS[kind(saying.relations[0])]])
    days = {Time.FIXED: None, Time.FROM: date(2021, 3, 14), Time.AT: date(2021, 3, 1)}
    return [
        Fact(name, subject, VALUES[(about := RELATIONS[name]).shape], days[about.time])
        for name in saying.relations
    ]


def rows() -> list[Row]:
    """Say all that can be said in a row."""
    known = [saying for saying in sayings() if saying.voice is Voice.ROW]
    return [Speaker(Voice.ROW, Dice("said")).row(*facts(saying)) for saying in known]


@pytest.mark.parametrize("form", made.FORMATS)
def test_every_row_is_read_from_every_format(form: Format) -> None:
    said = rows()
    tables = [
        Table(f"Of {n}", tuple("abcdefghijkl"[: len(row.cells)]), (row,))
        for n, row in enumerate(said)
    ]
    text = made.lines(form, rendered(made.paper(form, *tables)))

    wanted = {fact for row in said for fact in row.facts}
    assert wanted
    assert wanted <= {fact for one in statements(text) for fact in one.facts}
