"""Debian's Chromium without a window, spoken to over its debugging pipe.

No driver, no port and no library: JSON messages that end in NUL, by the Chrome DevTools
Protocol (https://chromedevtools.github.io/devtools-protocol/).
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars"),
    "--remote-debugging-pipe",
)
_PATIENCE_S: Final = 30.0
_HIGH: Final = 10
"""The pipe's ends at first: above 3 and 4, which they become in the browser."""
_QUITS_IN_S: Final = 10
_LOOKS_EVERY_S: Final = 0.01
_MIDDLE: Final = """(async () => {
    const found = document.querySelector(%s);
    found.scrollIntoView({block: 'center', behavior: 'instant'});
    const drawn = () => new Promise((done) => requestAnimationFrame(done));
    await drawn(); await drawn();  // a click goes to what was drawn last
    const box = found.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
})()"""


def find_browser() -> str | None:
    """Return the program, or `None` where there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class Browser:
    """A browser that runs: what is said to it and what it tells."""

    def __init__(self, to: int, back: int) -> None:
        self._to = to
        self._back = back
        self._heard = b""
        self._last = 0
        self.events: list[dict[str, Any]] = []

    def send(
        self, method: str, session: str | None = None, /, **params: object
    ) -> dict[str, Any]:
        """Ask for something and return what came of it. Raises `RuntimeError`."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        left = json.dumps(message).encode() + b"\0"
        while left:
            left = left[os.write(self._to, left) :]
        until = monotonic() + _PATIENCE_S
        while (told := self._next(until)).get("id") != self._last:
            self.events.append(told)
        if "error" in told:
            problem = f"{method}: {told['error']['message']}"
            raise RuntimeError(problem)
        return dict(told["result"])

    def _next(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._heard:
            readable = select.select([self._back], [], [], max(0, until - monotonic()))
            more = os.read(self._back, 1 << 20) if readable[0] else b""
            if not more:
                problem = "the browser ended" if readable[0] else "no word from it"
                raise RuntimeError(problem)
            self._heard += more
        message, _, self._heard = self._heard.partition(b"\0")
        return dict(json.loads(message))


class Page:
    """A new tab, and all it has told."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._target = browser.send("Target.createTarget", url="about:blank")[
            "targetId"
        ]
        attached = browser.send(
            "Target.attachToTarget", targetId=self._target, flatten=True
        )
        self._session: str = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: object) -> dict[str, Any]:
        return self._browser.send(method, self._session, **params)

    def close(self) -> None:
        self._browser.send("Target.closeTarget", targetId=self._target)

    def open(self, path: Path, ready: str = "true") -> None:
        """Load a file and wait until the expression `ready` is true."""
        self.send("Page.navigate", url=path.absolute().as_uri())
        self.wait(f"document.readyState === 'complete' && ({ready})")

    def wait(self, expression: str) -> None:
        until = monotonic() + _PATIENCE_S
        while not self.run(expression):
            if monotonic() > until:
                message = f"{expression!r} was not true in {_PATIENCE_S:.0f} s"
                raise TimeoutError(message)
            sleep(_LOOKS_EVERY_S)

    def run(self, expression: str) -> Any:
        """Return what an expression, or its promise, comes to."""
        found = self.send(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=True,
        )
        if "exceptionDetails" in found:
            raise RuntimeError(json.dumps(found["exceptionDetails"]))
        return found["result"].get("value")

    def click(self, selector: str) -> None:
        """Press and release the mouse in the middle of an element."""
        x, y = self.run(_MIDDLE % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self.send(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button="left",
                clickCount=1,
            )

    def key(self, name: str, text: str = "") -> None:
        """Press and release a key by its name, such as "Enter"."""
        codes = {"Enter": 13, "Tab": 9, " ": 32, "ArrowDown": 40}
        common = {"key": name, "windowsVirtualKeyCode": codes[name]}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, words: str) -> None:
        """Write into what has the focus."""
        self.send("Input.insertText", text=words)

    def shape(self, width: int, height: int, *, dark: bool = False) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot")["data"])

    def requests(self) -> list[str]:
        """Return the address of every request, the page's own included."""
        told = self.told("Network.requestWillBeSent")
        return [one["request"]["url"] for one in told]

    def complaints(self) -> list[str]:
        """Return what went wrong in scripts, and what the page's policy refused."""
        entries = [one["entry"]["text"] for one in self.told("Log.entryAdded")]
        return entries + [json.dumps(e) for e in self.told("Runtime.exceptionThrown")]

    def told(self, event: str) -> list[dict[str, Any]]:
        return [
            one["params"]
            for one in self._browser.events
            if one["method"] == event and one.get("sessionId") == self._session
        ]


@contextmanager
def browser(program: str) -> Generator[Browser]:
    """Start the browser with an empty profile; it ends with the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        theirs_in, to = _pipe()
        back, theirs_out = _pipe()
        shell = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        command = [program, *_FLAGS, f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            ["bash", "-c", shell, "bash", *command],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": profile},
        )
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            yield Browser(to, back)
        finally:
            os.close(to)  # which is how it is told to end
            try:
                process.wait(_QUITS_IN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            os.close(back)


def _pipe() -> tuple[int, int]:
    """Return a pipe whose ends have high numbers."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _HIGH) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]
