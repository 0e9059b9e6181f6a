"""Everything the pipeline raises, and the exit code each failure ends a command with.

* PipelineError          exit 2    the command cannot be done as asked
  + SettingsError                  the configuration: every mistake at once
  + CorpusError                    no document, or none that can be read
  + QuestionError                  no question, or a file that holds none
  + StoreError                     the workspace file cannot be used
    - StoreBusyError               another process is writing it
* IncompleteError        exit 3    the work ended with less than was asked
* CallError              a row     one model call that ended without an answer
  + RejectedError                  the same request would be refused again
  + TransientError                 worth another attempt
  + MalformedError                 a stream its own documentation does not describe

Exit 0 is done, 1 a gate that failed, 4 an inconclusive gate, 70 a fault of ours
and 130 an interruption: `pipeline.cli` is the only place that exits.
"""

from collections.abc import Collection, Sequence
from typing import ClassVar, Self


class PipelineError(Exception):
    exit_code: ClassVar[int] = 2
    mistakes: tuple[str, ...] = ()

    @classmethod
    def of(cls, mistakes: Sequence[str]) -> Self:
        """Say every mistake at once, one to a line."""
        error = cls("\n".join(mistakes))
        error.mistakes = tuple(mistakes)
        return error


class SettingsError(PipelineError):
    @classmethod
    def unknown(cls, what: str, given: str, known: Collection[str]) -> Self:
        return cls(f"unknown {what} {given!r}; choose from {', '.join(sorted(known))}")


class CorpusError(PipelineError):
    @classmethod
    def not_ingested(cls, corpus: str) -> Self:
        return cls(
            f"no documents of {corpus!r} in the workspace; docqa ingest {corpus} "
            "reads them"
        )


class QuestionError(PipelineError):
    pass


class StoreError(PipelineError):
    pass


class StoreBusyError(StoreError):
    pass


class IncompleteError(PipelineError):
    exit_code = 3


class CallError(Exception):
    """One call that ended without an answer: recorded as a row, never ends a run."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class RejectedError(CallError):
    pass


class TransientError(CallError):
    def __init__(
        self, kind: str, message: str, *, retry_after_s: float | None = None
    ) -> None:
        super().__init__(kind, message)
        self.retry_after_s = retry_after_s


class MalformedError(CallError):
    pass
