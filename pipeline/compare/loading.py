"""The rows of arms, read from the store."""

from collections.abc import Sequence

from pipeline.compare.places import Arms, Matched, match
from pipeline.compare.rows import Answer, CallRow, ModelRun, PlaceRow
from pipeline.errors import SettingsError
from pipeline.records import Record
from pipeline.store import Store


def no_run_yet() -> SettingsError:
    return SettingsError("this workspace holds no run yet; docqa bench makes one")


class Loader:
    """The rows of arms, read as they are asked for: together they may be millions."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: set[str] = set()

    def models(self) -> list[ModelRun]:
        """Return every model of every run."""
        return self.store.select("compare_runs", ModelRun)

    def hold(self, *runs: str) -> None:
        """Have the calls of these runs at hand."""
        if not self._held.issuperset(runs):
            self._held.update(runs)
            self.store.execute("compare_judged", runs=sorted(self._held))

    def rows(self, arm: ModelRun) -> list[PlaceRow]:
        self.hold(arm.run)
        return self.store.select(
            "compare_tallies", PlaceRow, run=arm.run, model=arm.model, arm=label(arm)
        )

    def calls(self, arm: ModelRun) -> list[CallRow]:
        self.hold(arm.run)
        return self.store.select("compare_calls", CallRow, run=arm.run, model=arm.model)

    def answers(self, arm: ModelRun, questions: Sequence[str]) -> list[Answer]:
        return self.store.select(
            "compare_answers",
            Answer,
            run=arm.run,
            model=arm.model,
            questions=list(questions),
        )

    def orphans(self, run: str) -> int:
        """Return how many calls are about questions that their set has no longer."""
        (found,) = self.store.select("report_orphans", _Orphans, run=run)
        return found.calls


class _Orphans(Record):
    calls: int


def label(arm: ModelRun) -> str:
    return f"{arm.run} {arm.model}"


def matched_arms(
    load: Loader, one: ModelRun, two: ModelRun, across: Sequence[str]
) -> Matched:
    """Return the places that the two have in common, and why others are not."""
    names = (one.run, two.run) if one.run != two.run else (one.model, two.model)
    arms = Arms(load.rows(one), load.rows(two), names, one.corpus == two.corpus)
    return match(arms, across)
