"""Bring question sets in, plant questions, have a model write them, and check them."""

import click

from pipeline.cli.questions_check import check
from pipeline.cli.questions_import import import_
from pipeline.cli.questions_plant import plant_questions
from pipeline.cli.questions_write import write


@click.group()
def questions() -> None:
    """Bring questions in, plant them, have them written, check them."""


questions.add_command(import_)
questions.add_command(plant_questions)
questions.add_command(write)
questions.add_command(check)
