"""What the world knows to go together, in English and German: stable and well known.

Each row: the cue, in German in the dative where it is a place; then what it calls to
mind. No cue shares a word with its concept, in either language (a test holds them to
it): who joins the two has to know.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple


class Row(NamedTuple):
    cue: str
    concept: str
    cue_german: str
    concept_german: str


LANDMARKS: Final[Sequence[Row]] = (
    Row("the Semperoper", "Dresden", "der Semperoper", "Dresden"),
    Row("the Eiffel Tower", "Paris", "dem Eiffelturm", "Paris"),
    Row("the Brandenburg Gate", "Berlin", "dem Brandenburger Tor", "Berlin"),
    Row("the Colosseum", "Rome", "dem Kolosseum", "Rom"),
    Row("the Sagrada Família", "Barcelona", "der Sagrada Família", "Barcelona"),
    Row("the Hofburg", "Vienna", "der Hofburg", "Wien"),
    Row("the Acropolis", "Athens", "der Akropolis", "Athen"),
    Row("Hagia Sophia", "Istanbul", "der Hagia Sophia", "Istanbul"),
    Row("the Kremlin", "Moscow", "dem Kreml", "Moskau"),
    Row("the Hermitage", "St Petersburg", "der Eremitage", "Sankt Petersburg"),
    Row("the Little Mermaid", "Copenhagen", "der Kleinen Meerjungfrau", "Kopenhagen"),
    Row("the Vasa Museum", "Stockholm", "dem Vasa-Museum", "Stockholm"),
    Row("Buckingham Palace", "London", "dem Buckingham-Palast", "London"),
    Row("the Ha'penny Bridge", "Dublin", "der Ha'penny Bridge", "Dublin"),
    Row("the Royal Mile", "Edinburgh", "der Royal Mile", "Edinburgh"),
    Row("the Rijksmuseum", "Amsterdam", "dem Rijksmuseum", "Amsterdam"),
    Row("the Atomium", "Brussels", "dem Atomium", "Brüssel"),
    Row("the Prado", "Madrid", "dem Prado", "Madrid"),
    Row("the Belém Tower", "Lisbon", "dem Turm von Belém", "Lissabon"),
    Row("the Uffizi", "Florence", "den Uffizien", "Florenz"),
    Row("the Rialto Bridge", "Venice", "der Rialtobrücke", "Venedig"),
    Row("La Scala", "Milan", "der Scala", "Mailand"),
    Row("Charles Bridge", "Prague", "der Karlsbrücke", "Prag"),
    Row("Fisherman's Bastion", "Budapest", "der Fischerbastei", "Budapest"),
    Row("the Wawel", "Kraków", "dem Wawel", "Krakau"),
    Row("the Empire State Building", "New York",
        "dem Empire State Building", "New York"),
    Row("the Golden Gate Bridge", "San Francisco", "der Golden Gate Bridge",
        "San Francisco"),
    Row("the White House", "Washington", "dem Weißen Haus", "Washington"),
    Row("the CN Tower", "Toronto", "dem CN Tower", "Toronto"),
    Row("Copacabana beach", "Rio de Janeiro", "der Copacabana", "Rio de Janeiro"),
    Row("the Burj Khalifa", "Dubai", "dem Burj Khalifa", "Dubai"),
    Row("the Taj Mahal", "Agra", "dem Taj Mahal", "Agra"),
    Row("Tiananmen Square", "Beijing", "dem Tian'anmen", "Peking"),
)  # fmt: skip

BOOKS: Final[Sequence[Row]] = (
    Row("“The Trial”", "Franz Kafka", "„Der Prozess“", "Franz Kafka"),
    Row("“Hamlet”", "William Shakespeare", "„Hamlet“", "William Shakespeare"),
    Row("“Faust”", "Johann Wolfgang von Goethe", "„Faust“",
        "Johann Wolfgang von Goethe"),
    Row("“War and Peace”", "Leo Tolstoy", "„Krieg und Frieden“", "Leo Tolstoi"),
    Row("“Crime and Punishment”", "Fyodor Dostoevsky", "„Schuld und Sühne“",
        "Fjodor Dostojewski"),
    Row("“Don Quixote”", "Miguel de Cervantes", "„Don Quijote“",
        "Miguel de Cervantes"),
    Row("“Pride and Prejudice”", "Jane Austen", "„Stolz und Vorurteil“", "Jane Austen"),
    Row("“Moby-Dick”", "Herman Melville", "„Moby-Dick“", "Herman Melville"),
    Row("“Ulysses”", "James Joyce", "„Ulysses“", "James Joyce"),
    Row("“Buddenbrooks”", "Thomas Mann", "„Buddenbrooks“", "Thomas Mann"),
    Row("“Les Misérables”", "Victor Hugo", "„Die Elenden“", "Victor Hugo"),
    Row("“Madame Bovary”", "Gustave Flaubert", "„Madame Bovary“", "Gustave Flaubert"),
    Row("“Nineteen Eighty-Four”", "George Orwell", "„1984“", "George Orwell"),
    Row("“The Hobbit”", "J. R. R. Tolkien", "„Der Hobbit“", "J. R. R. Tolkien"),
    Row("“Great Expectations”", "Dickens", "„Große Erwartungen“", "Dickens"),
    Row("“The Old Man and the Sea”", "Ernest Hemingway",
        "„Der alte Mann und das Meer“", "Ernest Hemingway"),
)  # fmt: skip

MUSIC: Final[Sequence[Row]] = (
    Row("“The Magic Flute”", "Mozart", "„Die Zauberflöte“", "Mozart"),
    Row("“Fidelio”", "Beethoven", "„Fidelio“", "Beethoven"),
    Row("“The Four Seasons”", "Vivaldi", "„Die vier Jahreszeiten“", "Vivaldi"),
    Row("“Aida”", "Verdi", "„Aida“", "Verdi"),
    Row("“Carmen”", "Bizet", "„Carmen“", "Bizet"),
    Row("“Swan Lake”", "Tchaikovsky", "„Schwanensee“", "Tschaikowski"),
    Row("“Peer Gynt”", "Grieg", "„Peer Gynt“", "Grieg"),
    Row("“The Planets”", "Holst", "„Die Planeten“", "Holst"),
    Row("“Messiah”", "Handel", "„Messias“", "Händel"),
    Row("“Tosca”", "Puccini", "„Tosca“", "Puccini"),
    Row("“Boléro”", "Ravel", "„Boléro“", "Ravel"),
    Row("“The Brandenburg Concertos”", "Bach", "„Die Brandenburgischen Konzerte“",
        "Bach"),
    Row("“The Ring of the Nibelung”", "Wagner", "„Der Ring des Nibelungen“", "Wagner"),
)  # fmt: skip

ELEMENTS: Final[Sequence[Row]] = (
    Row("Au", "gold", "Au", "Gold"),
    Row("Ag", "silver", "Ag", "Silber"),
    Row("Fe", "iron", "Fe", "Eisen"),
    Row("Cu", "copper", "Cu", "Kupfer"),
    Row("Pb", "lead", "Pb", "Blei"),
    Row("Hg", "mercury", "Hg", "Quecksilber"),
    Row("Sn", "tin", "Sn", "Zinn"),
    Row("Na", "sodium", "Na", "Natrium"),
    Row("K", "potassium", "K", "Kalium"),
    Row("W", "tungsten", "W", "Wolfram"),
)
