"""Fares and dues of the Marrowick archive, worked out for any of its tariff years.

Editions differ item by item and not by one factor, so that a figure from the wrong
edition looks right and is not.
"""

import zlib
from dataclasses import dataclass

Row = tuple[str, ...]

GROWTH = {2018: 0.915, 2021: 1.0, 2024: 1.185}
ROUTES = (("Ovensay", 1.0), ("Little Harra", 0.83), ("Brindholm", 1.24))
PASSENGERS = (
    ("Adult single", 7.8),
    ("Adult day return", 13.2),
    ("Child single, 5 to 15", 3.9),
    ("Islander single, with card", 4.1),
    ("Senior single", 5.6),
    ("Bicycle", 2.3),
    ("Dog", 1.6),
    ("Ten-trip carnet, adult", 62.0),
    ("Season ticket, quarter, adult", 265.0),
)
VEHICLES = (
    ("Motorcycle", 9.5),
    ("Car to 4.5 m", 24.5),
    ("Car or van, 4.5 to 6 m", 31.0),
    ("Van, 6 to 8 m", 46.0),
    ("Caravan or trailer, per m", 5.2),
    ("Lorry, per m, loaded", 14.4),
    ("Lorry, per m, empty", 10.1),
    ("Coach, per m", 12.6),
    ("Hearse", 20.0),
    ("Agricultural tractor", 38.0),
    ("Livestock float, per m", 13.1),
    ("Milk tanker, per m", 13.8),
)
CARGO = (
    ("Aggregates and sand", 0.92),
    ("Animal feed, bulk", 1.74),
    ("Animal feed, bagged", 2.08),
    ("Bagged cement", 2.35),
    ("Bricks, blocks and tiles", 1.66),
    ("Coal and coke", 1.58),
    ("Fertiliser, bulk", 1.92),
    ("Fertiliser, bagged", 2.21),
    ("Fish, frozen, in transit", 4.85),
    ("Fish boxes, empty, per 100", 1.15),
    ("Furniture and household goods", 5.6),
    ("Gas oil", 2.44),
    ("Glass and glassware", 3.95),
    ("Grain", 1.81),
    ("Hay and straw", 1.37),
    ("Kerosene", 2.52),
    ("Lime", 1.49),
    ("Machinery, not self-propelled", 6.3),
    ("Machinery, self-propelled, each", 29.5),
    ("Milk and dairy goods", 3.3),
    ("Peat", 1.22),
    ("Petrol", 2.9),
    ("Pipes and tubes", 3.55),
    ("Potatoes", 1.62),
    ("Project cargo, by weight", 8.2),
    ("Road salt", 1.06),
    ("Salt, fishery", 1.33),
    ("Scrap metal", 1.95),
    ("Seaweed, dried", 2.6),
    ("Seed, oil-bearing", 2.02),
    ("Slate", 1.71),
    ("Steel, plate and section", 3.15),
    ("Timber, round, per m3", 0.88),
    ("Timber, sawn, per m3", 1.29),
    ("Timber, treated poles, each", 0.47),
    ("Tyres, per 100", 7.4),
    ("Waste, licensed", 4.4),
    ("Wool, baled", 3.05),
)
PILOTAGE = (
    ("60 to 69 m", 214.0),
    ("70 to 79 m", 262.0),
    ("80 to 89 m", 318.0),
    ("90 to 99 m", 381.0),
    ("100 m and over", 447.0),
)
STAGES = (("Sea to berth", 1.0), ("Outer Light to berth", 0.78), ("Shift", 0.52))
VESSEL_DUES = (
    ("Coaster, first 24 h, per GT", 0.214),
    ("Coaster, each later 24 h, per GT", 0.096),
    ("Tanker, first 24 h, per GT", 0.262),
    ("Tanker, each later 24 h, per GT", 0.118),
    ("Cruise vessel, per GT", 0.175),
    ("Cruise passenger landed, each", 3.4),
    ("Fishing vessel, visiting, per m per night", 1.05),
    ("Laid-up vessel, per m per week", 6.8),
    ("Barge without engine, per m per day", 0.74),
    ("Workboat on hire, per m per day", 0.98),
)
YACHTS = (
    ("To 7 m", 14.0),
    ("7 to 9 m", 18.5),
    ("9 to 11 m", 23.0),
    ("11 to 13 m", 28.5),
    ("13 to 15 m", 35.0),
    ("Over 15 m", 46.0),
)
TERMS = (("Night", 1.0), ("Week", 5.6), ("Month", 17.5), ("Season", 74.0))
SERVICES = (
    ("Crane Hob with driver, per hour", 128.0),
    ("Crane Nell with driver, per hour", 86.0),
    ("Tug Stalwart Ned, per job", 640.0),
    ("Tug Stalwart Ned, standing by, per hour", 255.0),
    ("Workboat Dunlin with two hands, per hour", 142.0),
    ("Fresh water, per tonne", 2.85),
    ("Shore power, per kWh", 0.31),
    ("Ice, per tonne, delivered to the boat", 48.0),
    ("Fork lift with driver, per hour", 44.0),
    ("Weighbridge ticket", 6.5),
    ("Waste oil, per 100 litres", 17.0),
    ("Oily rags, per sack", 9.0),
    ("Galley waste, per bin", 7.5),
    ("Diver inspection of a propeller", 520.0),
    ("Line handling, two hands, by day", 96.0),
    ("Line handling, two hands, by night", 151.0),
    ("Storage on Tollgate apron, per m2 per week", 0.62),
    ("Storage in Shed 2, per m2 per week", 1.28),
    ("Net loft, per bay per year", 310.0),
    ("Lost pass or card", 12.0),
)


@dataclass(frozen=True)
class Table:
    """A tariff table with the heading it is printed under."""

    title: str
    rows: tuple[Row, ...]


def price(item: str, base: float, year: int) -> str:
    """Give a price in an edition; each item moves a little in its own way."""
    wander = zlib.crc32(f"{item}/{year}".encode()) % 90 / 1000 - 0.045
    value = base * (GROWTH[year] + (0.0 if year == 2021 else wander))  # noqa: PLR2004
    if value < 1:
        return f"{value:.3f}"
    step = 0.05 if value < 100 else 1.0  # noqa: PLR2004
    return f"{round(value / step) * step:,.2f}"


def grid(
    title: str,
    items: tuple[tuple[str, float], ...],
    columns: tuple[tuple[str, float], ...],
    year: int,
) -> Table:
    """Price every item under every column."""
    head = ("Item", *(f"{name} EUR" for name, _ in columns))
    body = tuple(
        (item, *(price(item + name, base * k, year) for name, k in columns))
        for item, base in items
    )
    return Table(title, (head, *body))


def tables(year: int) -> dict[str, Table]:
    """Give the tables of one edition by the names that the sources use."""
    one = (("Charge", 1.0),)
    cargo_columns = (("Inward", 1.0), ("Outward", 0.86))
    return {
        "fares": grid("Passenger fares", PASSENGERS, ROUTES, year),
        "vehicles": grid("Vehicle fares, single", VEHICLES, ROUTES, year),
        "cargo": grid("Cargo dues, per tonne", CARGO, cargo_columns, year),
        "pilotage": grid("Pilotage by length overall", PILOTAGE, STAGES, year),
        "dues": grid("Vessel dues", VESSEL_DUES, one, year),
        "yachts": grid("Yachts at Gannet Pier", YACHTS, TERMS, year),
        "services": grid("Services and hire", SERVICES, one, year),
    }
