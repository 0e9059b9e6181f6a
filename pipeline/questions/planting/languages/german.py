"""Sentence forms of German: a subject has no article, and so no gender."""

from datetime import date
from typing import Final

from pipeline.questions.planting.languages.associations import (
    BOOKS,
    ELEMENTS,
    LANDMARKS,
    MUSIC,
)
from pipeline.questions.planting.languages.forms import (
    Association,
    Attribute,
    History,
    Hop,
    Language,
    Membership,
    State,
    Trait,
)
from pipeline.values.stems import word_set

_STOP_WORDS: Final = word_set(
    "und ist nicht von mit für wird auf eine einer dem zu oder auch nach sich"
)

_NOUNS: Final = word_set(
    "abkommen abteilung anlage anleger anstalt anstieg antrag archiv auftrag "
    "ausschuss bahn bahnhof bank behörde betrieb bezirk bibliothek boot brücke büro "
    "damm denkmal depot dienst entwurf fabrik fähre filiale firma fonds gebäude "
    "gebiet gemeinde gerät gesellschaft gruppe gutachten hafen halle haus heim hof "
    "hotel institut kai kanal kirche klinik konto kraftwerk kran krankenhaus labor "
    "lager leitung linie lizenz maschine markt modell modul motor museum netz park "
    "patent plan plattform platz produkt programm projekt pumpe quelle raum "
    "register rücklage satzung schiff schleuse schule see server speicher standort "
    "station stelle stiftung straße studie system tank turbine tunnel unternehmen "
    "verband verein verfahren vertrag wald weg werk werkstatt zentrum"
)


def _date(day: date) -> str:
    """Write it as DIN 5008 allows: 05.12. may be taken for the twelfth of May."""
    return day.isoformat()


def _number(plain: str) -> str:
    whole, point, rest = plain.partition(".")
    return f"{int(whole):,}".replace(",", ".") + ("," if point else "") + rest


_ATTRIBUTES: Final = (
    Attribute(
        "code",
        "Aktenzeichen",
        (
            "das Aktenzeichen für {s} lautet {v}.",
            "{s} ist im Register unter dem Aktenzeichen {v} eingetragen.",
        ),
        (
            "Wie lautet das Aktenzeichen für {s}?",
            "Unter welchem Aktenzeichen ist {s} im Register eingetragen?",
        ),
        History(
            "vom {first} bis zum {last} lautete das Aktenzeichen für {s} {v}.",
            "seit dem {first} lautet das Aktenzeichen für {s} {v}.",
            "Wie lautet das Aktenzeichen für {s} zurzeit?",
        ),
    ),
    Attribute(
        "person",
        "Aktenführung",
        ("die Akte zu {s} wird von {v} geführt.", "{v} führt die Akte zu {s}."),
        ("Wer führt die Akte zu {s}?", "Von wem wird die Akte zu {s} geführt?"),
        History(
            "vom {first} bis zum {last} wurde die Akte zu {s} von {v} geführt.",
            "seit dem {first} wird die Akte zu {s} von {v} geführt.",
            "Wer führt zurzeit die Akte zu {s}?",
        ),
    ),
    Attribute(
        "money",
        "Jahresbudget",
        (
            "für {s} ist ein Jahresbudget von {v} vorgesehen.",
            "das Jahresbudget für {s} beträgt {v}.",
        ),
        ("Wie hoch ist das Jahresbudget für {s} in {unit}?",),
        History(
            "vom {first} bis zum {last} betrug das Jahresbudget für {s} {v}.",
            "seit dem {first} beträgt das Jahresbudget für {s} {v}.",
            "Wie hoch ist das Jahresbudget für {s} zurzeit, in {unit}?",
        ),
    ),
    Attribute(
        "hours",
        "Arbeitsstunden im Jahr",
        ("für {s} sind {v} Arbeitsstunden im Jahr angesetzt.",),
        ("Wie viele Arbeitsstunden im Jahr sind für {s} angesetzt?",),
        History(
            "vom {first} bis zum {last} waren für {s} {v} Arbeitsstunden im Jahr "
            "angesetzt.",
            "seit dem {first} sind für {s} {v} Arbeitsstunden im Jahr angesetzt.",
            "Wie viele Arbeitsstunden im Jahr sind für {s} zurzeit angesetzt?",
        ),
    ),
    Attribute(
        "date",
        "Nächste Prüfung",
        (
            "die nächste Prüfung für {s} ist am {v} fällig.",
            "{s} ist am {v} das nächste Mal zu prüfen.",
        ),
        ("Wann ist die nächste Prüfung für {s} fällig (JJJJ-MM-TT)?",),
    ),
)

_STATES: Final = (
    State(
        "Teil {c} von {s} ist genehmigt worden.",
        "Teil {c} von {s} ist abgelehnt worden.",
        "Wie viele der {n} Teile von {s} sind genehmigt worden?",
    ),
    State(
        "Teil {c} von {s} ist geliefert worden.",
        "Teil {c} von {s} ist noch bestellt.",
        "Wie viele der {n} Teile von {s} sind geliefert worden?",
    ),
    State(
        "für Teil {c} von {s} gilt die erste Bürgschaft.",
        "für Teil {c} von {s} gilt die zweite Bürgschaft.",
        "Für wie viele der {n} Teile von {s} gilt die erste Bürgschaft?",
    ),
    State(
        "Teil {c} von {s} ist ganz bezahlt.",
        "Teil {c} von {s} ist zur Hälfte bezahlt.",
        "Wie viele der {n} Teile von {s} sind ganz bezahlt?",
    ),
)

GERMAN: Final = Language(
    name="German",
    stop_words=_STOP_WORDS,
    nouns=_NOUNS,
    general=("projekt", "standort", "programm", "vertrag"),
    subject=lambda name, noun: f"{noun.capitalize()} {name}",
    headed=lambda name, noun: f"{noun.capitalize()} {name}",
    date=_date,
    number=_number,
    money="{number} {currency}",
    hours=None,
    numerals={5: "fünf", 6: "sechs", 7: "sieben"},
    attributes=_ATTRIBUTES,
    memberships=(
        Membership(
            "person",
            "Zeichnungsberechtigt",
            "{v} ist eine der Personen, die für {s} unterschreiben dürfen.",
            "Welche Personen dürfen für {s} unterschreiben? Nennen Sie alle.",
        ),
        Membership(
            "code",
            "Abrechnungsnummer",
            "{s} kann unter {v} abgerechnet werden.",
            "Unter welchen Nummern kann {s} abgerechnet werden? Nennen Sie alle.",
        ),
    ),
    hops=(
        Hop("die Urkunden zu {a} liegen in Schrank {b}.", "code", None),
        Hop(
            "Schrank {a} gehört dem Büro {b}.",
            "office",
            "Welchem Büro gehört der Schrank, in dem die Urkunden zu {s} liegen?",
        ),
        Hop(
            "das Büro {a} wird von {b} geleitet.",
            "person",
            "Wer leitet das Büro, in dessen Schrank die Urkunden zu {s} liegen?",
        ),
        Hop(
            "die Personalnummer von {a} lautet {b}.",
            "code",
            "Welche Personalnummer hat die Leitung des Büros, in dessen Schrank die "
            "Urkunden zu {s} liegen?",
        ),
    ),
    office="Büro {name}",
    states=_STATES,
    tails=(
        ", wie den Beteiligten schriftlich mitgeteilt wurde",
        ", wie aus der dafür angelegten Liste hervorgeht",
        ", wie der Schriftwechsel in dieser Sache zeigt",
        ", was zusammen mit den übrigen Angaben festgehalten wurde",
        ", wie auch der damals gemachte Eintrag zeigt",
    ),
    person="{who} {place} und {taste}.",
    persons="Welche Person {place} und {taste}?",
    places=(
        Trait("wohnt gegenüber {cue}", "ist in {concept} zu Hause"),
        Trait("kam nahe bei {cue} zur Welt", "ist in {concept} geboren"),
        Trait("heiratete nahe bei {cue}", "hat in {concept} Hochzeit gefeiert"),
        Trait("hat den Schreibtisch nahe bei {cue}", "arbeitet in {concept}"),
    ),
    cities=tuple(Association(row.cue_german, row.concept_german) for row in LANDMARKS),
    tastes=(
        (
            Trait("verwahrt ein Exemplar von {cue}", "besitzt ein Buch von {concept}"),
            tuple(Association(row.cue_german, row.concept_german) for row in BOOKS),
        ),
        (
            Trait("probt gerade {cue}", "übt ein Stück von {concept}"),
            tuple(Association(row.cue_german, row.concept_german) for row in MUSIC),
        ),
        (
            Trait(
                "füllt Gläser mit der Aufschrift {cue}",
                "geht mit dem Element {concept} um",
            ),
            tuple(Association(row.cue_german, row.concept_german) for row in ELEMENTS),
        ),
    ),
)
