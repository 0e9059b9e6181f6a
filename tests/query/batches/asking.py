"""A small bench that is asked by the batch, against a server of its own."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pipeline.progress import silent
from pipeline.query.batches.service import Patience
from pipeline.query.batches.stage import Batched, Work, run_batches
from pipeline.redaction import Redactor
from pipeline.store import Store
from tests.query.bench import KEY, Bench, prompt, target
from tests.support.batch_server import BatchServer
from tests.support.server import provider_at_loopback

DIALECTS = {"openai": "openai-chat", "anthropic": "anthropic-messages"}
Style = Literal["openai", "anthropic"]


@dataclass
class Asking:
    """A run, and another of the same plan, and so on: the address stays the same."""

    path: Path
    style: Style
    prompts: tuple[str, ...] = ("p1", "p2", "p3")
    settings: dict[str, Any] = field(default_factory=dict[str, Any])
    retry_failed: bool = False
    url: str = ""

    @property
    def bench(self) -> Bench:
        one = replace(target(self.url, **self.settings), dialect=DIALECTS[self.style])
        return Bench(self.path, targets=[one], prompts=self.prompts)

    def run(self, patience: Patience) -> Batched:
        bench = self.bench
        work = Work(
            planned=bench.plan(),
            targets={one.settings.id: one for one in bench.targets},
            text_of=bench.text_of,
            prompts={name: prompt(name) for name in self.prompts},
            retry_failed=self.retry_failed,
        )
        with Store(self.path, redact=Redactor([KEY])) as store:
            return run_batches(store, work, patience, silent)


def patient(wait_s: float = 20, **more: Any) -> Patience:
    return Patience(wait_s=wait_s, first_s=0.01, longest_s=0.01, **more)


def play(server: BatchServer, do: Callable[[str], Any]) -> Any:
    """Call with the server's address, in a thread, while it serves."""

    async def whole() -> Any:
        async with provider_at_loopback(server.play) as loopback:
            return await asyncio.to_thread(do, loopback.url)

    return asyncio.run(whole())


Step: TypeAlias = Patience | Callable[[], None]


def asked(server: BatchServer, asking: Asking, *steps: Step) -> list[Batched]:
    """Run once for each patience; what is no patience is done in between."""

    def do(url: str) -> list[Batched]:
        asking.url = url
        found: list[Batched] = []
        for step in steps or (patient(),):
            if isinstance(step, Patience):
                found.append(asking.run(step))
            else:
                step()
        return found

    found: list[Batched] = play(server, do)
    return found
