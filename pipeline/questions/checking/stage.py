"""Check the questions of a collection against a corpus, and store their flags."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from pipeline.progress import Progress
from pipeline.questions.checking.alike import alike
from pipeline.questions.checking.asked import Tally, findings_of
from pipeline.questions.checking.case import Case, Finding, Place, Reading, Shown
from pipeline.questions.checking.evidence import (
    evidence_findings,
    overlap,
    states_gold,
)
from pipeline.questions.checking.flags import FLAGS
from pipeline.questions.checking.own import own_findings
from pipeline.questions.checking.sifting import Sift
from pipeline.questions.checking.survey import Spot, Survey
from pipeline.questions.planting.passages import Passage
from pipeline.records import (
    AnswerType,
    Chunk,
    Flag,
    Located,
    PlantRole,
    Question,
    Record,
    Unlocated,
)
from pipeline.store import Store

NEAREST: Final = 4
"""Passages that the reader is shown beside the evidence: some 1,500 tokens."""
_AT_ONCE: Final = 1_000
"""Questions whose passages are in memory together; passages that are sifted so."""
_UNREAD: Final = frozenset({AnswerType.FREE_TEXT, AnswerType.UNANSWERABLE})
_ORDER: Final = {flag: place for place, flag in enumerate(FLAGS)}

_FACT, _COMPANION = PlantRole.EVIDENCE, PlantRole.COMPANION

Solve: TypeAlias = Callable[[Iterable[Reading]], Iterable[tuple[Reading, bool]]]
"""Whether a reader answers each right."""


class Readers(NamedTuple):
    """What reads texts by the thousand, on as many cores as the caller has."""

    sift: Sift
    solve: Solve


class _Overlaid(Record):
    """A passage with a planted fact."""

    number: int
    document: str
    ordinal: int
    page: int
    text: str
    tokens: int
    path: str


def check_questions(
    store: Store, *, corpus: str, collection: str, readers: Readers, progress: Progress
) -> list[Flag]:
    """Return and store what is found of the questions, no model being asked.

    They must have been imported and located. What an earlier check found of them
    without a model is replaced.
    """
    cases = _cases(store, corpus, collection)
    survey = _surveyed(store, corpus, cases, readers.sift)
    found = [(case.question, one) for case in cases for one in own_findings(case)]
    found += alike([case.question for case in cases])

    def readings() -> Iterator[Reading]:
        """Look at the texts of some while others are being read."""
        planted = _planted(store, corpus, collection)
        for at, one in enumerate(_readings(store, survey, planted)):
            found.extend((one.question, each) for each in _told(survey, at, one))
            progress(at + 1, len(survey.cases), "checked")
            if one.question.answer_type not in _UNREAD:
                yield one

    easy = [
        (one.question, _easy(one))
        for one, solved in readers.solve(readings())
        if solved
    ]
    found += easy
    flags = _sorted([one.row(corpus, question) for question, one in found])
    _keep(store, corpus, collection, "", flags)
    return flags


def keep_answers(
    store: Store, *, corpus: str, collection: str, run: str, times: int
) -> list[Flag]:
    """Return and store what the scored answers of a run say of its questions.

    The run asks each `times` times, closed-book and from the evidence alone.
    """
    questions = store.select("questions_all", Question, collection=collection)
    by_id = {question.id: question for question in questions}
    tallies = store.select("questions_verdicts", Tally, run=run)
    by_model: dict[str, list[Flag]] = {tally.model: [] for tally in tallies}
    for tally in tallies:
        question = by_id[tally.question]
        found = findings_of(tally, times) if question.answerable else ()
        rows = [one.row(corpus, question, tally.model) for one in found]
        by_model[tally.model] += rows
    for model, flags in by_model.items():
        _keep(store, corpus, collection, model, flags)
    return _sorted([flag for flags in by_model.values() for flag in flags])


def _keep(
    store: Store, corpus: str, collection: str, model: str, flags: Sequence[Flag]
) -> None:
    with store.transaction():
        store.execute(
            "questions_forget_flags", corpus=corpus, collection=collection, model=model
        )
        store.insert("questions_add_flags", flags)


def _sorted(flags: Iterable[Flag]) -> list[Flag]:
    return sorted(flags, key=lambda f: (f.question, _ORDER[f.flag], f.model, f.detail))


def _cases(store: Store, corpus: str, collection: str) -> list[Case]:
    located: dict[str, list[Located]] = {}
    of = {"corpus": corpus, "collection": collection}
    for row in store.select("prompts_located", Located, **of):
        located.setdefault(row.question, []).append(row)
    left_out = {
        row.question: row.reason
        for row in store.select("questions_left_out", Unlocated, **of)
    }
    return [
        Case(one, located.get(one.id, ()), left_out.get(one.id, ""))
        for one in store.select("questions_all", Question, collection=collection)
    ]


def _surveyed(store: Store, corpus: str, cases: Sequence[Case], sift: Sift) -> Survey:
    survey = Survey(cases)
    waiting = store.stream("questions_passages", Passage, corpus=corpus)
    batches = iter(lambda: list(islice(waiting, _AT_ONCE)), [])
    for batch, stated in sift(survey.golds, batches):
        for row, golds in zip(batch, stated, strict=True):
            place = Place(row.document, row.ordinal)
            survey.see(Spot(place, row.path, row.page), row.text, golds)
    return survey


def _planted(store: Store, corpus: str, collection: str) -> Mapping[int, _Overlaid]:
    rows = store.select(
        "prompts_planted", _Overlaid, corpus=corpus, collection=collection
    )
    return {row.number: row for row in rows}


def _readings(
    store: Store, survey: Survey, planted: Mapping[int, _Overlaid]
) -> Iterator[Reading]:
    for start in range(0, len(survey.cases), _AT_ONCE):
        ats = range(start, min(start + _AT_ONCE, len(survey.cases)))
        near = [survey.nearest(at, NEAREST) for at in ats]
        places = {spot.place for spots in near for spot in spots}
        places.update(place for at in ats for place in survey.cases[at].evidence)
        texts = _texts(store, places)
        for at, spots in zip(ats, near, strict=True):
            case = survey.cases[at]
            stored = [survey.spot(place) for place in case.evidence]
            yield Reading(
                case.question,
                [*_shown(stored, texts), *_overlaid(case, planted, _FACT)],
                _overlaid(case, planted, _COMPANION),
                _shown(spots, texts),
            )


def _texts(store: Store, places: Iterable[Place]) -> Mapping[Place, str]:
    wanted = sorted(places)
    chunks = store.select(
        *("questions_hosts", Chunk),
        documents=[place.document for place in wanted],
        ordinals=[place.ordinal for place in wanted],
    )
    return {Place(chunk.document, chunk.ordinal): chunk.text for chunk in chunks}


def _shown(spots: Iterable[Spot], texts: Mapping[Place, str]) -> list[Shown]:
    return [Shown(spot.path, spot.page, texts[spot.place]) for spot in spots]


def _told(survey: Survey, at: int, one: Reading) -> Iterator[Finding]:
    question, texts = one.question, [shown.text for shown in one.evidence]
    if leak := survey.leak(at):
        yield leak
    if telling := [s for s in one.companions if states_gold(question, [s.text])]:
        where = ", ".join(map(str, telling))
        yield Finding("planted-leak", f"what stands beside it: {where}", len(telling))
    yield from evidence_findings(question, texts)
    unseen = survey.checkable(at) and not survey.states_gold(at)
    if unseen and not states_gold(question, texts):
        where = ", ".join(dict.fromkeys(map(str, one.evidence)))
        yield Finding("gold-not-in-evidence", where)


def _easy(one: Reading) -> Finding:
    share = overlap(one.question, [shown.text for shown in one.evidence])
    detail = f"{share:.0%} of its words stand there; {len(one.near)} passages beside it"
    return Finding("easy", detail, round(share, 3))


def _overlaid(
    case: Case, planted: Mapping[int, _Overlaid], role: PlantRole
) -> list[Shown]:
    rows = [
        planted[row.planted]
        for row in case.located
        if row.planted is not None and row.role is role
    ]
    return [Shown(row.path, row.page, row.text) for row in rows]
