"""The same paper gives the same bytes, on any day, in any place and language."""

import hashlib
import os
import posixpath
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline.corpus.formats import rendered
from pipeline.corpus.papers import Format, Paragraph, Sentence
from tests.corpus.formats import made

ROOT = Path(__file__).parents[3]
PRINTED = """
import hashlib
from pipeline.corpus.formats import rendered
from tests.corpus.formats import made
for kind in made.FORMATS:
    data = rendered(made.paper(kind, head="Private"))
    print(kind, hashlib.sha256(data).hexdigest())
"""


def test_bytes_depend_on_no_zone_no_language_and_no_hash_seed() -> None:
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    there = subprocess.run(
        [sys.executable, "-c", PRINTED],
        env={**os.environ, **odd, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    here = {
        kind: hashlib.sha256(rendered(made.paper(kind, head="Private"))).hexdigest()
        for kind in made.FORMATS
    }
    assert dict(line.split() for line in there.splitlines()) == here


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_a_package_holds_no_time_but_that_of_the_paper(kind: Format) -> None:
    with ZipFile(BytesIO(rendered(made.paper(kind)))) as archive:
        members = archive.infolist()
        text = archive.read("docProps/core.xml").decode()

    assert {(one.date_time, one.create_system) for one in members} == {
        ((1980, 1, 1, 0, 0, 0), 0)
    }
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", text)) == {"2021-03-04T16:05:00Z"}


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_every_part_of_a_package_is_sound_xml(kind: Format) -> None:
    with ZipFile(BytesIO(rendered(made.paper(kind, head="A & B")))) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_every_part_has_a_type_and_every_relation_leads_to_a_part(kind: Format) -> None:
    with ZipFile(BytesIO(rendered(made.paper(kind, head="Private")))) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        relations = {n: archive.read(n).decode() for n in names if n.endswith(".rels")}

    named = set(re.findall(r'PartName="/([^"]+)"', types))
    assert named == names - relations.keys() - {"[Content_Types].xml"}
    for name, written in relations.items():
        folder = name.partition("_rels/")[0]
        for target in re.findall(r'Target="([^"]+)"', written):
            assert posixpath.normpath(folder + target) in names


@pytest.mark.parametrize("kind", ["docx", "pptx", "html", "eml"])
def test_a_file_says_what_it_is_and_whose(kind: Format) -> None:
    paper = made.paper(kind, Paragraph((Sentence("It was so."),)))
    found = made.contents(kind, rendered(paper))

    assert found.title == paper.title
    if kind != "html":
        assert "Elin Hask" in found.details["author"]
