"""Make a corpus that no model has seen, and check it."""

import click

from pipeline.cli.corpus_check import check
from pipeline.cli.corpus_generate import generate_corpus


@click.group()
def corpus() -> None:
    """Generate a fictional corpus with questions, and check its gold."""


corpus.add_command(generate_corpus)
corpus.add_command(check)
