"""Generated records of the Marrowick archive: survey, berths, tides and works.

They are made by rule from a fixed seed so that the archive has the long dull tables
that a real one has, and so that every run gives the same tables.
"""

import math
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

Row = tuple[str, ...]


def seeded(seed: int) -> random.Random:
    """Give the repeatable source of variety; nothing here is a secret."""
    return random.Random(seed)  # noqa: S311


@dataclass(frozen=True)
class Vessel:
    """A ship that trades to Marrowick, with what decides where she can lie."""

    name: str
    length: int
    draught: float
    cargoes: tuple[str, ...]
    ports: tuple[str, ...]
    tonnes: int


TIMBER = ("Sawn timber", "Round timber")
BULK = ("Road salt", "Aggregates", "Animal feed")
MIXED = ("Animal feed", "Fertiliser", "Bagged cement", "Project cargo")
FUEL = ("Gas oil", "Kerosene", "Petrol")
NORTH = ("Tollan", "Varnholt", "Skaldvik")
SOUTH = ("Lower Dunmere", "Port Embry", "Casterquay")
FAR = ("Oskarshelm", "Vessmark", "Lindholt")
OIL_PORTS = ("Harl Refinery", "Port Embry")

VESSELS = (
    Vessel("Hendrika Solm", 88, 5.3, BULK, SOUTH, 2900),
    Vessel("Oriel Vanda", 99, 6.1, TIMBER, FAR, 3600),
    Vessel("Ansgar Lode", 82, 4.9, MIXED, NORTH, 2100),
    Vessel("Bright Merganser", 78, 4.6, BULK, SOUTH, 1850),
    Vessel("Caldera Wynn", 90, 5.6, BULK, SOUTH, 3100),
    Vessel("Dagny Sorrel", 104, 6.4, TIMBER, FAR, 4200),
    Vessel("Emmer Thistle", 74, 4.3, MIXED, NORTH, 1500),
    Vessel("Fulmar Trader", 83, 5.0, MIXED, SOUTH, 2250),
    Vessel("Greta Halloway", 93, 5.7, BULK, SOUTH, 3250),
    Vessel("Halvard Pine", 102, 6.2, TIMBER, FAR, 3950),
    Vessel("Isbel Carrick", 69, 4.0, BULK, SOUTH, 1300),
    Vessel("Jorun Teal", 80, 4.8, MIXED, NORTH, 1950),
    Vessel("Kestrel Bay", 86, 5.2, BULK, SOUTH, 2600),
    Vessel("Lodestar Minna", 97, 5.9, TIMBER, FAR, 3450),
    Vessel("Maren Quist", 76, 4.4, MIXED, NORTH, 1600),
    Vessel("Nordane Plover", 91, 5.5, BULK, SOUTH, 3000),
    Vessel("Otterburn Lass", 72, 4.2, BULK, SOUTH, 1400),
    Vessel("Perrin Dove", 84, 5.1, MIXED, SOUTH, 2300),
    Vessel("Ganymede Flint", 85, 5.4, FUEL, OIL_PORTS, 1900),
    Vessel("Callisto Flint", 90, 5.8, FUEL, OIL_PORTS, 2350),
    Vessel("Amber Tarn", 79, 5.0, FUEL, OIL_PORTS, 1500),
)
T1_DRAUGHT, T3_DRAUGHT, T3_LENGTH = 6.9, 5.4, 84
LOG_ROWS = 300
REMARKS = (
    "Waited for water at the bar",
    "Tug Stalwart Ned in attendance",
    "Stopped for rain, 5 hours",
    "Shifted 20 m along for crane Hob",
    "Crew change",
    "Took 40 t fresh water",
    "Part cargo, balance for Tollan",
    "Detained by agent, papers late",
    "Fender 22 scuffed, master informed",
    "Stevedores short until noon",
)
PILOTS = ("Norling", "Sammer", "Whitcombe", "Ashdene", "exempt")


def berths_for(vessel: Vessel) -> tuple[str, ...]:
    """Say where a vessel may lie, by the limits of the pilotage guide."""
    if vessel.cargoes == FUEL:
        return ("S1",)
    if vessel.length <= T3_LENGTH and vessel.draught <= T3_DRAUGHT:
        return ("T3", "T1", "T2")
    return ("T1", "T2") if vessel.draught <= T1_DRAUGHT else ("T2",)


def berth_log() -> list[Row]:
    """Make the berth log of 2023, in order of arrival and with no berth let twice."""
    rng = seeded(2023)
    free = dict.fromkeys(("T1", "T2", "T3", "S1"), datetime(2023, 1, 1, tzinfo=UTC))
    away = dict.fromkeys((v.name for v in VESSELS), datetime(2023, 1, 1, tzinfo=UTC))
    clock = datetime(2023, 1, 2, 5, 20, tzinfo=UTC)
    rows: list[Row] = []
    while len(rows) < LOG_ROWS:
        clock += timedelta(minutes=5 * rng.randrange(60, 590))
        afloat = [v for v in VESSELS if away[v.name] < clock]
        vessel = afloat[rng.randrange(len(afloat))]
        open_berths = [b for b in berths_for(vessel) if free[b] < clock]
        if not open_berths:
            continue
        berth = open_berths[0]
        stay = timedelta(minutes=5 * rng.randrange(130, 620))
        free[berth] = clock + stay
        away[vessel.name] = clock + stay + timedelta(days=3)
        rows.append(log_row(rng, len(rows) + 1, vessel, berth, (clock, clock + stay)))
    return rows


def log_row(
    rng: random.Random,
    number: int,
    vessel: Vessel,
    berth: str,
    stay: tuple[datetime, datetime],
) -> Row:
    """Write one call as the berthing clerk would."""
    cargo = vessel.cargoes[rng.randrange(len(vessel.cargoes))]
    tonnes = vessel.tonnes - rng.randrange(0, vessel.tonnes // 3)
    remark = REMARKS[rng.randrange(len(REMARKS))] if rng.random() < 1 / 4 else ""
    return (
        f"23/{number:03d}",
        stay[0].strftime("%d %b %H:%M"),
        vessel.name,
        berth,
        vessel.ports[rng.randrange(len(vessel.ports))],
        cargo,
        f"{tonnes:,}",
        stay[1].strftime("%d %b %H:%M"),
        PILOTS[rng.randrange(len(PILOTS))],
        remark,
    )


THIN_STATION, THIN_STEEL, NEW_STEEL = 41, 6.9, 12.7
T3_FROM, T2_FROM = 220, 110


def survey_rows() -> list[Row]:
    """Make the steel thickness table, thinnest where the report says it is."""
    rng = seeded(2107)
    rows: list[Row] = []
    for station in range(1, 49):
        chainage = 2 + 6.5 * (station - 1)
        third = (chainage >= T2_FROM) + (chainage >= T3_FROM)
        splash = 11.9 - 0.3 * third - rng.randrange(0, 7) / 10
        low = (11.1, 10.0, 8.6)[third] - rng.randrange(0, 15) / 10
        bed = 12.1 - 0.2 * third - rng.randrange(0, 6) / 10
        low = THIN_STEEL if station == THIN_STATION else max(low, THIN_STEEL + 0.2)
        loss = round(100 * (NEW_STEEL - min(splash, low, bed)) / NEW_STEEL)
        rows.append(
            (
                str(station),
                f"{int(chainage)}",
                ("T1", "T2", "T3")[third],
                f"{splash:.1f}",
                f"{low:.1f}",
                f"{bed:.1f}",
                str(loss),
            )
        )
    return rows


TURNS = 352
FIRST_SPRING = datetime(2022, 1, 3, tzinfo=UTC)
WINDS = ("N", "NE", "E", "SE", "S", "SW", "SW", "SW", "W", "W", "NW")
TIDE_REMARKS = (
    "gauge hut door found open",
    "weed on float, cleaned 09:10",
    "fog, staff not read",
    "seiche of 0.1 m for two hours",
    "ice on staff",
    "pen dry 02:00 to 05:30, times from the staff",
    "check against staff, agrees",
    "wash of dredger's tender on trace",
)


def tide_days(quarter: int) -> dict[date, list[str]]:
    """Work out the turns of the tide, day by day, for a quarter of 2022."""
    rng = seeded(2022 + quarter)
    moment = datetime(2022, 3 * quarter - 2, 1, 4, 48, tzinfo=UTC)
    days: dict[date, list[str]] = {}
    for turn in range(TURNS):
        phase = (moment - FIRST_SPRING).total_seconds() / 86400 / 14.77
        swing = 1.7 + 0.65 * math.cos(2 * math.pi * phase)
        sign = -1 if turn % 2 else 1
        level = 2.95 + sign * swing + (rng.random() - 0.5) * 0.16
        label = "LW" if turn % 2 else "HW"
        days.setdefault(moment.date(), []).append(f"{label} {moment:%H:%M} {level:.2f}")
        moment += timedelta(minutes=372 + rng.randrange(2))
    return days


def tide_lines(quarter: int) -> list[str]:
    """Make the gauge-keeper's lines for one quarter of 2022."""
    rng = seeded(4044 + quarter)
    surge = 0.05
    lines: list[str] = []
    for today, parts in tide_days(quarter).items():
        if (today.month + 2) // 3 == quarter:
            surge = 0.7 * surge + (rng.random() - 0.47) * 0.2
            lines.append(tide_line(rng, today, parts, surge))
    return lines


def tide_line(rng: random.Random, today: date, parts: list[str], surge: float) -> str:
    """Lay out one day of the record as it stands in the book."""
    wind = WINDS[rng.randrange(len(WINDS))]
    force = min(10, 2 + rng.randrange(5) + round(abs(surge) * 8))
    pressure = round(1009 - surge * 70 + rng.randrange(-6, 7))
    remark = ""
    if rng.random() < 1 / 4:
        remark = "  " + TIDE_REMARKS[rng.randrange(len(TIDE_REMARKS))]
    stamp = today.strftime("%a %d %b")
    return (
        f"{stamp}  {'  '.join(parts)}  surge {surge:+.2f}  "
        f"{pressure} mb  {wind} {force}{remark}"
    )


@dataclass(frozen=True)
class Trade:
    """One kind of works order: where it arises, what is found, what is done."""

    asset: str
    places: tuple[str, ...]
    found: tuple[str, ...]
    done: tuple[str, ...]
    cost: int


TRADES = (
    Trade(
        "Fender",
        ("T1 no. 4", "T1 no. 11", "T2 no. 19", "T2 no. 22", "T3 no. 30", "R1 no. 2"),
        ("chain worn to 24 mm", "cylinder split at lower lug", "shackle pin missing"),
        ("chain renewed", "cylinder turned and rehung", "pin and mousing fitted"),
        640,
    ),
    Trade(
        "Ladder",
        ("F1", "F2", "F4", "T2 bay 3", "Gannet Pier east", "Inner Basin no. 9"),
        ("bottom rung bent", "stile loose in the cope", "weed above half tide"),
        ("rung cut out and replaced", "regrouted, load tested", "scraped and washed"),
        210,
    ),
    Trade(
        "Light",
        ("Outer Light", "Pinfold Point", "Great Calf", "leading front", "buoy No. 4"),
        ("lamp changer stuck", "battery at 10.8 volts", "lens salted, range low"),
        (
            "changer freed and greased",
            "battery bank swapped",
            "lens washed, range seen",
        ),
        180,
    ),
    Trade(
        "Crane",
        ("Hob", "Nell"),
        (
            "slew brake weeping oil",
            "limit switch late",
            "hoist rope three wires broken",
        ),
        ("seal kit fitted", "switch reset, proved twice", "rope shortened and reeved"),
        930,
    ),
    Trade(
        "Linkspan",
        ("R1 port ram", "R1 pontoon", "R2 starboard sheave", "R2 brake", "R2 tower"),
        ("bearing dry and noisy", "paint blown at the seams", "sensor blind with salt"),
        ("stripped, greased, run four times", "scraped, two coats", "sensor renewed"),
        520,
    ),
    Trade(
        "Ice plant",
        ("old machine", "new machine", "brine circuit"),
        ("gland weeping", "scale on the plates", "heater tape open circuit"),
        ("gland repacked, sniffed", "plates acid cleaned", "heater tape renewed"),
        760,
    ),
    Trade(
        "Ferry shore side",
        ("charging arm", "passenger gangway", "car lane barrier"),
        ("latch did not seat", "hinge plate lifting", "earth strap broken"),
        (
            "latch cleaned and shimmed",
            "plate dogged and welded",
            "strap renewed, tested",
        ),
        340,
    ),
    Trade(
        "Workboat",
        ("Dunlin", "Petrel's Due", "Stalwart Ned"),
        ("impeller torn", "bilge alarm silent", "stern gland running warm"),
        (
            "impeller and gasket renewed",
            "float freed, alarm heard",
            "repacked, 2 h trial",
        ),
        450,
    ),
    Trade(
        "Services",
        ("T1 hydrant", "Saltpan fire main", "F2 hose point", "Ropewalk hydrant"),
        ("leaking at the spindle", "flow low at end valve", "handwheel seized"),
        ("spindle packed", "valve lapped, flow as drawing", "wheel freed and greased"),
        150,
    ),
)
FITTERS = ("B. Tolley", "C. Dray", "P. Lusk", "S. Venn", "M. Kost", "J. Arkell")
LEDGER_ROWS = 170


def ledger_rows(year: int) -> list[Row]:
    """Make the works orders of a year, with no entry that says only 'checked OK'."""
    rng = seeded(year)
    rows: list[Row] = []
    day = date(year, 1, 3)
    for number in range(1, LEDGER_ROWS + 1):
        trade = TRADES[rng.randrange(len(TRADES))]
        fault = rng.randrange(len(trade.found))
        cost = round(trade.cost * (0.35 + 1.6 * rng.random()))
        rows.append(
            (
                f"WO-{year % 100}{number * 4:03d}",
                day.isoformat(),
                f"{trade.asset}, {trade.places[rng.randrange(len(trade.places))]}",
                f"Found {trade.found[fault]}; {trade.done[fault]}",
                f"{rng.randrange(2, 34) / 2:.1f}",
                f"{cost:,}",
                FITTERS[rng.randrange(len(FITTERS))],
            )
        )
        day += timedelta(days=rng.choice((1, 1, 2, 2, 3, 3, 3)))
    return [row for row in rows if row[1].startswith(str(year))]


DELAYS = (
    "cars late on the quay",
    "ramp photocell, car on the bridge in its opinion",
    "waited for ambulance",
    "head wind all the way",
    "fog, slow passage",
    "passenger count made twice",
    "stopped for a kayak",
    "rope in the thruster guard, cleared by hand",
    "lines slow to let go",
    "two coaches instead of the one booked",
    "radar restarted before leaving",
    "bus from the college held up by sheep",
    "mooring line under the pontoon",
    "late inward from the sailing before",
    "bow door seal wet, wiped down",
    "waited at the berth for Sound Provider to clear",
    "swell at the landing, second approach made",
    "loading of hay, one trailer refused for height",
    "vehicle would not start, pushed off",
)
DELAY_SHIPS = {
    "Ovensay": "Tamsin Orde",
    "Little Harra": "Corrie Maid",
    "Brindholm": "Corrie Maid",
}


def later_sailing(rng: random.Random, moment: datetime) -> datetime:
    """Move on to the next late sailing, on the same day or at most two days after."""
    same_day = moment + timedelta(minutes=5 * rng.randrange(30, 90))
    if rng.random() < 1 / 3 and same_day.hour in range(10, 20):
        return same_day
    morning = moment.replace(hour=7, minute=10) + timedelta(days=1 + rng.randrange(2))
    return morning + timedelta(minutes=5 * rng.randrange(130))


def delay_lines() -> list[str]:
    """Make the log of late sailings for the first half of 2024."""
    rng = seeded(240)
    lines: list[str] = []
    moment = datetime(2024, 1, 2, 7, 10, tzinfo=UTC)
    while moment.month < 7:  # noqa: PLR2004
        route = tuple(DELAY_SHIPS)[rng.randrange(3)]
        late = 6 + rng.randrange(22)
        cause = DELAYS[rng.randrange(len(DELAYS))]
        heads, cars = 9 + rng.randrange(120), 2 + rng.randrange(24)
        lines.append(
            f"{moment:%d %b  %H:%M}  {route}, "
            f"{DELAY_SHIPS[route]}, {heads} passengers, {cars} cars, "
            f"{late} min late: {cause}"
        )
        moment = later_sailing(rng, moment)
    return lines
