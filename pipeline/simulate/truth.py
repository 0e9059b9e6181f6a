"""The log of what was truly sent: one row for a request. Pure."""

from dataclasses import dataclass, field

from pipeline.records import Record
from pipeline.simulate.drafting import Marks
from pipeline.simulate.exchange import Served


class Known(Record):
    """What the simulator knows when it writes the script."""

    number: int
    """Counted from 1 in the order in which requests came; also its `x-request-id`."""
    dialect: str | None = None
    model: str | None = None
    question: str | None = None
    """`None` where no question of the file was found in the prompt."""
    prompt_id: str | None = None
    """The first 32 digits of the SHA-256 of the prompt's text."""
    attempt: int | None = None
    """How often this model was asked this prompt, this time included."""
    verdict: str | None = None
    """What the answer was meant as: correct, wrong, abstained or unknown; `None` where
    there was none."""
    fault: str | None = None
    status: int | None = None
    """`None` where no status line was to be written."""
    prompt_tokens: int | None = None
    """Of the model's own: those of the whole prompt, whatever was reported."""
    reported_prompt_tokens: int | None = None
    cached_tokens: int | None = None
    cache_write_tokens: int | None = None
    """All of the prompt that was not cached, where the model has a cache."""
    reasoning_tokens: int | None = None
    answer_tokens: int | None = None
    depth: float | None = None
    """Of the evidence, by characters."""


@dataclass(frozen=True, slots=True)
class Note:
    known: Known
    marks: Marks = field(default_factory=Marks)


class Truth(Known):
    """One request. Times are seconds from its last byte, as made and not as planned."""

    path: str
    ending: str
    body_bytes: int
    begun: float
    """When the request's first byte was read, on the machine's monotonic clock."""
    received: float
    """When its last byte was."""
    first_byte_s: float | None
    first_token_s: float | None
    first_answer_s: float | None
    last_answer_s: float | None
    end_s: float | None
    """When the last byte was written."""
    lateness_s: float
    """By how much the latest write was late: this server's own error."""


def truth(served: Served) -> Truth:
    note = served.script.note
    if not isinstance(note, Note):  # the script failed, or is another's
        note = Note(Known(number=0))
    request, marks = served.request, note.marks
    return Truth(
        **note.known.model_dump(),
        path=request.path,
        ending=served.ending.value,
        body_bytes=len(request.body),
        begun=request.begun_at,
        received=request.received_at,
        first_byte_s=_at(served, 0),
        first_token_s=_at(served, marks.first_token),
        first_answer_s=_at(served, marks.first_answer),
        last_answer_s=_at(served, marks.last_answer),
        end_s=_at(served, len(served.made) - 1),
        lateness_s=served.lateness_s,
    )


def _at(served: Served, write: int | None) -> float | None:
    """Return when a write was made; `None` where it never was, or wrote nothing."""
    if write is None or not 0 <= write < len(served.made):
        return None
    if not served.script.writes[write].data:
        return None
    return served.made[write] - served.request.received_at
