"""A folder of leases to write questions about, and a model on loopback that writes."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.server import Received, Script, answer

NAMES = ("Corrie", "Hollin", "Tollgate", "Brinsea", "Marrow", "Skerry")
_FILL = (
    "The parties met at the office of the notary and signed on the same day. What is "
    "not said here follows from the general terms, which both of them have read. "
    "Nothing in it binds the heirs of either party beyond the end of the lease."
)


def lease_of(number: int) -> tuple[str, str]:
    """Return the two pages of a lease; neighbours share an architect and a surveyor."""
    name, pair = NAMES[number], number // 2
    lease = (
        f"# The {name} lease\n\nThe deposit of the {name} lease is EUR "
        f"{4317 + 101 * number}. Its plans are by architect Vandermolen{pair} and "
        f"surveyor Okonkwo{pair}. Harbour{number} and Beacon{number} lie next to it, "
        f"opposite the granary of Weaver{number}. {_FILL}\n\n"
    )
    repairs = (
        f"# Repairs at {name}\n\nThe roof of {name} is repaired by {name}son Thorne "
        f"every year. Harbour{number} and Beacon{number} are repaired too. The keys "
        f"hang beside the northern door of boathouse{number}. {_FILL}\n"
    )
    return lease, repairs


def write_leases(folder: Path) -> Path:
    """Write one Markdown file a lease."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(NAMES):
        path = folder / f"{name.lower()}.md"
        path.write_text("".join(lease_of(number)), encoding="utf-8")
    return folder


class Shown(NamedTuple):
    """What a model sees of one passage."""

    file: str
    text: str


def shown_in(prompt: str) -> list[Shown]:
    """Return what stands between the fences, as a reader that trusts them sees it."""
    mark = re.search(r"^BEGIN ([0-9a-f]{12})$", prompt, re.MULTILINE)
    assert mark
    found = re.findall(
        rf"^BEGIN {mark[1]}\n(.*?)\nEND {mark[1]}$", prompt, re.MULTILINE | re.DOTALL
    )
    return [Shown(*str(block).split("\n\n", 1)) for block in found]


def fields(*passages: Shown) -> dict[str, Any]:
    """Write the question that a good model would write about these passages."""
    facts = [_fact(passage.text) for passage in passages]
    subjects = [subject for subject, _, _ in facts]
    answers = [answer for _, answer, _ in facts]
    several = len(facts) > 1
    return {
        "question": f"What is {' and what is '.join(subjects)}?",
        "answer": answers if several else answers[0],
        "answer_type": "list" if several else "text",
        "unit": None,
        "choices": None,
        "quotes": [
            {"passage": number, "quote": quote}
            for number, (_, _, quote) in enumerate(facts, start=1)
        ],
        "difficulty": "one name among others",
    }


def _fact(text: str) -> tuple[str, str, str]:
    if found := re.search(r"The deposit of the (\w+) lease is (EUR \d+)", text):
        return f"the deposit of the {found[1]} lease", found[2], found[0]
    found = re.search(r"The roof of (\w+) is repaired by (\w+ Thorne)", text)
    assert found, text
    return f"the name of who repairs the roof of {found[1]}", found[2], found[0]


def writing(
    said: Callable[[list[Shown]], str] | None = None,
) -> Callable[[Received], Script]:
    """Script a model: by default a good one."""

    def script(received: Received) -> Script:
        shown = shown_in(received.prompt)
        reply = said(shown) if said else json.dumps(fields(*shown))
        return answer(reply, prompt_tokens=900)

    return script
