"""A list is right when it has every item and no other, in the order that is asked."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.records import Question, Verdict
from pipeline.score.facts.codes import has_no_code
from pipeline.score.listing.items import (
    Item,
    Paired,
    Pairing,
    affirmed,
    gold_item,
    headword,
    read_items,
    share_nothing,
)
from pipeline.score.listing.listings import (
    IN_A_LIST,
    IN_A_TABLE,
    MAX_ITEMS,
    Place,
    as_lists,
    cut,
    is_list,
    joined,
    places,
    ranged,
    spoken,
)
from pipeline.score.listing.paraphrases import (
    are_names,
    is_name,
    may_be,
    names_others,
    no_paraphrase,
    shared,
)
from pipeline.score.reading.clauses import both_ends
from pipeline.score.reading.reply import MAX_BARE_CHARS, Reply
from pipeline.score.verdicts import text
from pipeline.score.verdicts.base import (
    Judged,
    correct,
    formless,
    incorrect,
    unscored,
)
from pipeline.values.text import (
    holds,
    normalise,
    shorten,
)

VERSION: Final = "list@8"

_ASKS_ORDER = re.compile(
    r"\bin (?:the )?(?:\w+ )?(?:order|sequence)\b|\bchronological|\bin (?:a|the) row\b"
    r"|\brank(?:ed|ing)?\b|\b(?:sort|order)(?:ed)? (?:by|from)\b|\bfrom (?:the )?"
    r"(?:highest|largest|biggest|most|lowest|smallest|least|earliest|oldest|first)"
    r" to\b",
    re.IGNORECASE,
)
_ANY_ORDER = re.compile(r"\b(?:any|no particular) order\b", re.IGNORECASE)
_LONGEST_NAME: Final = 8
"""Words: what is called by more is told rather than listed."""
_ASIDE = re.compile(
    r"(?:followed|preceded|ahead|compared|including|as\swell\sas|together\swith"
    r"|such\sas|along\swith|which|who|that|where|while|though|although|because|since"
    r"|so|but|with|in\saddition|for|by|at|on|from)\b",
    re.IGNORECASE,
)
"""How a piece between commas opens that is no item of its own."""
_SHOWN: Final = 5
"""Items that a reason names."""
_ANYWHERE: Final = Place([], "in the answer", sure=False)


def judge(reply: Reply, question: Question) -> Judged:
    """Pair given items with wanted ones, each used once; a repeated item is too many.

    Items that are numbers or dates are compared as such. What is a list already is
    taken as it stands; a text is looked through for its list, and cut in the way that
    fits best, because an item may hold a comma or an "and" of its own. The credit is
    the F1 of items; where an order is asked for, of those in the longest run that is
    in order (longest common subsequence, as ROUGE-L: Lin 2004, eq. 2-4, beta = 1).

    A gold of one text may be a list that nobody cut; whole it goes first.
    """
    wanted = [gold for text in question.answers if (gold := gold_item(text)).words]
    if not wanted:
        return unscored("the question has no gold answer", reply, question)
    judged = _against(wanted, reply, question)
    if judged.verdict is not Verdict.CORRECT and len(wanted) == 1:
        parts = [gold_item(part) for part in cut(wanted[0].text)[-1]]
        if len(parts) > 1:
            wanted, judged = parts, _against(parts, reply, question)
    if judged.verdict is Verdict.UNSCORED and has_no_code(
        [gold.text for gold in wanted], reply.field
    ):
        reason = judged.reason.removeprefix("needs a judge: ")
        return replace(judged, verdict=Verdict.INCORRECT, reason=reason)
    if len(wanted) == 1 and judged.verdict is not Verdict.CORRECT:
        return _as_one_name(judged, reply, question)
    return judged


def _as_one_name(judged: Judged, reply: Reply, question: Question) -> Judged:
    """Judge a list of one name as a name: "Only Ada voted", "Ada, the mayor".

    It is right only where nobody else can be meant besides.
    """
    gold = gold_item(question.answers[0])
    listed = isinstance(reply.answer, tuple) and len(reply.answer) != 1
    if listed or len(gold.also) != 1 or not is_name(gold):
        return judged
    named = text.judge(reply, question)
    if named.verdict is Verdict.CORRECT:
        others = names_others(reply.field, gold.text, question.text)
        return judged if others else replace(named, credit=1.0)
    wrong = named.verdict is Verdict.INCORRECT
    open_still = judged.verdict is Verdict.UNSCORED
    return replace(named, credit=judged.credit) if wrong and open_still else judged


def _against(wanted: Sequence[Item], reply: Reply, question: Question) -> Judged:
    readings = _plain(reply, several=len(wanted) > 1)
    longest = max(readings, key=len)
    if len(longest) > MAX_ITEMS and (len(readings) == 1 or is_list(longest)):
        return incorrect(f"lists more than {MAX_ITEMS} items", reply, question)
    text = question.text
    ordered = bool(_ASKS_ORDER.search(text)) and not _ANY_ORDER.search(text)
    pair = Pairing(wanted, question.unit, ordered)
    if _strange(wanted, reply):
        return _of_others(pair, reply, question)
    found: list[Paired] = []
    for reading in reversed(readings):  # the finest is the likeliest to be whole
        found.insert(0, pair(read_items(reading, reply.unit)))
        if found[0].whole:
            return _judged(found[0], "", reply, question)
    best = max(found, key=_fit)
    return _searched(*_looked_through(reply, question, pair, best), reply, question)


def _searched(found: Paired, place: Place, reply: Reply, question: Question) -> Judged:
    """Judge the list that a reply was looked through for."""
    judged = _judged(found, place.where, reply, question)
    if not found.whole and not place.sure and _told(found, reply):
        reason = "needs a reader: every item is named, but not as a list"
        return unscored(reason, reply, question)
    if found.whole or _falls_short(found, place, reply):
        return judged
    open_still = unscored(f"needs a judge: {judged.reason}", reply, question)
    if share_nothing(reply.field, found.wanted):
        open_still = formless(judged.reason, reply, question)
    return replace(open_still, credit=judged.credit)


def _strange(wanted: Sequence[Item], reply: Reply) -> bool:
    """Return whether a short answer has not one word of what is wanted."""
    listed = isinstance(reply.answer, tuple) or len(wanted) == 1
    short = not listed and len(reply.field) <= MAX_BARE_CHARS
    return short and share_nothing(reply.field, wanted)


def _of_others(pair: Pairing, reply: Reply, question: Question) -> Judged:
    """Judge an answer of other items only, cut into about as many as are wanted."""
    near = min(
        as_lists(reply.field), key=lambda items: abs(len(items) - len(pair.wanted))
    )
    given = read_items(near, reply.unit)
    found = Paired(pair.wanted, given, {}, 0)
    judged = _judged(found, _ANYWHERE.where, reply, question)
    if _is_listed(found, _ANYWHERE, reply) and _unlike(found):
        return judged
    return replace(formless(judged.reason, reply, question), credit=judged.credit)


def _falls_short(found: Paired, place: Place, reply: Reply) -> bool:
    """Return whether a list is wrong beyond doubt.

    It is where it has the right items in another order, where it leaves some out and
    has no other that may be they, where it has them all and more, and where it has
    others that are names or values as they are.
    """
    missing, beyond = found.missing, found.beyond
    if not missing and not beyond:
        return True
    if not _is_listed(found, place, reply):
        return _leaves_out_a_name(found, reply)
    if not missing:
        return place.where != IN_A_TABLE
    if _is_set_apart(found, place, reply):
        return True
    common = shared(found.wanted)
    if any(may_be(item, gold, common) for item in found.given for gold in missing):
        return False
    return reply.how == "json" or _unlike(found)


def _unlike(found: Paired) -> bool:
    """Return whether no item beyond those wanted can be a missing one at all."""
    names = are_names([*found.wanted, *found.beyond])
    return all(
        no_paraphrase(item, gold, names=names)
        for item in found.beyond
        for gold in found.missing
    )


def _is_listed(found: Paired, place: Place, reply: Reply) -> bool:
    """Return whether what is given is a list, or one item, and no prose."""
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return True
    if not found.given or (place.where == IN_A_TABLE and found.beyond):
        return False
    in_lines = place.where == IN_A_LIST
    return all(
        len((headword(item.text) if in_lines else item.text).split()) <= _LONGEST_NAME
        and not _ASIDE.match(item.text)
        for item in found.given
    )


def _is_set_apart(found: Paired, place: Place, reply: Reply) -> bool:
    """Return whether a reply names elsewhere what its final list leaves out.

    Then no other item of that list is meant by it.
    """
    if not place.sure or place.where in {IN_A_LIST, IN_A_TABLE} or not found.pairs:
        return False
    text = normalise(both_ends(reply.field))
    return any(holds(text, normalise(gold.text)) for gold in found.missing)


def _leaves_out_a_name(found: Paired, reply: Reply) -> bool:
    """Return whether prose tells some of the names that are wanted, and not all."""
    text = both_ends(reply.field)
    folded = normalise(text)
    left = [gold for gold in found.wanted if not holds(folded, normalise(gold.words))]
    if len(left) in {0, len(found.wanted)} or not are_names(found.wanted):
        return False
    said = read_items([text.replace("\n", " ")], None)
    return not any(may_be(item, gold) for item in said for gold in left)


def _told(found: Paired, reply: Reply) -> bool:
    """Return whether prose names every item, some where they are no items.

    One item is told by a list of several too, which is not the list that is asked for.
    """
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return False
    if len(found.pairs) == len(found.wanted):
        return False
    if len(found.wanted) == 1 and any(True for _ in places(reply.field, "")):
        return False
    text = normalise(both_ends(reply.field))
    return all(
        any(holds(text, normalise(name)) for name in (gold.words, *gold.also))
        for gold in found.wanted
    )


def _judged(found: Paired, where: str, reply: Reply, question: Question) -> Judged:
    wanted, given = len(found.wanted), len(found.given)
    reason = f"{len(found.pairs)} of {wanted} items found, "
    reason += f"{len(found.pairs)} of {given} given right"
    if found.right < len(found.pairs):
        reason += f", {found.right} of them in order"
    reason += _named("missing", found.missing)
    reason += _named("not wanted", found.beyond)
    verdict = correct if found.whole else incorrect
    judged = verdict(reason if found.whole else f"{reason}; {where}", reply, question)
    return replace(judged, credit=2 * found.right / (wanted + given))


def _named(what: str, items: Sequence[Item]) -> str:
    if not items:
        return ""
    shown = ", ".join(repr(shorten(item.text, 40)) for item in items[:_SHOWN])
    more = f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
    return f"; {what}: {shown}{more}"


def _plain(reply: Reply, *, several: bool) -> list[Sequence[str]]:
    """Return the ways to cut the answer; a list of several items is cut already."""
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return [reply.answer[: MAX_ITEMS + 1]]
    field = both_ends(reply.field)
    return [*cut(field), *ranged(field), *joined(field)] if several else [[field]]


def _looked_through(
    reply: Reply,
    question: Question,
    pair: Pairing,
    plain: Paired,
) -> tuple[Paired, Place]:
    """Return the best reading of the first place that is a list.

    Where none is, what fits the whole answer best.
    """
    unit = reply.unit
    if isinstance(reply.answer, tuple) and len(reply.answer) != 1:
        return pair(affirmed(plain.given), described=True), _ANYWHERE
    if len(plain.wanted) == 1:
        for place in places(reply.field, question.text):
            several = [pair(read_items(each, unit)) for each in place.readings]
            if more := [found for found in several if found.pairs]:
                return max(more, key=_fit), place
        alone = [affirmed(read_items([x], unit)) for x in spoken(reply.field)]
        one = max((pair(items, described=True) for items in alone), key=_fit)
        return one, _ANYWHERE
    for place in places(reply.field, question.text):
        readings = [affirmed(read_items(each, unit)) for each in place.readings]
        found = max((pair(x, described=True) for x in readings), key=_fit)
        if found.pairs or place.where == IN_A_LIST:
            return found, place
    return plain, _ANYWHERE


def _fit(found: Paired) -> tuple[int, int, int]:
    return found.fit
