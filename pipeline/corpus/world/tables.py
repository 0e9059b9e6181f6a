"""The rows of the world: who and what there is. What is so of them is in `facts`."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.corpus.facts import Facts


class Person(NamedTuple):
    name: str
    """A first and a last name; of the whole board, one person's alone."""
    post: str
    """What they do, lower case: "site engineer"."""


class Company(NamedTuple):
    name: str
    trade: str
    """Lower case: "pump makers"."""


class Site(NamedTuple):
    name: str
    what: str
    """Lower case: "treatment works", "pumping station", "reservoir"."""
    river: str
    town: str


class Asset(NamedTuple):
    code: str
    what: str
    """Lower case: "raw-water pump No. 2"."""


class Project(NamedTuple):
    title: str
    """Ends in no "Project": "Skelwith Outfall Renewal"."""
    purpose: str
    """Ends a sentence that begins "The project is to ..."."""


class Contract(NamedTuple):
    reference: str
    project: str
    """A title."""
    works: str
    """Lower case: "the renewal of two outfall pipes"."""


class Incident(NamedTuple):
    reference: str
    what: str
    """Lower case, no plural: "leak at the delivery flange"."""
    on: date
    plant: str
    """The class of what failed: "pump"."""


class Policy(NamedTuple):
    title: str
    """"Skelwith Sampling Policy"."""
    topic: str
    """Lower case: "the sampling of treated water"."""
    versions: tuple[date, ...]
    """The days from which each version holds, the oldest first."""


class Meeting(NamedTuple):
    reference: str
    body: str
    """"Skelwith Works Committee"."""
    on: date
    topics: tuple[str, ...] = ()
    """What else was talked of, lower case: "the state of the access road"."""


class Entry(NamedTuple):
    voucher: str
    what: str
    """Lower case: "valve spares"."""


class Board(NamedTuple):
    """The organisation."""

    name: str
    """"Orrindale Water Board"."""
    short: str
    """"Orrindale"."""
    domain: str
    """Of its mail: "orrindale-water.example"."""
    first: date
    last: date
    """The years that its papers cover: no dated fact lies outside."""


class Branch(NamedTuple):
    """A site of the board, with all that belongs to it."""

    board: Board
    site: Site
    people: Sequence[Person]
    companies: Sequence[Company]
    assets: Sequence[Asset]
    projects: Sequence[Project]
    contracts: Sequence[Contract]
    incidents: Sequence[Incident]
    policies: Sequence[Policy]
    meetings: Sequence[Meeting]
    entries: Sequence[Entry]
    facts: Facts
    """A value that nobody knows has no fact: a writer says nothing of it."""


class District(NamedTuple):
    """Neighbouring branches, which share a report."""

    name: str
    """"Northern District"."""
    branches: tuple[Branch, ...]
