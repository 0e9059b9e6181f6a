"""What two arms have in common: laws that hold for any two of them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.measuring import Held, Judged, judge, measure
from pipeline.compare.places import Arms, Matched, match, spot
from pipeline.compare.rows import PlaceRow

HELD = Held(margin=0.05, working=(), across=())
ENDS = ("correct", "incorrect", "failed", "pending", "over_window", "unscored")
_COUNTS = (
    *("pending", "over_window", "failed", "truncated", "refused", "filtered"),
    *("correct", "incorrect", "abstained", "declined", "malformed", "unscored"),
)


def row(arm: str, question: int, length: int, end: str, **other: Any) -> PlaceRow:
    contents: dict[str, Any] = {
        "model": arm,
        "condition": "context",
        "length": length,
        "depth": 0.5,
        "question": f"q{question}",
        "placement": "after",
        "distractors": "random",
        "cluster": f"d{question % 5}",
        "answer_type": "number",
        "needs_reader": False,
        "planned": 1,
        "position": question,
        "gold": "gold",
        "wording": "wording",
        "prompts": (f"p{question} {length}",),
        "calls": (f"{arm} {question} {length}",),
        "template": "t",
        "seed": 2026,
        "cache": "cold",
        "arrangement": "together",
        "rules": ("number@1",),
        "judges": (),
        **dict.fromkeys(_COUNTS, 0),
        end: 1,
        **other,
    }
    return PlaceRow.model_validate(contents)


def arm(name: str) -> st.SearchStrategy[list[PlaceRow]]:
    """Return rows of some of twelve questions at two lengths, each ended somehow."""
    return st.dictionaries(
        st.tuples(st.integers(0, 11), st.sampled_from([4_000, 16_000])),
        st.tuples(
            st.sampled_from(ENDS),
            st.sampled_from(["gold", "other"]),
            st.sampled_from(["number@1", "number@2"]),
        ),
    ).map(
        lambda places: [
            row(name, *place, end, gold=gold, rules=(rule,))
            for place, (end, gold, rule) in places.items()
        ]
    )


def matched(one: list[PlaceRow], two: list[PlaceRow]) -> Matched:
    return match(Arms(one, two, ("one", "two"), same_corpus=True), ())


def judged(found: Matched, names: tuple[str, str], held: Held) -> Judged:
    return judge(measure(found, names, held).gaps, held.margin, 0.95)


@given(arm("one"), arm("two"))
def test_every_place_is_compared_or_left_out_once(
    one: list[PlaceRow], two: list[PlaceRow]
) -> None:
    found = matched(one, two)

    places = {spot(each, ()) for each in (*one, *two)}
    assert len(found.counted) + sum(o.places for o in found.left_out) == len(places)
    kept = [{spot(each, ()) for each in some} for some in (found.first, found.second)]
    assert kept[0] == kept[1] >= found.counted


@given(arm("one"), arm("two"))
def test_the_other_way_round_the_change_is_the_opposite(
    one: list[PlaceRow], two: list[PlaceRow]
) -> None:
    forth, back = matched(one, two), matched(two, one)

    assert forth.counted == back.counted
    change = judged(forth, ("one", "two"), HELD)
    opposite = judged(back, ("two", "one"), HELD)
    if change.difference is None:
        assert opposite.difference is None
        return
    assert opposite.difference is not None
    assert change.difference.estimate == -opposite.difference.estimate
    assert change.difference.lo == -opposite.difference.hi
    assert change.p == opposite.p


@given(arm("one"))
def test_an_arm_beside_its_own_answers_has_nothing_to_compare(
    rows: list[PlaceRow],
) -> None:
    found = matched(rows, rows)

    assert not found.counted
    assert {one.reason.partition(":")[0] for one in found.left_out} <= {
        "the same answers"
    }


def test_repeats_of_which_some_prompts_are_the_same_are_one_place() -> None:
    one = row("one", 1, 4_000, "correct", prompts=("a",))
    two = row("two", 1, 4_000, "correct", prompts=("a", "b"), planned=2, incorrect=1)

    found = matched([one], [two])

    assert found.counted == found.same_prompts == {spot(one, ())}
    change = judged(found, ("one", "two"), HELD).difference
    assert change is not None
    assert change.estimate == -0.5


def test_layouts_of_one_place_are_put_together_where_they_are_compared_across() -> None:
    one = [
        row("one", 1, 4_000, "correct", placement="after"),
        row("one", 1, 4_000, "incorrect", placement="both", calls=("x",)),
    ]
    two = [row("two", 1, 4_000, "correct", placement="before", prompts=("y",))]
    across = ("placement",)
    held = HELD._replace(across=across)

    found = match(Arms(one, two, ("one", "two"), same_corpus=True), across)

    assert len(found.counted) == 1
    change = judged(found, ("one", "two"), held).difference
    assert change is not None
    assert change.estimate == 0.5
