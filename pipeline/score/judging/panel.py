"""Two readings become a judge's opinion, opinions become a verdict. Pure.

A judge that changes its mind with the order in which gold and answer are shown has no
opinion. A panel speaks where enough of its judges have one and most of these agree.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from pipeline.records import Verdict

VERSION: Final = "judge@1"
"""Of the templates, of how a reply is read and of how a panel decides."""


class Void(StrEnum):
    """Why a judge has no opinion about an answer."""

    ORDER = "order"
    """Another verdict when gold and answer changed places."""
    UNREADABLE = "unreadable"
    """A reply that is no verdict."""
    UNANSWERED = "unanswered"
    """No reply: failed, cut off, refused, too long for its window."""
    UNASKED = "unasked"
    """Not sent, as the money or the run ended before."""


class Heard(NamedTuple):
    """What came of asking one text."""

    verdict: Verdict | None
    reason: str
    void: Void | None
    """Set where there is no verdict."""


class Opinion(NamedTuple):
    judge: str
    verdict: Verdict | None
    reason: str
    void: Void | None


class Decision(NamedTuple):
    verdict: Verdict
    """`UNSCORED` where the panel has none."""
    reason: str
    void: bool = False
    """Whether not one judge has an opinion."""


def opinion(judge: str, heard: Sequence[Heard]) -> Opinion:
    """Return what a judge thinks, given what it said in each order."""
    voids = [one for one in heard if one.void is not None]
    if voids:
        worst = max(voids, key=lambda one: list(Void).index(one.void or Void.ORDER))
        return Opinion(judge, None, worst.reason, worst.void)
    if len({one.verdict for one in heard}) != 1:
        return Opinion(judge, None, "its verdict changes with the order", Void.ORDER)
    return Opinion(judge, heard[0].verdict, heard[0].reason, None)


def decide(
    opinions: Sequence[Opinion], *, quorum: int | None = None, partial: Collection[str]
) -> Decision:
    """Return the verdict of more than half of the valid opinions.

    At least `quorum` of them must be valid: by default more than half of the judges.
    Judges in `partial` are the candidate itself, which the reason says.
    """
    votes = Counter(one.verdict for one in opinions if one.verdict is not None)
    needed = len(opinions) // 2 + 1 if quorum is None else quorum
    told = _told(opinions, partial)
    if votes.total() < needed:
        voids = Counter(one.void.value for one in opinions if one.void)
        reason = f"judges: {votes.total()} valid of {needed} needed: {_counts(voids)}"
        return Decision(Verdict.UNSCORED, f"{reason}{told}", void=not votes)
    said = _counts({verdict.value: n for verdict, n in votes.items()})
    verdict, count = votes.most_common(1)[0]
    if 2 * count <= votes.total():
        return Decision(Verdict.UNSCORED, f"judges disagree: {said}{told}")
    why = next(one.reason for one in opinions if one.verdict is verdict)
    return Decision(verdict, f"judges: {said}{told}{': ' if why else ''}{why}")


def scorer(judges: Sequence[str], quorum: int | None = None) -> str:
    """Name the panel, whatever order its judges were given in."""
    version = VERSION if quorum is None else f"{VERSION}/{quorum}"
    return f"{version} {', '.join(sorted(judges))}"


def _told(opinions: Sequence[Opinion], partial: Collection[str]) -> str:
    own = [one.judge for one in opinions if one.judge in partial]
    return f" ({', '.join(own)} judges itself)" if own else ""


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in sorted(counts.items()))
