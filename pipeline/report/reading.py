"""Read what a report is made of from the store."""

from pipeline.records import Record, Run
from pipeline.report import rows
from pipeline.report.asked import asked
from pipeline.report.design import lengths_built, working
from pipeline.report.frame import Frame
from pipeline.report.inputs import Headline, Inputs
from pipeline.report.judges import JudgeRow
from pipeline.report.manifest import (
    CorpusFile,
    Provenance,
    QuestionHash,
    Seed,
    Template,
)
from pipeline.store import Store


class _Names(Record):
    factor: str
    names: tuple[str, ...]


def read_inputs(store: Store, known: Run) -> Inputs:
    """Return what is known of a run; its judged calls are held only meanwhile."""
    run = known.name
    store.execute("report_judged", run=run)
    (scope,) = store.select("report_scope", rows.Scope, run=run)
    declared, tallies = asked(known.settings), _tallies(store)
    lengths = working(declared.working, lengths_built(tallies)).lengths
    found = Inputs(
        tallies=tallies,
        timings=tuple(store.select("report_times", rows.Timing)),
        gold=tuple(store.select("report_gold", rows.Gold, run=run)),
        failures=tuple(store.select("report_failures", rows.Failure)),
        tries=tuple(store.select("report_tries", rows.Tries)),
        tokens=tuple(store.select("report_tokens", rows.Tokens)),
        costs=tuple(store.select("report_costs", rows.Cost, working=[*lengths])),
        clocks=tuple(store.select("report_clocks", rows.Clock, run=run)),
        floors=tuple(store.select("report_floors", rows.Floor)),
        dropped=tuple(store.select("report_dropped", rows.Dropped)),
        scope=scope,
        scorers=tuple(store.select("report_scorers", rows.Scorer)),
        judges=tuple(store.select("report_judges", JudgeRow, run=run)),
        left_out=tuple(store.select("report_left_out", rows.LeftOut, run=run)),
        losses=tuple(store.select("report_losses", rows.Loss, run=run)),
        metrics=tuple(store.select("report_metrics", rows.MetricMean, run=run)),
        citing=tuple(store.select("report_citations", rows.Citing, run=run)),
        question_times=tuple(store.select("report_question_times", rows.QuestionTime)),
        question_costs=tuple(store.select("report_question_costs", rows.QuestionCost)),
        within=_within(store, declared.wait_s),
        alike=tuple(store.select("report_alike", rows.Alike)),
    )
    store.execute("report_forget")
    return found


def read_headline(store: Store, run: str) -> Headline:
    """Return what the first figures of a run are made of, and no more."""
    store.execute("report_judged", run=run)
    found = Headline(
        tallies=_tallies(store),
        timings=tuple(store.select("report_times", rows.Timing)),
        question_costs=tuple(store.select("report_question_costs", rows.QuestionCost)),
        left_out=tuple(store.select("report_left_out", rows.LeftOut, run=run)),
    )
    store.execute("report_forget")
    return found


def _tallies(store: Store) -> Frame:
    store.execute("report_codes")
    names = {row.factor: row.names for row in store.select("report_names", _Names)}
    return Frame.read(store.columns("report_tallies"), names)


def _within(store: Store, wait_s: float | None) -> tuple[rows.Within, ...]:
    """Return how many were right in time; nothing where the run declares none."""
    if wait_s is None:
        return ()
    return tuple(store.select("report_within", rows.Within, wait_s=wait_s))


def read_provenance(store: Store, run: str) -> Provenance:
    return Provenance(
        files=tuple(store.select("report_files", CorpusFile, run=run)),
        questions=tuple(store.select("report_questions", QuestionHash, run=run)),
        templates=tuple(store.select("report_templates", Template, run=run)),
        seeds=tuple(store.select("report_seeds", Seed, run=run)),
    )
