"""Where a name or phrase stands in a reply: as its answer, on the way, or nowhere."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from pipeline.score.facts.deciding import decision
from pipeline.score.facts.denials import denies
from pipeline.score.facts.said import Said, Statement
from pipeline.score.facts.wanted import ITEM_WORDS, Wanted, where
from pipeline.values.name_words import RELATIVES
from pipeline.values.names import Place
from pipeline.values.stems import stem_set
from pipeline.values.text import has_any
from pipeline.values.wording import Word

Standing = Literal[
    "answer",
    "one of several",
    "aside",
    "elsewhere",
    "outdone",
    "partly",
    "unknown",
    "absent",
]
"""Outdone is a name where the sentence answers with another."""

_AT_LENGTH: Final = 3
"""Statements, none of them on the question, that speak of something else."""
_A_LIST: Final = 2
_RELATIVES: Final = stem_set(" ".join(RELATIVES))
_OVERCOMES: Final = stem_set(
    "beat beats defeated exceed exceeds surpass outperform overtake overtook "
    "replace succeed succeeded precede follow outnumber trail"
)
"""What one does to another: the one named after it is the other."""
_ALIAS = re.compile(
    r"(?i)\b(?:pen[ -]name|pseudonym|stage name|real name|alias|also known as"
    r"|a\.?k\.?a\b|better known as|n\u00e9e|maiden name|born as|nickname\w*)"
)


_ALIAS_HAS: Final = ("name", "pseudonym", "alias", "known", "ak", "a.k", "born")


class _Having(NamedTuple):
    statement: Statement
    places: Sequence[Place]
    """Of the name, in its words; none where it is known by its letters."""


def standing(name: Wanted, said: Said) -> Standing:
    """Look where the reply speaks its answer, the most trusted place first.

    The first tier of claims that has the name decides, unless a tier before it has an
    answer of its own: then the name is "elsewhere", not what the reply came to.
    """
    if not name.forms:
        return "partly"  # nothing but function words: "The Who"
    for tier in said.tiers:
        having = _having(tier, name)
        if having:
            return _standing_in(tier, having, name, said)
        if any(said.answers(s) for s in tier):
            break
    if _having(said.statements, name):
        return "elsewhere"
    if _partly(name, said):
        return "partly"
    return "absent" if _answers_otherwise(name, said) else "unknown"


def _answers_otherwise(name: Wanted, said: Said) -> bool:
    """Tell another answer from the same in other words, and from none.

    For a name that is another name; for a phrase, whatever ends a repeated question. A
    lone common noun has synonyms, and a name may be told by another of its bearer.
    """
    if has_any(said.text, _ALIAS_HAS) and _ALIAS.search(said.text):
        return False
    words = [word for form in name.forms[:1] for word in form]
    lone = len(words) == 1 and not words[0].capital
    if not lone and any(said.answers_anew(s) for s in said.claimed):
        return True
    if any(denies(s.text) for s in said.claimed):
        return name.proper and any(_names_anew(s, said) for s in said.claimed)
    if name.proper or (not lone and any(said.answers(s) for s in said.claimed)):
        return True
    return not said.about and len(said.statements) >= _AT_LENGTH


def _names_anew(statement: Statement, said: Said) -> bool:
    """Tell whether it names what the question does not, its first word apart."""
    return any(
        word.capital and word.stem not in said.asked for word in statement.words[1:]
    )


def _standing_in(
    tier: Sequence[Statement], having: Sequence[_Having], name: Wanted, said: Said
) -> Standing:
    plain = [one for one in having if _has_plainly(one, said)]
    if not plain:
        return "aside"
    if all(map(_enumerated, plain)):
        return "one of several"
    decided = [decision(s.whole, said.question, name.own, said.asked) for s, _ in plain]
    if "the gold" not in decided:
        return "outdone" if set(decided) == {"another"} else "elsewhere"
    others = [s for s in tier if s not in [one.statement for one in having]]
    rivals = any(said.repeats_question(s) for s in others)
    return "elsewhere" if rivals or said.retracts else "answer"


def mentioned(name: Wanted, said: Said) -> bool:
    """Tell whether a reply names it at all, other than in a denial or an aside."""
    return any(_has_plainly(one, said) for one in _having(said.statements, name))


def _having(statements: Sequence[Statement], name: Wanted) -> list[_Having]:
    found = ((one, where(one, name)) for one in statements)
    return [_Having(one, places) for one, places in found if places is not None]


def _has_plainly(having: _Having, said: Said) -> bool:
    words = having.statement.words
    if not having.places:
        return True  # by its letters
    return any(
        words[place.start].footing == "plain"
        and not _belongs_to_another(words, place, said)
        for place in having.places
    )


def _belongs_to_another(words: Sequence[Word], place: Place, said: Said) -> bool:
    """Tell "the son of Ann", "Ann's son", "beat Ann" and "Ann, but Bob" from "Ann"."""
    before = words[place.start - 1] if place.start else None
    after = words[place.end] if place.end < len(words) else None
    new = said.asked.isdisjoint
    if before and before.stem in _RELATIVES | _OVERCOMES and new([before.stem]):
        direct = words[place.start].joint == ""
        if direct or before.stem in _RELATIVES:
            return True
    if after and after.joint == "" and after.stem in _RELATIVES and new([after.stem]):
        return True
    turn = next(
        (at for at in range(place.end, len(words)) if words[at].joint == "but"), -1
    )
    return turn > 0 and any(word.capital and new([word.stem]) for word in words[turn:])


def _enumerated(having: _Having) -> bool:
    """Tell whether the name is but one of those a list offers."""
    if having.statement.lines >= _A_LIST:
        return True
    return any(
        place.start < end and start < place.end
        for start, end in lists(having.statement.words)
        for place in having.places
    )


def lists(words: Sequence[Word]) -> Iterator[Place]:
    """Yield where words are a list: "A, B and C", "A or B", "Ann and Bob".

    Two common nouns with "and" may be one thing ("bread and butter"): no list.
    """
    start = 0
    joints: list[int] = []
    for at in range(1, len(words) + 1):
        joint = words[at].joint if at < len(words) else "other"
        if (
            joint in {",", "and", ", and", "or"}
            and at - (joints or [at])[-1] <= ITEM_WORDS
        ):
            joints.append(at)
        elif joint == "other" or (joints and at - joints[-1] > ITEM_WORDS):
            if _is_list(words, joints):
                yield Place(max(start, joints[0] - ITEM_WORDS), at)
            start, joints = at, []


def _is_list(words: Sequence[Word], joints: Sequence[int]) -> bool:
    said = [words[at].joint for at in joints]
    if "or" in said or (len(joints) >= _A_LIST and {"and", ", and"} & {*said}):
        return True
    return said == ["and"] and words[joints[0]].capital and words[joints[0] - 1].capital


def _partly(name: Wanted, said: Said) -> bool:
    """Tell whether the claims have half the words of a name, or one of its capitals."""
    told = {stem for statement in said.claimed for stem in statement.stems}
    shortest = min(name.forms, key=len, default=())
    words = [word for word in shortest if word.stem not in said.asked]
    shared = [word for word in words if word.stem in told]
    if any(word.capital or word.text[0].isdigit() for word in shared):
        return True
    return 2 * len(shared) >= max(len(words), 1)
