"""Which passages may carry a fact, and on which side."""

import pytest

from pipeline.questions.planting.passages import Hosts, is_row, sides
from tests.questions.planting.passages import ENGLISH, corpus

BEGUN = "and so it went on. " + ENGLISH
OPEN = ENGLISH + " It goes on with"
TABLE = ENGLISH + "\nNet sales 1,234 1,100\nNet income (12) 98"


@pytest.mark.parametrize(
    ("text", "previous", "expected"),
    [
        pytest.param(ENGLISH, ENGLISH, ["before", "after"], id="sentences"),
        pytest.param(BEGUN, ENGLISH, ["after"], id="begins within a sentence"),
        pytest.param(ENGLISH, OPEN, ["after"], id="follows an open sentence"),
        pytest.param(OPEN, ENGLISH, ["before"], id="ends within a sentence"),
        pytest.param(BEGUN[:-20] + "with", ENGLISH, [], id="both"),
        pytest.param(ENGLISH, "", ["after"], id="the first of its document"),
        pytest.param("Too short.", ENGLISH, [], id="short"),
        pytest.param(TABLE, ENGLISH, ["before", "after"], id="a table"),
        pytest.param(OPEN + "\n 17 \n", ENGLISH, ["before"], id="a page number"),
        pytest.param(ENGLISH + "\n- 17 -", ENGLISH, ["before", "after"], id="its foot"),
        pytest.param(
            "会議は十時に始まる。" * 30, "終わり。", ["before", "after"], id="ja"
        ),
    ],
)
def test_a_fact_stands_between_sentences(
    text: str, previous: str, expected: list[str]
) -> None:
    assert list(sides(text, previous)) == expected


def test_a_table_of_contents_carries_nothing() -> None:
    dotted = "\n".join(f"Chapter {n} of the book ..... {n}" for n in range(20))
    bare = "\n".join(f"Chapter of the book {'x' * n} {3 * n}" for n in range(20))
    table = "\n".join(f"Sales of the year {'x' * n} {37 * n % 89}" for n in range(20))

    assert not sides(dotted + ".", ENGLISH)
    assert not sides(bare, ENGLISH)
    assert sides(table, ENGLISH)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Net sales 1,234 1,100", True),
        ("Lost pass or card | 12.00", True),
        ("Tue 15 Feb  HW 05:01 5.23", True),
        ("It was in 1998", False),
        ("He left.  She stayed", False),
    ],
)
def test_a_row_is_told_from_a_line_of_prose(line: str, *, row: bool) -> None:
    assert is_row(line) is row


def test_every_host_is_handed_out_once_and_documents_take_turns() -> None:
    hosts = Hosts(corpus(3, 5), seed=1)
    taken = [hosts.take() for _ in range(hosts.count)]

    assert hosts.take() is None
    places = [(h.passage.document, h.passage.ordinal) for h in taken if h]
    assert len(set(places)) == hosts.count == 15
    assert len({document for document, _ in places[:3]}) == 3


def test_hosts_come_in_another_order_for_another_seed() -> None:
    first = {
        seed: [Hosts(corpus(3, 50), seed).take(), Hosts(corpus(3, 50), seed).take()][0]
        for seed in range(8)
    }

    assert len({host.passage.document for host in first.values() if host}) > 1
    assert len({host.passage.ordinal for host in first.values() if host}) > 2


def test_a_fact_stands_before_a_line_of_a_log_and_before_no_date_in_a_sentence() -> (
    None
):
    log = "\n".join(
        f"2026-03-02 10:{n:02}:07 INFO job {n} done in {n} ms" for n in range(12)
    )
    wrapped = "2026-03-02 was the day\nthat the board had set for it all to\nend. " * 9

    assert sides(log, log) == ["before"]
    assert sides(log, "") == []
    assert sides(wrapped, "and so they met on") == ["after"]
