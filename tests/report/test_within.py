"""The share of calls that were right in time."""

from pipeline.report.rows import Within
from pipeline.report.within import within


def row(question: str, calls: int, hits: int, cluster: str = "d") -> Within:
    return Within(
        model="m/a",
        question=question,
        cluster=cluster,
        length=4_000,
        calls=calls,
        hits=hits,
    )


def test_a_question_counts_once_however_often_it_was_asked() -> None:
    found = within([row("a", 4, 4), row("b", 1, 0, "e"), row("c", 2, 1, "e")], 30.0)

    assert found is not None
    assert found.seconds == 30
    assert found.share is not None
    assert found.share.estimate == 0.5
    assert (found.share.hits, found.share.calls) == (5, 7)
    assert (found.share.n, found.share.documents) == (3, 2)


def test_lengths_add_up_in_a_question() -> None:
    rows = [row("b", 1, 0, "e"), row("a", 3, 3), row("a", 1, 0)]

    found = within(rows, 30.0)

    assert found is not None
    assert found.share is not None
    assert found.share.estimate == (0.75 + 0) / 2
    assert (found.share.n, found.share.documents) == (2, 2)


def test_without_a_declared_time_there_is_none() -> None:
    assert within([row("a", 4, 4)], None) is None


def test_without_a_call_there_is_no_share_of_0() -> None:
    for rows in ([], [row("a", 0, 0)]):
        found = within(rows, 30.0)
        assert found is not None
        assert found.share is None
