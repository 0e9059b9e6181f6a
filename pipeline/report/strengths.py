"""Which model answers most at each length, and of each type of answer: exploratory."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from pipeline.records import AnswerType
from pipeline.report.baselines import is_baseline
from pipeline.report.contents import Strength
from pipeline.report.frame import NO_LENGTH, Frame
from pipeline.report.shares import Means, cell_means, correct, paired, share
from pipeline.statistics.estimates import Estimate


class Parts(NamedTuple):
    """What models are compared in by themselves."""

    lengths: tuple[int, ...]
    working: tuple[int, ...]
    """Lengths that a type of answer is over: the headline's."""
    types: tuple[AnswerType, ...]


class _Contender(NamedTuple):
    model: str
    share: Estimate
    means: Means


def strengths(arms: Mapping[str, Frame], parts: Parts) -> tuple[Strength, ...]:
    """Return who has the largest share in each part, with all not separated from it.

    The frames are parts of one, by model in the order of the report. Who reads is
    compared: baselines stand in only where there is nothing else. A part with a single
    contender shows no strength and is left out. A type of answer is over several
    lengths, so only models asked at every one that any of them was asked at contend:
    over its short lengths alone a short window would look strong.
    """
    readers = {model: frame for model, frame in arms.items() if not is_baseline(model)}
    contending = readers or arms
    at_length = [
        _strength("length", str(length), _parts(contending, length=length))
        for length in sorted(parts.lengths)
    ]
    throughout = _throughout(
        {
            model: frame.where(frame.length.mask(parts.working))
            for model, frame in contending.items()
        }
    )
    of_type = [
        _strength("type", kind.value, _parts(throughout, answer_type=kind))
        for kind in parts.types
    ]
    return tuple(found for found in (*at_length, *of_type) if found)


def _throughout(arms: Mapping[str, Frame]) -> dict[str, Frame]:
    """Return those with calls that count at every length that any has them at."""
    asked = {model: _asked_at(frame) for model, frame in arms.items()}
    every = set[int]().union(*asked.values())
    return {model: frame for model, frame in arms.items() if asked[model] == every}


def _asked_at(frame: Frame) -> set[int]:
    return {*frame.where(frame.counted > 0).length.present()} - {NO_LENGTH}


def _parts(arms: Mapping[str, Frame], **wanted: object) -> Iterator[_Contender]:
    for model, frame in arms.items():
        part = frame.only(**wanted)
        if found := share(part, correct):
            yield _Contender(model, found, cell_means(part))


def _strength(
    part: Literal["length", "type"], level: str, contenders: Iterable[_Contender]
) -> Strength | None:
    known = list(contenders)
    if len(known) < 2:  # noqa: PLR2004 - more than another
        return None
    first = max(known, key=lambda one: one.share.estimate)
    most = first.share.estimate
    return Strength(
        part=part,
        level=level,
        models=tuple(one.model for one in known if one.share.estimate == most),
        share=first.share,
        not_separated=tuple(
            one.model
            for one in known
            if one.share.estimate < most and not _separated(first.means, one.means)
        ),
    )


def _separated(first: Means, other: Means) -> bool:
    """Return whether the paired interval excludes 0: without a pair nothing does."""
    found = paired(first, other)
    return found is not None and found.lo > 0
