"""A run whose texts try to be something else on the page that shows them."""

from pipeline.records import Outcome, Verdict
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended
from tests.support.bench_layouts import add_layouts

OWNS = 'document.title = "owned"'
LONG = "long ago; " * 100_000
ANSWERS = (
    f"</script><script>{OWNS}</script>",
    f"<img src=x onerror='{OWNS}'> & &amp; <!-- ]]> <svg/onload='{OWNS}'>",
    "\u202eright to left\u202c \u2066isolated\u2069 \ufeff\u2028\u2029",
    "a NUL \0, a bell \a, an escape \x1b[31m",
    '{"answer": "42\\u003c", "quote": "\\"\'` ${1+1} {{1+1}}"}',
    "  two lines\r\n\tand a tab\n\n",
    LONG,
    "",
)
DESIGN = Design(
    models=("baseline/bm25", f"evil/<script>{OWNS}</script>", "a|b`c`*d*_e_ [f](g)"),
    documents=4,
    questions=4,
    lengths=(4_000, 16_000),
    unanswerable=2,
    question_text=(
        f"</script><svg onload='{OWNS}'> What did <b>{{document}}</b> cost "
        "in \u202e{year}?"
    ),
    run="contracts <2026>",
)


def fill_hostile(store: Store) -> str:
    run = fill(store, DESIGN, _ending)
    add_layouts(store, DESIGN)
    return run


def _ending(asked: Asked) -> Ended:
    place = asked.dice.randrange(len(ANSWERS) + 1)
    seconds = asked.dice.expovariate(0.2)
    if place == len(ANSWERS):
        return Ended(Outcome.FAILED, None, seconds, limit_s=30.0)
    verdict = asked.dice.choice(tuple(Verdict))
    return Ended(verdict=verdict, seconds=seconds, answer=ANSWERS[place])
