"""Two to four facts that lead from one to the next; the last holds the answer."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from pipeline.questions.planting.kinds.base import Draft, Fact, Maker
from pipeline.questions.planting.languages.forms import filled
from pipeline.records import AnswerType, PlantRole

_ENDS: Final = 2
"""Other chains, of which only the last fact stands there."""


def write(maker: Maker) -> Draft:
    hops = maker.language.hops
    subject = maker.subject()
    length = maker.dice.one_of("hops", [n for n, hop in enumerate(hops, 1) if hop.ask])
    links = [_link(maker, at) for at in range(length)]
    path = [subject.said, *(said for said, *_ in links)]
    told = [
        Fact(filled(hop.fact, a=a, b=b))
        for hop, (a, b) in zip(hops, pairwise(path), strict=False)
    ]
    last = hops[length - 1]
    ends = [
        (_link(maker, length - 2)[0], _link(maker, length - 1)[0]) for _ in range(_ENDS)
    ]
    others = [Fact(filled(last.fact, a=a, b=b), PlantRole.COMPANION) for a, b in ends]
    wrong = "; ".join(b for _, b in ends)
    return Draft(
        text=filled(last.ask or "", s=subject.said),
        answers=links[-1],
        answer_type=AnswerType.TEXT,
        facts=(*told, *others),
        note=f"a chain of {length} facts; at the end of others: {wrong}",
        names=(subject.name, *path[1:-1]),
    )


def _link(maker: Maker, hop: int) -> tuple[str, ...]:
    """Draw what a hop leads to: its name, then what it may be called too."""
    return _LINKS[maker.language.hops[hop].value](maker)


def _office(maker: Maker) -> tuple[str, ...]:
    name = maker.invent.name()
    return name, maker.language.office.format(name=name)


_LINKS: Final[Mapping[str, Callable[[Maker], tuple[str, ...]]]] = {
    "code": lambda maker: (maker.invent.code(),),
    "person": lambda maker: (maker.invent.person(),),
    "office": _office,
}
