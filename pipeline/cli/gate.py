"""Hold a run to a policy, for a team's CI."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from pipeline.cli.options import Workspace, as_json, pass_workspace
from pipeline.cli.writing import write_file
from pipeline.compare.findings import Gate, Ruling
from pipeline.compare.gate_stage import gate as hold_to
from pipeline.compare.junit import junit
from pipeline.compare.loading import no_run_yet
from pipeline.compare.policy import example, load_policy
from pipeline.compare.wording import figure, limit, to_json
from pipeline.documents.visible import visible
from pipeline.report.words import plural

CODES: Final = {Ruling.PASS: 0, Ruling.FAIL: 1, Ruling.INCONCLUSIVE: 4}
_INDENT: Final = " " * (len(Ruling.INCONCLUSIVE) + 2)


@click.command()
@click.argument("run", required=False)
@click.option(
    "--policy",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The rules: a TOML file.",
)
@click.option("--example", "as_example", is_flag=True, help="Print a policy and end.")
@click.option(
    "--junit",
    "xml",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write JUnit XML too: failed rules are failures, inconclusive ones errors.",
)
@as_json
@pass_workspace
def gate(workspace: Workspace, /, run: str | None, **given: Any) -> None:
    """Hold a run to a policy: rules PASS, FAIL or are INCONCLUSIVE.

    A rule passes where its 95 % interval is on the right side of the bound, fails where
    it is on the wrong side, and is inconclusive where the bound is inside it, or where
    the run has nothing to tell it from. Exit codes: 0 all pass, 1 one failed, 4 none
    failed and one is inconclusive.

    \b
    Examples:
      docqa gate --example > policy.toml
      docqa gate --policy policy.toml october
      docqa gate --policy policy.toml october --junit gate.xml
    """
    if given["as_example"]:
        click.echo(example(), nl=False)
        return
    if given["policy"] is None:
        message = "say which --policy FILE; --example prints one to begin with"
        raise click.UsageError(message)
    policy = load_policy(given["policy"])
    with workspace.opened(no_run_yet()) as store:
        found = hold_to(store, policy, run)
    if given["as_json"]:
        click.echo(to_json(found), nl=False)
    else:
        for line in gate_lines(found):
            click.echo(line)
    if given["xml"]:
        write_file(given["xml"], junit(found))
    click.get_current_context().exit(CODES[found.ruling])


def gate_lines(gate: Gate) -> Iterator[str]:
    """Yield two lines for each rule, and what they come to."""
    for found in gate.findings:
        ruling = found.ruling.upper().ljust(len(_INDENT))
        yield visible(f"{ruling}{found.model}: {found.rule}")
        yield visible(
            f"{_INDENT}{figure(found)}, wanted {limit(found)}; {found.reason}"
        )
    rulings = [found.ruling for found in gate.findings]
    shown = ", ".join(f"{rulings.count(ruling)} {ruling.value}" for ruling in Ruling)
    yield ""
    rules = plural(len(rulings), "rule")
    yield f"{gate.ruling.upper()}: {gate.run}, {rules} ({shown})"
