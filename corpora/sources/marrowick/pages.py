"""The text and HTML documents of the Marrowick archive that are made by rule."""

from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from marrowick import records, tariffs

Row = tuple[str, ...]
HERE = Path(__file__).parent

TIDE_HEAD = """MARROWICK TIDE GAUGE
Record for 2022, quarter {quarter}, copied fair from the gauge-keeper's book

The gauge stands in the hut on the Tollgate return wall. Heights are in metres above
Chart Datum, times are local standard time, and "surge" is the mean of what the day's
tides stood above (+) or below (-) the tables. The float was changed on 2 December 2021.
Pressure and wind are read at 09:00. A blank remark means an ordinary day. The keeper is
J. Arkell; S. Venn stands in for holidays and makes his sevens like ones.
"""
RADIO_HEAD = """MARROWICK PORT CONTROL
Radio and telephone log, VHF channel 14, 12:00 Saturday 8 February to 12:00 Sunday
9 February 2020 (storm Ysolde). West watch until 20:00, then South watch.

Typed from the handwritten log in the week after. Half-hourly observations are from the
Tollgate anemometer until it was lost, and after that from the hand meter of the
Stalwart Ned. Columns: day and time; from; to; entry.
"""
DELAY_HEAD = """MARROWICK FERRIES
Log of late arrivals, 2 January to 30 June 2024. Kept by the ferry office.

Only sailings more than five minutes late are entered. The time is that of departure in
the timetable. Causes are as given by the master on the telephone, and are not edited.
"""
GUST_LOST = datetime(2020, 2, 9, 2, 17, tzinfo=UTC)
PEAK = datetime(2020, 2, 9, 2, 10, tzinfo=UTC)


def tide_record(quarter: int) -> str:
    """Make the tide record, with a heading at each month as in the book."""
    lines = [TIDE_HEAD.format(quarter=quarter)]
    month = ""
    for line in records.tide_lines(quarter):
        if line.split()[2] != month:
            month = line.split()[2]
            lines.append(f"\n{month.upper()} 2022\n")
        lines.append(line)
    return "\n".join(lines) + "\n"


def observation(moment: datetime) -> str:
    """Make a half-hourly observation that rises to the peak of the storm and falls."""
    rng = records.seeded(int(moment.timestamp()))
    hours = (moment - PEAK).total_seconds() / 3600
    mean = round(53 - 2.1 * abs(hours) + rng.randrange(-1, 2))
    gust = round(mean * 1.22 + rng.randrange(4))
    sea = ("rough", "very rough", "high")[min(2, max(0, (mean - 24) // 11))]
    source = "Tollgate" if moment < GUST_LOST else "Stalwart Ned, hand meter"
    pressure = round(968 + 1.7 * abs(hours))
    return (
        f"{moment:%d %H:%M}|{source}|Log|"
        f"SW mean {mean} kn, gust {gust}, {pressure} mb, sea in approach {sea}."
    )


def radio_log() -> str:
    """Merge the written entries of the storm with the half-hourly observations."""
    entries = (HERE / "radio-entries.txt").read_text(encoding="utf-8").splitlines()
    start = datetime(2020, 2, 8, 12, 0, tzinfo=UTC)
    entries += [observation(start + timedelta(minutes=30 * n)) for n in range(49)]
    lines = [RADIO_HEAD]
    for entry in sorted(entries, key=lambda text: text[:8]):
        stamp, sender, receiver, words = entry.split("|")
        lines.append(f"{stamp}  {sender} > {receiver}: {words}")
    return "\n".join(lines) + "\n"


def html_table(rows: tuple[Row, ...] | list[Row]) -> str:
    """Lay rows out as an HTML table whose first row is its heading."""
    out = ["<table>"]
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        cells = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
        out.append(f"<tr>{cells}</tr>")
    return "\n".join([*out, "</table>"])


def html_page(title: str, body: list[str]) -> str:
    """Wrap a body as a plain page of the staff site."""
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n<h1>{escape(title)}</h1>"
    )
    return "\n".join([head, *body, "</body>", "</html>"]) + "\n"


LEDGER_NOTES = {
    2022: "Contractors' work (the R1 rebuilding, the anodes) is in the contracts file.",
    2023: (
        "Contractors' work (the R2 ropes in June, the T3 readings in March and "
        "September) is in the contracts file and not here. Entries say what was found "
        "as well as what was done, as the policy in force requires."
    ),
}


def ledger(year: int) -> str:
    """Make the maintenance ledger page of a year."""
    head = ("Order", "Date", "Asset and place", "Found; done", "Hours", "EUR", "By")
    intro = (
        f"<p>Works orders closed in {year}, kept by Mirela Kost. The sum is parts and "
        f"labour. {LEDGER_NOTES[year]}</p>"
    )
    table = html_table([head, *records.ledger_rows(year)])
    return html_page(f"Maintenance ledger {year}", [intro, table])


def delay_log() -> str:
    """Make the log of late sailings in the first half of 2024."""
    return "\n".join([DELAY_HEAD, *records.delay_lines()]) + "\n"


def tariff_2021() -> str:
    """Make the tariff of 2021 as it was published on the web."""
    intro = (
        "<p>In force from 1 January 2021. Withdrawn on 31 December 2023, and kept on "
        "the site so that old invoices may be checked. Sums are in euros without tax. Fish "
        "landing dues were 2.4 per cent of the value at first sale throughout.</p>"
    )
    body = [intro]
    for table in tariffs.tables(2021).values():
        body += [f"<h2>{table.title}</h2>", html_table(table.rows)]
    return html_page("Tariff of Dues, Fares and Charges 2021", body)


def tariff_2018() -> str:
    """Make the tariff of 2018 as a plain text print from the old accounts system."""
    lines = [
        "MARROWICK HARBOUR BOARD - TARIFF 2018",
        "In force from 1 January 2018. Withdrawn 31 December 2020, and in respect of",
        "vessel dues altered from 1 January 2020. Printed by the old accounts system,",
        "which knows no lower case in headings and drops the tax column.",
    ]
    kept = tariffs.tables(2018)
    for name in ("fares", "vehicles", "cargo", "pilotage", "services"):
        lines += ["", kept[name].title.upper(), ""]
        for row in kept[name].rows:
            numbers = "".join(f"{cell:>18}" for cell in row[1:])
            lines.append(f"{row[0]:<44}{numbers}".rstrip())
    return "\n".join(lines) + "\n"


def all_pages() -> dict[str, str]:
    """Give every made document that is plain text or HTML, by file name."""
    return {
        "tide-record-2022-q1.txt": tide_record(1),
        "tide-record-2022-q2.txt": tide_record(2),
        "ferry-delays-2024-h1.txt": delay_log(),
        "radio-log-ysolde-2020.txt": radio_log(),
        "tariff-2018.txt": tariff_2018(),
        "tariff-2021.html": tariff_2021(),
        "maintenance-ledger-2022.html": ledger(2022),
        "maintenance-ledger-2023.html": ledger(2023),
    }
