"""A judge has an opinion in both orders or none; a panel speaks by its majority."""

import pytest

from pipeline.facts import same_model
from pipeline.records import Verdict
from pipeline.score.judging.panel import (
    Heard,
    Opinion,
    Void,
    decide,
    opinion,
    scorer,
)

YES, NO, NONE = Verdict.CORRECT, Verdict.INCORRECT, Verdict.ABSTAINED
UNSCORED = Verdict.UNSCORED


def said(verdict: Verdict | None, void: Void | None = None) -> Heard:
    return Heard(verdict, f"{verdict or void}", void)


def thinks(*verdicts: Verdict | Void) -> list[Opinion]:
    return [
        Opinion(f"m/{n}", None, "", one)
        if isinstance(one, Void)
        else Opinion(f"m/{n}", one, f"since {n}", None)
        for n, one in enumerate(verdicts)
    ]


@pytest.mark.parametrize(
    ("heard", "verdict", "void"),
    [
        ([said(YES), said(YES)], YES, None),
        ([said(YES), said(NO)], None, Void.ORDER),
        ([said(NO), said(NONE)], None, Void.ORDER),
        ([said(YES), said(None, Void.UNREADABLE)], None, Void.UNREADABLE),
        (
            [said(None, Void.UNREADABLE), said(None, Void.UNANSWERED)],
            None,
            Void.UNANSWERED,
        ),
        ([said(None, Void.UNASKED), said(NO)], None, Void.UNASKED),
    ],
)
def test_an_opinion_is_the_same_in_both_orders(
    heard: list[Heard], verdict: Verdict | None, void: Void | None
) -> None:
    found = opinion("m/a", heard)

    assert (found.verdict, found.void) == (verdict, void)


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        ([YES], YES),
        ([Void.ORDER], UNSCORED),
        ([YES, YES, NO], YES),
        ([YES, NO, NO], NO),
        ([NONE, NONE, YES], NONE),
        ([YES, NO], UNSCORED),
        ([YES, NO, NONE], UNSCORED),
        ([YES, YES, NO, NONE], UNSCORED),
        ([YES, Void.ORDER], UNSCORED),
        ([YES, YES, Void.ORDER], YES),
        ([YES, NO, Void.UNREADABLE], UNSCORED),
        ([YES, Void.ORDER, Void.UNREADABLE], UNSCORED),
    ],
)
def test_more_than_half_of_the_judges_and_of_their_opinions(
    verdicts: list[Verdict | Void], verdict: Verdict
) -> None:
    assert decide(thinks(*verdicts), partial=()).verdict is verdict


def test_the_quorum_can_be_given() -> None:
    opinions = thinks(YES, Void.ORDER, Void.ORDER)

    assert decide(opinions, quorum=1, partial=()).verdict is YES
    assert decide(thinks(YES, YES, NO), quorum=3, partial=()).verdict is YES
    assert (
        decide(thinks(YES, YES, Void.ORDER), quorum=3, partial=()).verdict is UNSCORED
    )


def test_the_reason_says_how_and_who() -> None:
    decided = decide(thinks(YES, NO, NO), partial=["m/2"])
    void = decide(thinks(YES, Void.ORDER, Void.UNREADABLE), partial=())
    torn = decide(thinks(YES, NO), partial=())

    assert (
        decided.reason == "judges: 1 correct, 2 incorrect (m/2 judges itself): since 1"
    )
    assert void.reason == "judges: 1 valid of 2 needed: 1 order, 1 unreadable"
    assert torn.reason == "judges disagree: 1 correct, 1 incorrect"


def test_without_one_opinion_a_panel_is_void() -> None:
    assert decide(thinks(Void.ORDER, Void.UNREADABLE), partial=()).void
    assert not decide(thinks(YES, Void.ORDER, Void.UNREADABLE), partial=()).void
    assert not decide(thinks(YES, NO), partial=()).void
    assert not decide(thinks(YES), partial=()).void


def test_a_panel_has_one_name() -> None:
    assert scorer(["b/x", "a/y"]) == scorer(["a/y", "b/x"]) == "judge@1 a/y, b/x"
    assert scorer(["b/x", "a/y"], 1) == "judge@1/1 a/y, b/x"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("moonshot/kimi-k3", "moonshot/kimi-k3", True),
        ("moonshot/kimi-k3", "openai-api/somebody/Kimi-K3:free", True),
        ("openrouter/moonshotai/kimi-k3", "moonshot/kimi-k3", True),
        ("moonshot/kimi-k3", "moonshot/kimi-k2", False),
        ("north/aurora-2", "south/aurora-2-mini", False),
    ],
)
def test_a_model_is_known_again_at_another_service(
    one: str, other: str, same: bool
) -> None:
    assert same_model(one, other) is same
