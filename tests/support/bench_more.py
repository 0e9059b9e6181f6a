"""Further runs in a store that `bench_data.fill` has put a first one into."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.records import Call, Outcome, Planned, Prompt, Run, content_id
from pipeline.store import Store
from tests.support import bench_records as records
from tests.support.bench_data import fill, put
from tests.support.bench_design import Asked, Design, Ended, Ending, plain_ending


@dataclass(frozen=True)
class How:
    """What a run asks differently."""

    seed: int = 2026
    """Another one makes other prompts of the same places."""
    effort: str = ""
    """Part of what was asked: another one makes other calls of the same prompts."""
    usd: float | None = None
    """What a call costs."""
    day: int = 20
    corpus: str = records.CORPUS
    collection: str = records.COLLECTION
    scorer: str = ""
    """In the place of `number@1`."""
    served: str | None = None


USUAL = How()


def filled(
    store: Store,
    design: Design | None = None,
    how: How = USUAL,
    ending: Ending = plain_ending,
) -> str:
    """Put a first run with its corpus and questions into the store."""
    design = design or Design()
    fill(store, replace(design, models=(), run="nothing"))
    for table in ("runs", "unbuilt"):
        store._db.execute(f"DELETE FROM raw.{table} WHERE true")
    store._db.execute("DELETE FROM raw.prompts")
    return add_run(store, design, ending, how)


def add_run(
    store: Store,
    design: Design,
    ending: Ending = plain_ending,
    how: How = USUAL,
) -> str:
    """Put another run over the same corpus into the store; calls of old stay."""
    prompts = [
        (_prompt(prompt, how), question)
        for prompt, question in records.prompts(design, list(records.questions(design)))
    ]
    have = _ids(store, "prompts")
    put(store, "prompts", [prompt for prompt, _ in prompts if prompt.id not in have])
    have = _ids(store, "calls")
    planned = [
        (plan.model_copy(update={"call": content_id(plan.call, how.effort)}), asked)
        for plan, asked in records.planned(design, prompts)
    ]
    run = Run(
        name=design.run,
        corpus=how.corpus,
        collection=how.collection,
        settings=design.settings,
    )
    put(store, "runs", [run])
    put(store, "planned", [plan for plan, _ in planned])
    _answer(store, [(p, a) for p, a in planned if p.call not in have], ending, how)
    return design.run


def _answer(
    store: Store, planned: Collection[tuple[Planned, Asked]], ending: Ending, how: How
) -> None:
    ended = [
        (plan, asked, end)
        for plan, asked in planned
        if plan.unsent is None
        for end in [ending(asked)]
        if end.outcome is not None
    ]
    put(store, "calls", [_call(plan, end, how) for plan, _, end in ended])
    put(
        store,
        "attempts",
        [
            records.attempt(plan, end).model_copy(
                update={"started_at": f"2026-11-{how.day:02}T09:00:00Z"}
            )
            for plan, _, end in ended
        ],
    )
    put(
        store,
        "scores",
        [
            records.score(plan, asked, end.verdict).model_copy(
                update={"scorer": how.scorer} if how.scorer else {}
            )
            for plan, asked, end in ended
            if end.outcome is Outcome.ANSWERED and end.verdict
        ],
    )


def _prompt(prompt: Prompt, how: How) -> Prompt:
    if how.seed == USUAL.seed:
        return prompt
    return prompt.model_copy(
        update={"id": content_id(prompt.id, how.seed), "seed": how.seed}
    )


def _call(plan: Planned, end: Ended, how: How) -> Call:
    return records.call(plan, end).model_copy(
        update={"cost_usd": how.usd, "served_model": how.served}
    )


def _ids(store: Store, table: str) -> set[str]:
    return {
        name for (name,) in store._db.execute(f"SELECT id FROM raw.{table}").fetchall()
    }
