"""Facts that must all come: the answer is a list, each item told in its own place."""

from pipeline.questions.planting.kinds.base import Draft, Fact, Maker, Subject
from pipeline.questions.planting.languages.forms import Membership, filled
from pipeline.records import AnswerType, PlantRole

_FEWEST, _MOST = 2, 4


def write(maker: Maker) -> Draft:
    membership = maker.dice.one_of("membership", maker.language.memberships)
    subject, other = maker.subject(), maker.subject()
    size = maker.dice.between("items", _FEWEST, _MOST)
    items = [maker.invent.value(membership.value).said for _ in range(size)]
    strange = maker.invent.value(membership.value).said
    return Draft(
        text=filled(membership.ask, s=subject.said),
        answers=tuple(items),
        answer_type=AnswerType.LIST,
        facts=(
            *(_fact(membership, subject, v, PlantRole.EVIDENCE) for v in items),
            _fact(membership, other, strange, PlantRole.COMPANION),
        ),
        note=f"{size} facts in {size} places, all wanted; of others: {strange}",
        names=(subject.name,),
    )


def _fact(membership: Membership, subject: Subject, item: str, role: PlantRole) -> Fact:
    return Fact(
        filled(membership.fact, s=subject.said, v=item),
        role,
        f"{membership.label}, {subject.headed}: {item}",
    )
