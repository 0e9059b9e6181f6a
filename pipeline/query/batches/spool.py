"""An upload on its way: written to a file of no name, a request at a time."""

from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, Self
from uuid import uuid4

from pipeline.query.batches.base import BatchApi
from pipeline.records import Planned


class Spool:
    """Use it as a context manager: what it holds is gone afterwards."""

    def __init__(self, api: BatchApi, folder: Path | None) -> None:
        self.name = uuid4().hex
        self.calls: list[Planned] = []
        self._api = api
        self._frame = api.frame(self.name)
        self.content_type = self._frame.content_type
        self.file: BinaryIO = TemporaryFile(dir=folder)  # noqa: SIM115 - see __exit__
        self.size = self.file.write(self._frame.head)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.file.close()

    def add(self, planned: Planned, request: bytes) -> bool:
        """Return false when no batch may be so large: then it is left out."""
        between = self._frame.between if self.calls else b""
        size = self.size + len(between) + len(request)
        if (
            len(self.calls) >= self._api.most_requests
            or size + len(self._frame.tail) > self._api.most_bytes
        ):
            return False
        self.file.write(between)
        self.file.write(request)
        self.size = size
        self.calls.append(planned)
        return True

    def finish(self) -> None:
        """Write what follows the last request; nothing can be added any more."""
        self.size += self.file.write(self._frame.tail)
        self.file.seek(0)
