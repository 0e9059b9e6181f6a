"""What colleagues write for each other: wiki, runbooks, mail, slides, duty logs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from pipeline.corpus.banks import words
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres import OF_BRANCH, mail
from pipeline.corpus.genres.mail import TEMPERS, temper
from pipeline.corpus.papers import (
    Bullets,
    Heading,
    Line,
    Message,
    Paper,
    Paragraph,
    Table,
    pieces,
)
from pipeline.corpus.phrases import Choice, Form, Part
from pipeline.corpus.world.tables import Person
from tests.corpus.genres.made import ODD, branch_of, papers_of, sentences, told

OURS = ("wiki", "runbooks", "mail", "decks", "logs")
FORMS = {"wiki": 200, "runbooks": 120, "mail": 250, "decks": 100, "logs": 100}
EQUAL = 0.05


def ten(*genres: str) -> Sequence[Paper]:
    return [paper for n in range(10) for paper in papers_of(n, *genres)]


def test_sentences_of_ten_branches_are_hardly_ever_equal() -> None:
    """Of eight words or more: shorter ones are what everybody says."""
    texts = [text for _, text in told(ten(*OURS)) if len(text.split()) >= 8]
    times = Counter(texts)
    assert sum(n for n in times.values() if n > 1) < EQUAL * len(texts)


@pytest.mark.parametrize("genre", OURS)
def test_a_bank_is_large_and_has_every_part_that_it_names(genre: str) -> None:
    bank = words("genres", genre)
    forms = [form for forms in bank.values() for form in forms]
    assert len(forms) >= FORMS[genre]
    assert {part for form in forms for part in _parts(form)} <= bank.keys()


def _parts(form: Form) -> set[str]:
    found: set[str] = set()
    for piece in form:
        if isinstance(piece, Part):
            found.add(piece.section)
        elif isinstance(piece, Choice):
            found |= {name for option in piece.forms for name in _parts(option)}
    return found


@pytest.mark.parametrize("genre", sorted({*OF_BRANCH} - {"handbooks", "incidents"}))
def test_every_section_of_a_bank_is_heard(genre: str) -> None:
    papers = [paper for n in range(10) for paper in papers_of(n, genre)]
    heard = " ".join(_heard(papers)).lower()
    silent = {
        section
        for section, forms in words("genres", genre).items()
        if not any(piece.lower() in heard for one in forms for piece in _literals(one))
    }
    assert silent == set()


def _heard(papers: Sequence[Paper]) -> Iterator[str]:
    for paper in papers:
        yield f"{paper.title} {paper.author}"
        for block in paper.blocks:
            if isinstance(block, Heading):
                yield block.text
            if isinstance(block, Message):
                yield block.subject
            if isinstance(block, Table):
                yield f"{block.caption} {' '.join(block.head)}"
            yield from (sentence.text for sentence in pieces(block))


def _literals(form: Form) -> Iterator[str]:
    for piece in form:
        if isinstance(piece, str) and len(piece.strip()) > 2:
            yield piece.strip(" ,.:;?")
        elif isinstance(piece, Choice):
            for option in piece.forms:
                yield from _literals(option)


def test_people_of_all_tempers_work_for_the_board() -> None:
    people = [person for n in range(3) for person in branch_of(n).people]
    assert {temper(person) for person in people} == set(TEMPERS)


def test_a_person_has_one_temper_for_life() -> None:
    one = Person("Elin Hask", "site engineer")
    assert temper(one) == temper(one._replace(post="stores clerk"))


# --- mail ---


def test_a_thread_has_its_newest_message_first() -> None:
    for paper in papers_of(0, "mail"):
        sent = [block.sent for block in paper.blocks if isinstance(block, Message)]
        assert 2 <= len(sent) <= 6
        assert sent == sorted(sent, reverse=True)
        assert sent[0] == paper.made


def test_a_thread_goes_between_who_asks_and_who_answers() -> None:
    """Others may write to the second; nobody answers himself."""
    for paper in ten("mail"):
        heads = [block for block in paper.blocks if isinstance(block, Message)]
        first, second, *later = reversed(heads)
        assert (second.sender, second.to) == (first.to, first.sender)
        both = {first.sender, first.to}
        assert all({head.to} < both and head.sender != head.to for head in later)
        assert all(first.to in {h.to, h.sender} for h in later)


def test_a_message_says_nothing_twice_and_no_mail_is_mistyped() -> None:
    for paper in ten("mail"):
        said: set[str] = set()
        for block in paper.blocks:
            if isinstance(block, Message):
                said = set()
            for sentence in block.sentences if isinstance(block, Paragraph) else ():
                assert sentence.text not in said, (paper.name, sentence.text)
                said.add(sentence.text)
    told_of = [text.replace("No. ", "") for _, text in told(ten("mail"))]
    assert [text for text in told_of if ODD.search(text)] == []


def test_who_thanks_says_nothing_else() -> None:
    thanked = 0
    for paper in ten("mail"):
        newest = 0
        for block in paper.blocks[1:]:
            if isinstance(block, Message):
                break
            newest += isinstance(block, Paragraph)
        text = " ".join(text for _, text in told([paper]))
        if "one reminder fewer" in text or "much obliged, my tray" in text.lower():
            assert newest <= 4, paper.name
            thanked += 1
    assert thanked


def test_each_message_states_only_what_had_begun_when_it_was_sent() -> None:
    for paper in ten("mail"):
        day = date.min
        for block in paper.blocks:
            if isinstance(block, Message):
                day = block.sent.date()
            for sentence in block.sentences if isinstance(block, Paragraph) else ():
                assert all(f.on is None or f.on <= day for f in sentence.facts)


def test_quarrels_state_what_was_and_what_is() -> None:
    """One thread, one value of one subject, from two days."""
    days: Counter[tuple[str, str, str]] = Counter()
    for paper, sentence in sentences(ten("mail")):
        for fact in set(sentence.facts):
            if fact.on is not None:
                days[paper.path, fact.relation, fact.subject] += 1
    assert sum(times >= 2 for times in days.values()) >= 10


def test_a_branch_without_incidents_and_vouchers_still_writes() -> None:
    branch = branch_of(0)
    left = [f for f in branch.facts if not f.relation.startswith(("inci", "entry"))]
    bare = branch._replace(
        incidents=[], entries=[], facts=type(branch.facts)(left), meetings=[]
    )
    assert len(list(mail.papers(bare, Dice("bare")))) >= 3


# --- wiki, runbooks, slides, logs ---


STALE = ("this page is out of date", "has been superseded", "still good", "still fine")
STALE_TOO = (" old practice", " former practice")


def test_a_page_says_so_where_a_later_version_has_other_numbers() -> None:
    seen = {True: 0, False: 0}
    for number in range(10):
        facts = branch_of(number).facts
        for paper in papers_of(number, "wiki"):
            title = next((s.facts[0].subject for _, s in sentences([paper]) if s.facts))
            if not paper.path.endswith("-howto"):
                continue
            rows = [
                row
                for relation in ("policy.interval", "policy.limit")
                for row in facts.history(relation, title)
            ]
            stale = any(row.on and row.on > paper.made.date() for row in rows)
            text = " ".join(text for _, text in told([paper]))
            assert any(said in text for said in (*STALE, *STALE_TOO)) == stale
            seen[stale] += 1
    assert min(seen.values()) >= 3


def test_a_runbook_has_numbered_steps_and_cautions() -> None:
    for paper in ten("runbooks"):
        steps = [b for b in paper.blocks if isinstance(b, Bullets) and b.numbered]
        assert len(steps) == 1
        begin = [" ".join(one.text.split()[1:4]) for one in steps[0].items]
        assert len(set(begin)) == len(begin) >= 6


ORDERS = {
    "runbooks/isolate": "Stop Turn Pull Try Close Drain Prove Chain Hand",
    "runbooks/delivery": "Meet Lead Dip Unlock Compare Stay Drain Sign",
    "-howto": "Sign Take Tell If Open Check Rinse Wait Write Compare Label Look Close",
}


@pytest.mark.parametrize("name", ORDERS)
def test_steps_come_in_the_order_of_the_work(name: str) -> None:
    seen = 0
    for paper in ten("runbooks", "wiki"):
        for block in paper.blocks:
            if name in paper.path and isinstance(block, Bullets) and block.numbered:
                begin = [step.text.split()[0] for step in block.items]
                order = ORDERS[name].split()
                places = [order.index(one) for one in begin if one in order]
                assert places == sorted(places), paper.path
                seen += 1
    assert seen


def test_a_runbook_has_the_revisions_of_its_policy() -> None:
    tables = [b for p in ten("runbooks") for b in p.blocks if isinstance(b, Table)]
    assert tables
    for table in tables:
        days = [row.facts[0].on for row in table.rows]
        assert len(days) > 1
        assert days == sorted(days, key=str)


def test_a_slide_holds_two_to_seven_bullets() -> None:
    slides = [b for p in ten("decks") for b in p.blocks if isinstance(b, Bullets)]
    assert max(len(slide.items) for slide in slides) <= 7
    assert min(len(slide.items) for slide in slides) >= 2


def test_a_log_tells_incidents_on_their_day() -> None:
    told_of = 0
    for paper in ten("logs"):
        for day, fact in _by_day(paper):
            if fact.relation == "incident.on" and isinstance(fact.value, date):
                assert fact.value.day == day
                told_of += 1
    assert told_of >= 5


def test_the_lines_of_a_day_follow_the_clock() -> None:
    clock = ""
    for block in papers_of(0, "logs")[0].blocks:
        assert isinstance(block, Line)
        begins = block.sentence.text[:5]
        clock = begins if begins[2] == ":" else ""
        assert not clock or clock >= begins


def test_no_snow_falls_in_summer() -> None:
    texts = {"cold": "", "warm": ""}
    for paper, text in told(ten("logs")):
        texts["cold" if paper.made.month in {11, 12, 1, 2, 3} else "warm"] += f"{text} "
    assert "snow grains" in texts["cold"]
    assert not {"snow", "frost", "sleet"} & {*texts["warm"].lower().split()}
    assert "thundery" in texts["warm"]
    assert "thundery" not in texts["cold"]


def test_a_log_tells_how_long_it_took_when_it_is_over() -> None:
    took = 0
    for number in range(10):
        began = {one.reference: one.on for one in branch_of(number).incidents}
        for paper in papers_of(number, "logs"):
            for day, fact in _by_day(paper):
                if fact.relation == "incident.hours":
                    days = (day - began[fact.subject].day) * 24
                    assert days >= float(str(fact.value)), fact
                    took += 1
    assert took


def _by_day(paper: Paper) -> Iterator[tuple[int, Fact]]:
    day = 0
    for block in paper.blocks:
        assert isinstance(block, Line)
        head = block.sentence.text.split()
        day = int(head[1]) if len(head) == 2 and head[1].isdigit() else day
        yield from ((day, fact) for fact in block.sentence.facts)
