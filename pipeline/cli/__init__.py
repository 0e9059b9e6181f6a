"""Commands: parse arguments, call the stages, say what happened.

stdout is data, stderr is talk. This is the only package that reads the environment,
prints, and exits; the exit codes stand in `pipeline.errors`.
"""

from pipeline.cli.starting import interrupted_without_a_word

with interrupted_without_a_word():
    from pipeline.cli.program import main

__all__ = ["main"]
