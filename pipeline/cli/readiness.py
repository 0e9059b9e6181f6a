"""Settings in; which documents and questions a run would read, or what is missing, out.

Nothing is opened but folders: `docqa doctor` answers at once.
"""

from pathlib import Path

from pipeline.cli.folder import look
from pipeline.errors import CorpusError, SettingsError
from pipeline.records import Record
from pipeline.settings import BenchSettings, check_asked, check_named


class Part(Record):
    """The documents of a run, or its questions."""

    found: str | None
    """What there is, for people; `None` where a run would not find it."""
    missing: str | None = None
    """What is missing, and the way on."""
    named: bool = True
    """The settings name it, so that it is a mistake where it is missing."""

    @property
    def broken(self) -> bool:
        return self.named and self.missing is not None


def documents_of(settings: BenchSettings) -> Part:
    try:
        check_named(settings)
        folder = look(settings.corpus)
    except SettingsError as error:
        return Part(found=None, missing=str(error), named=False)
    except CorpusError as error:
        return Part(found=None, missing=str(error))
    return Part(found=f"{settings.corpus}: {folder.holds}")


def questions_of(settings: BenchSettings) -> Part:
    if settings.plant is not None:
        return Part(found=f"{settings.plant:,} about planted facts")
    try:
        check_asked(settings)
    except SettingsError as error:
        return Part(found=None, missing=str(error), named=False)
    if Path(settings.questions).is_file():
        return Part(found=settings.questions)
    if "questions" not in settings.model_fields_set:
        message = (
            "no questions are named, and the bundled ones are not here; docqa init "
            "finds yours, or plants facts"
        )
        return Part(found=None, missing=message, named=False)
    message = (
        f"{settings.questions!r} is no file; name another by questions, or set plant "
        "in its place to have facts planted"
    )
    return Part(found=None, missing=message)
