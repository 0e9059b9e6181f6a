"""A thread of mail in one file: the newest message is the mail, the older below it."""

import base64
from binascii import b2a_qp
from collections.abc import Iterator, Sequence
from datetime import UTC
from email.header import Header
from email.utils import format_datetime, formataddr, getaddresses, parseaddr
from typing import Final

from pipeline.corpus.formats.lines import Look, bare, body, copied, day, look
from pipeline.corpus.papers import Message, Paper
from pipeline.records import content_id

_WIDTH: Final = 72
_END: Final = "\r\n"
_NOBODY: Final = "undisclosed-recipients:;"


def render(paper: Paper) -> bytes:
    dice = look(paper)
    thread = [block for block in paper.blocks if isinstance(block, Message)]
    first = thread[0] if thread else _of_itself(paper)
    form = Look(
        width=dice.one_of((_WIDTH, None)),
        heading=bare,
        message=dice.one_of((_wrote, _original)),
        bullet=dice.one_of("-*"),
        boxed=dice.chance(0.3),
    )
    rest = list(paper.blocks)
    if thread:
        rest.remove(first)
    text = body(rest, form)
    encoding, encoded = _encoded(text, dice.one_of(("quoted-printable", "base64")))
    lines = [f"{name}: {value}" for name, value in _headers(paper, first, thread)]
    lines += [
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        f"Content-Transfer-Encoding: {encoding}",
    ]
    return f"{_END.join(lines)}{_END}{_END}".encode("ascii") + encoded


def _of_itself(paper: Paper) -> Message:
    sender = formataddr((paper.author, "office@board.example"), "utf-8")
    return Message(sender, _NOBODY, paper.title, paper.made)


def _headers(
    paper: Paper, first: Message, thread: Sequence[Message]
) -> Iterator[tuple[str, str]]:
    yield "Date", format_datetime(first.sent.replace(tzinfo=UTC))
    yield "From", _address(first.sender)
    yield "To", _address(first.to)
    yield "Subject", Header(first.subject, header_name="Subject").encode(linesep=_END)
    yield "Message-ID", _identity(paper, first)
    older = [_identity(paper, message) for message in thread[1:]]
    if older:
        yield "In-Reply-To", older[0]
        yield "References", f"{_END} ".join(reversed(older))


def _address(written: str) -> str:
    """Write one or some, each "Name <address>"; a mere name, as mail has it."""
    if "@" not in written:
        return Header(written).encode(linesep=_END)
    return ", ".join(formataddr(one, "utf-8") for one in getaddresses([written]))


def _identity(paper: Paper, message: Message) -> str:
    domain = message.sender.rpartition("@")[2].rstrip(">")
    number = content_id(paper.path, message.sender, message.sent.isoformat())
    return f"<{number[:20]}@{domain}>"


def _encoded(text: str, encoding: str) -> tuple[str, bytes]:
    data = (text + "\n").replace("\n", _END).encode()
    if encoding == "base64":
        return encoding, base64.encodebytes(data).replace(b"\n", b"\r\n")
    return encoding, b2a_qp(data, istext=True)


def _wrote(message: Message) -> str:
    name = parseaddr(message.sender)[0] or message.sender
    sent = message.sent
    return f"On {day(sent)} at {sent:%H:%M}, {name} wrote:"


def _original(message: Message) -> str:
    return f"-----Original Message-----\n{copied(message)}"
