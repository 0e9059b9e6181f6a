"""Say what a run would be, before anything is sent."""

from collections import defaultdict
from collections.abc import Iterator

import click

from pipeline.cli.options import Workspace, pass_workspace, run_options
from pipeline.cli.steps import Plan, plan_step
from pipeline.settings import BenchSettings


@click.command()
@run_options
@pass_workspace
def plan(workspace: Workspace, settings: BenchSettings) -> None:
    r"""Build every prompt and count calls and tokens. Nothing is sent.

    \b
    Example:
      docqa plan --lengths 16k,128k -m moonshot/kimi-k3
    """
    with workspace.open() as store:
        made = plan_step(store, settings)
    for line in _table(made):
        click.echo(line)


def _table(made: Plan) -> Iterator[str]:
    """Yield one line per model and size, then the totals."""
    tokens = {prompt.id: prompt.tokens for prompt in made.built.prompts}
    sizes = {
        p.id: f"{p.length:,}" if p.length else p.condition for p in made.built.prompts
    }
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for call in made.planned:
        row = counts[call.model, sizes[call.prompt]]
        row[0] += 1
        row[1] += tokens[call.prompt] if call.unsent is None else 0
        row[2] += call.unsent is not None
    yield f"{'model':<32} {'size':>12} {'calls':>7} {'tokens':>12} {'over window':>12}"
    for (model, size), (calls, sent, over) in sorted(counts.items()):
        yield f"{model:<32} {size:>12} {calls:>7,} {sent:>12,} {over:>12,}"
    calls, sent, over = (sum(row[i] for row in counts.values()) for i in range(3))
    yield f"{'in all':<32} {'':>12} {calls:>7,} {sent:>12,} {over:>12,}"
