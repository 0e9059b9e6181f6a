"""Say what a run would be, before anything is sent."""

from collections import defaultdict
from collections.abc import Iterator

import click

from pipeline.cli.options import Workspace, pass_workspace, run_options
from pipeline.cli.steps import Plan, plan_step
from pipeline.records import Condition, Prompt
from pipeline.settings import BenchSettings


@click.command()
@run_options
@pass_workspace
def plan(workspace: Workspace, settings: BenchSettings) -> None:
    """Build every prompt and count calls and tokens. Nothing is sent.

    \b
    Example:
      docqa plan --lengths 16k,128k -m moonshot/kimi-k3
    """
    with workspace.open() as store:
        made = plan_step(store, settings, to_send=False)
    for line in _table(made):
        click.echo(line)


_LINE = "{:<32} {:>22} {:>7} {:>14} {:>12}"


def _size(prompt: Prompt) -> str:
    if prompt.length is None:
        return prompt.condition.value
    removed = prompt.condition is Condition.GOLD_REMOVED
    return f"{prompt.length:,}{' gold-removed' if removed else ''}"


def _table(made: Plan) -> Iterator[str]:
    """Yield one line per model and size, controls first, then the totals."""
    prompts = {prompt.id: prompt for prompt in made.built.prompts}
    counts: dict[tuple[str, int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for call in made.planned:
        prompt = prompts[call.prompt]
        size = _size(prompt)
        row = counts[call.model, prompt.length or 0, size]
        row[0] += 1
        row[1] += prompt.tokens if call.unsent is None else 0
        row[2] += call.unsent is not None
    yield _LINE.format("model", "size", "calls", "tokens", "over window")
    for (model, _, size), row in sorted(counts.items()):
        yield _LINE.format(model, size, *(f"{count:,}" for count in row))
    totals = (sum(row[column] for row in counts.values()) for column in range(3))
    yield _LINE.format("in all", "", *(f"{total:,}" for total in totals))
