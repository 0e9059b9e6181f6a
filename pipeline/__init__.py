"""Ask models about your own documents, and learn how far to trust the answers.

The names below are the stages for a notebook (docs/notebook.md). They are read when one
is asked for: `docqa --version` needs none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.notebook import (
        ask_models,
        configure,
        import_questions,
        ingest_documents,
        open_workspace,
        plan_run,
        score_run,
        write_report,
    )

__version__ = "0.1.0"
__all__ = (
    "ask_models",
    "configure",
    "import_questions",
    "ingest_documents",
    "open_workspace",
    "plan_run",
    "score_run",
    "write_report",
)

if not TYPE_CHECKING:  # a checker would take it for a module that has every name

    def __getattr__(name: str) -> object:
        if name in __all__:
            return getattr(import_module("pipeline.notebook"), name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
