"""A gate's findings in, JUnit's XML out, as CI servers read it. Pure.

A rule that failed is a `failure`. One that is inconclusive is an `error`: as `skipped`
most servers would show it green, and it is no pass.
"""

from xml.etree import ElementTree as ET

from pipeline.compare.findings import Finding, Gate, Ruling
from pipeline.compare.wording import figure, limit
from pipeline.report.markdown import plain


def junit(gate: Gate) -> bytes:
    """Return the XML; what XML cannot hold is left out of foreign text."""
    counts = {
        "tests": len(gate.findings),
        "failures": _count(gate, Ruling.FAIL),
        "errors": _count(gate, Ruling.INCONCLUSIVE),
        "skipped": 0,
    }
    attributes = {name: str(count) for name, count in counts.items()}
    root = ET.Element("testsuites", attributes)
    name = f"docqa gate {plain(gate.run)}"
    suite = ET.SubElement(root, "testsuite", {"name": name, **attributes})
    for found in gate.findings:
        _case(suite, found, gate.run)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _case(suite: ET.Element, found: Finding, run: str) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        {
            "classname": f"docqa.gate.{plain(run)}",
            "name": plain(f"{found.model}: {found.rule}"),
        },
    )
    said = plain(f"{figure(found)}, wanted {limit(found)}: {found.reason}")
    if found.ruling is Ruling.PASS:
        ET.SubElement(case, "system-out").text = said
        return
    kind = "failure" if found.ruling is Ruling.FAIL else "error"
    ET.SubElement(case, kind, {"message": said, "type": found.ruling.value})


def _count(gate: Gate, ruling: Ruling) -> int:
    return sum(found.ruling is ruling for found in gate.findings)
