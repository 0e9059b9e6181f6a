"""Everything a document can state: one row for each column of the world's tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Shape(StrEnum):
    """What a value is, and how it is written."""

    MONEY = "money"
    """Whole euros: an int."""
    NUMBER = "number"
    """With the unit of its relation: an int or a Decimal."""
    DATE = "date"
    MONTH = "month"
    WORDS = "words"
    """Some lower-case words, such as a cause."""
    CODE = "code"
    """Letters, figures, hyphens and slashes, at least one figure."""
    PERSON = "person"
    COMPANY = "company"
    PLACE = "place"
    """A town or a site: names of sites are places."""
    TITLE = "title"
    """The name of a project or a policy."""


class Time(StrEnum):
    FIXED = "fixed"
    """One value for ever."""
    FROM = "from"
    """From a day on, until a later one supersedes it."""
    AT = "at"
    """One value for each month."""


class Relation(NamedTuple):
    shape: Shape
    asks: str
    """The value in words, after "the": "price of contract {subject}"."""
    time: Time = Time.FIXED
    unit: str | None = None
    leads_to: str | None = None
    """The kind of subject that the value is, where it is one."""


_MONEY: Final = Shape.MONEY
_NUMBER: Final = Shape.NUMBER

SUBJECTS: Final[Mapping[str, Shape]] = {
    "site": Shape.PLACE,
    "asset": Shape.CODE,
    "project": Shape.TITLE,
    "contract": Shape.CODE,
    "incident": Shape.CODE,
    "policy": Shape.TITLE,
    "meeting": Shape.CODE,
    "entry": Shape.CODE,
    "company": Shape.COMPANY,
}
"""The kinds of subject, and how their names look; a name is one subject's alone."""

RELATIONS: Final[Mapping[str, Relation]] = {
    "site.manager": Relation(
        Shape.PERSON, "manager of {subject}", Time.FROM, leads_to="person"
    ),
    "site.opened": Relation(Shape.DATE, "opening date of {subject}"),
    "site.capacity": Relation(
        _NUMBER, "licensed capacity of {subject}", Time.FROM, "m3/day"
    ),
    "site.area": Relation(_NUMBER, "catchment area of {subject}", unit="ha"),
    "site.flow": Relation(_NUMBER, "flow at {subject}", Time.AT, "m3"),
    "site.power": Relation(
        _NUMBER, "electricity consumption of {subject}", Time.AT, "kWh"
    ),
    "site.turbidity": Relation(_NUMBER, "mean turbidity at {subject}", Time.AT, "NTU"),
    "asset.site": Relation(
        Shape.PLACE, "site where asset {subject} stands", leads_to="site"
    ),
    "asset.maker": Relation(
        Shape.COMPANY, "maker of asset {subject}", leads_to="company"
    ),
    "asset.serial": Relation(Shape.CODE, "serial number of asset {subject}"),
    "asset.installed": Relation(Shape.DATE, "installation date of asset {subject}"),
    "asset.rating": Relation(_NUMBER, "rated power of asset {subject}", unit="kW"),
    "project.site": Relation(
        Shape.PLACE, "site of the {subject} project", leads_to="site"
    ),
    "project.lead": Relation(
        Shape.PERSON, "lead of the {subject} project", Time.FROM, leads_to="person"
    ),
    "project.budget": Relation(
        _MONEY, "budget of the {subject} project", Time.FROM, "EUR"
    ),
    "project.due": Relation(
        Shape.DATE, "completion date of the {subject} project", Time.FROM
    ),
    "contract.project": Relation(
        Shape.TITLE, "project that contract {subject} serves", leads_to="project"
    ),
    "contract.contractor": Relation(
        Shape.COMPANY, "contractor under contract {subject}", leads_to="company"
    ),
    "contract.signed": Relation(Shape.DATE, "signing date of contract {subject}"),
    "contract.price": Relation(_MONEY, "price of contract {subject}", Time.FROM, "EUR"),
    "contract.damages": Relation(
        _MONEY,
        "liquidated damages for each day of delay under contract {subject}",
        Time.FROM,
        "EUR",
    ),
    "contract.ends": Relation(
        Shape.DATE, "completion date of contract {subject}", Time.FROM
    ),
    "contract.retention": Relation(
        _NUMBER, "retention under contract {subject}", unit="percent"
    ),
    "incident.site": Relation(
        Shape.PLACE, "site of incident {subject}", leads_to="site"
    ),
    "incident.on": Relation(Shape.DATE, "date of incident {subject}"),
    "incident.asset": Relation(
        Shape.CODE, "asset that failed in incident {subject}", leads_to="asset"
    ),
    "incident.cause": Relation(Shape.WORDS, "cause of incident {subject}"),
    "incident.hours": Relation(_NUMBER, "duration of incident {subject}", unit="hours"),
    "incident.cost": Relation(_MONEY, "cost of incident {subject}", unit="EUR"),
    "incident.reporter": Relation(
        Shape.PERSON, "person who reported incident {subject}", leads_to="person"
    ),
    "meeting.on": Relation(Shape.DATE, "date of meeting {subject}"),
    "meeting.chair": Relation(
        Shape.PERSON, "chair of meeting {subject}", leads_to="person"
    ),
    "meeting.present": Relation(
        _NUMBER, "attendance at meeting {subject}", unit="members"
    ),
    "policy.interval": Relation(
        _NUMBER, "inspection interval under the {subject}", Time.FROM, "days"
    ),
    "policy.limit": Relation(
        _NUMBER, "alarm limit under the {subject}", Time.FROM, "mg/l"
    ),
    "policy.owner": Relation(
        Shape.PERSON, "owner of the {subject}", Time.FROM, leads_to="person"
    ),
    "entry.amount": Relation(_MONEY, "amount of voucher {subject}", unit="EUR"),
    "entry.payee": Relation(
        Shape.COMPANY, "payee of voucher {subject}", leads_to="company"
    ),
    "entry.on": Relation(Shape.DATE, "date of voucher {subject}"),
    "entry.project": Relation(
        Shape.TITLE, "project charged with voucher {subject}", leads_to="project"
    ),
    "company.seat": Relation(Shape.PLACE, "seat of {subject}"),
    "company.director": Relation(
        Shape.PERSON, "managing director of {subject}", leads_to="person"
    ),
}
"""By name: the kind of subject, a dot, the column."""


def kind(relation: str) -> str:
    """Return the kind of subject that a relation is about."""
    return relation.partition(".")[0]
