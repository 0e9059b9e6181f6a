"""A fact looks like a sentence of the passage beside it."""

import pytest

from pipeline.questions.planting.kinds.base import Fact
from pipeline.questions.planting.passages import Side
from pipeline.questions.planting.registers import Register, dressed, register_of

PROSE = "The quay is old. It was built in haste. Nobody minds."
CLAUSES = "4.2 Payment\n\nThe Board shall pay.\n\n4.3 The Engineer shall certify."
LOG = "19 Feb  16:05  Brindholm, on time\n20 Feb  13:50  Ovensay, 18 min late"
ISO_LOG = "[2024-03-01 10:00] started\n[2024-03-01 10:05] stopped"
LABELS = "Owner: the Board\nBuilt: in haste\nState: poor"
BULLETS = "Of note:\n\n- the quay is old\n- it was built in haste"
CELLS = "Item | Charge EUR\nLost pass or card | 12.00"
LONG = f"{' '.join(['word'] * 40)}. " * 4


@pytest.mark.parametrize(
    ("text", "side", "expected"),
    [
        pytest.param(PROSE, "after", Register("prose"), id="prose"),
        pytest.param(LONG, "after", Register("prose", long=True), id="long"),
        pytest.param(CLAUSES, "after", Register("clause", "4.3A "), id="clause"),
        pytest.param(
            f"{CLAUSES}\n{PROSE * 12}", "after", Register("prose"), id="long after"
        ),
        pytest.param(CLAUSES, "before", Register("prose"), id="before the clauses"),
        pytest.param(LOG, "after", Register("log", "20 Feb  13:50  "), id="log"),
        pytest.param(
            LOG, "before", Register("log", "19 Feb  16:05  "), id="log's head"
        ),
        pytest.param(
            ISO_LOG, "after", Register("log", "[2024-03-01 10:05] "), id="ISO log"
        ),
        pytest.param(LABELS, "after", Register("label"), id="labels"),
        pytest.param(CELLS, "after", Register("label"), id="cells"),
        pytest.param(BULLETS, "after", Register("bullet", "- "), id="bullets"),
        pytest.param(BULLETS, "before", Register("prose"), id="above bullets"),
        pytest.param("word " * 90 + "1,2\n3.5 m", "after", Register("prose"), id="odd"),
    ],
)
def test_a_register_is_read_at_the_border(
    text: str, side: Side, expected: Register
) -> None:
    assert register_of(text, side) == expected


@pytest.mark.parametrize(
    ("fact", "register", "expected"),
    [
        (Fact("It is 5."), Register("prose"), "It is 5."),
        (Fact("It is 5."), Register("prose", long=True), "It is 5, as noted."),
        (Fact("It is 5."), Register("bullet", "- "), "- It is 5."),
        (Fact("It is 5.", label="It: 5"), Register("label"), "It: 5"),
        (Fact("It is 5."), Register("label"), "It is 5."),
        (Fact("It is 5."), Register("log", "2 May  9:00  "), "2 May  9:00  It is 5."),
        (Fact("Since May.", dated=True), Register("log", "2 May  "), "Since May."),
    ],
)
def test_a_fact_is_said_in_the_register(
    fact: Fact, register: Register, expected: str
) -> None:
    assert dressed(fact, ", as noted", register) == expected
