"""What the documented views say of a run."""

from pipeline.records import Condition, Distractors, Placement
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Design, Ended

DESIGN = Design(
    models=("north/aurora-2",),
    documents=2,
    questions=2,
    unanswerable=0,
    lengths=(4_000,),
    depths=(0.5,),
    controls=(Condition.CLOSED_BOOK, Condition.GOLD_REMOVED),
    placements=(Placement.AFTER, Placement.BEFORE),
    distractors=(Distractors.RANDOM, Distractors.HARD),
)


def test_a_cell_mixes_no_two_layouts() -> None:
    with Store() as store:
        fill(store, DESIGN, lambda _: Ended())
        found = store._db.execute(
            "SELECT condition, placement, distractors, planned, correct FROM cells"
        ).fetchall()

    layouts = [(p, d) for p in ("after", "before") for d in ("random", "hard")]
    assert sorted(map(str, found)) == sorted(
        str((condition, *layout, 4, 4))
        for condition, layout in [
            *(("context", layout) for layout in layouts),
            *(("gold-removed", layout) for layout in layouts),
            ("closed-book", ("after", None)),
        ]
    )
