"""The report, its plots and its calls in, the bytes of the whole page out."""

import base64
import hashlib
import html
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from pipeline.report.contents import Report
from pipeline.report.html.markup import Heading, markup
from pipeline.report.html.packing import Data, data, shortened
from pipeline.report.html.rows import Calls
from pipeline.report.markdown import plain
from pipeline.report.sections import page as markdown_page

_POLICY: Final = (
    "default-src 'none'; script-src {script}; style-src {style}; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing is fetched, and no script or style runs but these two."""
_PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<nav aria-label="Sections">
<details>
<summary>Sections</summary>
<ul>
{contents}
</ul>
</details>
</nav>
<main>
{report}
<section aria-labelledby="calls">
<h2 id="calls">Every call</h2>
<p>{about}</p>
<noscript><p><strong>The table of calls needs JavaScript, which is off.</strong>
All else on this page does without; <code>calls.parquet</code> holds the calls.</p>
</noscript>
<div id="calls-table"></div>
</section>
</main>
<script type="{kind}" id="calls-data">{data}</script>
<script>{script}</script>
</body>
</html>
"""
_LAST: Final = Heading("calls", "Every call")


def html_page(report: Report, plots: Mapping[str, bytes], calls: Calls) -> bytes:
    """Return report.html: the same bytes for the same run, and no link to anywhere."""
    body = markup(markdown_page(report), plots)
    packed = data(calls)
    style, script = _asset("page.css"), _asset("words.js") + _asset("page.js")
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    return _PAGE.format(
        policy=policy,
        title=html.escape(f"{plain(report.run)[:100]} · docqa"),
        style=style,
        contents=_contents([*body.headings, _LAST]),
        report=body.html,
        about=_about(calls, packed),
        kind=packed.kind,
        data=packed.text,
        script=script,
    ).encode()


def _contents(headings: Sequence[Heading]) -> str:
    return "\n".join(
        f'<li><a href="#{one.id}">{html.escape(one.words)}</a></li>' for one in headings
    )


def _about(calls: Calls, packed: Data) -> str:
    """Say what the table leaves out."""
    shown = len(calls.calls)
    parts = ["Open one to see its question, prompt, answer and verdict."]
    if shown < calls.planned:
        parts.append(
            f"These are {shown:,} of {calls.planned:,}: of each model the first in the "
            "run's own random order."
        )
    if cut := shortened(calls.calls, packed.cut):
        parts.append(
            f"Answers and reasons are shown up to {packed.cut:,} characters; "
            f"{cut:,} of these calls have longer ones."
        )
    if len(parts) > 1:
        parts.append("<code>calls.parquet</code> beside this page holds all.")
    return " ".join(parts)


def _hash(text: str) -> str:
    """Return the source expression that allows exactly this text."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _asset(name: str) -> str:
    return (files("pipeline.report.html") / name).read_text(encoding="utf-8")
