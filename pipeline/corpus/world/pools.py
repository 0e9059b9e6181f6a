"""The parts that names are made of: all invented or common to many languages."""

from collections.abc import Sequence
from math import prod
from typing import Final


class Compound:
    """Words of parts, one from each list: all that there are, by number."""

    def __init__(self, *lists: Sequence[str]) -> None:
        self._lists: Final = lists

    def __len__(self) -> int:
        return prod(map(len, self._lists))

    def __getitem__(self, number: int) -> str:
        parts: list[str] = []
        for choices in self._lists:
            number, place = divmod(number, len(choices))
            parts.append(choices[place])
        return "".join(parts)


def _parts(text: str) -> Sequence[str]:
    return text.split()


FIRST: Final = _parts(
    "Aldra Amadi Anouk Ansel Aria Arlo Asmund Astrel Azadeh Bartek Beatrix Benedek "
    "Birgit Bodil Branwen Brunel Caius Calla Casimir Cedany Chidi Ciara Corvin Cosima "
    "Dafydd Dagny Damaris Danilo Delphine Demir Diego Dorota Eamon Ebba Edda Efua "
    "Eirik Eluned Emeka Enrika Esben Ewa Fabian Farida Femke Fenna Finola Fiorella "
    "Frode Gavril Gesa Ginevra Goran Greta Gudrun Gwilym Hakon Halima Hamza Hedda "
    "Henrik Hollis Idris Ilka Imke Ines Ingmar Isolde Ivo Jabari Jadwiga Jarek Jelle "
    "Jolanta Jorun Kaito Kalina Kamal Katell Kerensa Kiril Klara Kwame Lamin Lasse "
    "Leocadia Lidka Linnea Loic Lorcan Lubna Magnus Maartje Marek Maelis Mateus Merle "
    "Mirela Morwenna Nadim Naoko Nerys Nikolai Nuria Odalys Odhran Oisin Olenka Onni "
    "Orsola Oswin Padma Pascoe Pelle Petra Piran Quilla Quentin Radek Rahel Ranveig "
    "Rhosyn Rocco Ronja Ruben Sadiq Saskia Sefton Selma Senan Sigrid Soraya Stellan "
    "Sunniva Svea Taavi Tamsin Teodor Thandi Tirza Tobiah Torvald Tuuli Ulrika Umar "
    "Ursin Vadim Valeska Vanja Veera Vesna Viggo Wanda Wendel Willem Xanthe Ximena "
    "Yannick Yasmin Yorick Ysolde Zahra Zdenka Zephine Zoltan Zuleika Kjersti Mattis"
)
_STEMS: Final = _parts(
    "Aldr Arv Bask Belk Blav Bold Brask Brel Chast Crav Dalv Delm Dorv Drann Ebb Elst "
    "Fald Felk Frav Garv Gesk Gland Gorl Grell Halv Hesk Holv Ilv Jarl Jesk Kalv "
    "Karm Kesk Kolv Krell Lask Lemb Lorv Lund Malv Mesk Mold Mulv Narv Nesk Nord Olst "
    "Orl Palv Pesk Pravd Quill Rald Resk Rolv Rusk Salv Selk Skarv Stell Strav Sund "
    "Talv Tesk Thorv Tolk Trask Ulv Vald Vesk Vold Wask Welm Yarv Zald Zesk"
)
_TAILS: Final = _parts(
    "aard abel adine afort ago akis amund anic arez ashvili aszek atore avik eaux "
    "eboom edal egard ekker elli emark endorf enko erath escu estra etti ewicz iansen "
    "idou igan ihara imov inguez iola irsch ismaa ista ivar oba odan ogue okoro olde "
    "omey ondo opoulos oresk osz oturi oyan udal uhila ulski unde usson uyama"
)
LAST: Final = Compound(_STEMS, _TAILS)

_ONSETS: Final = _parts(
    "B Bl Br C Cl Cr D Dr F Fl Fr G Gl Gr H J K Kn L M N P Pl Pr R Sc Sk Sl Sn St Str "
    "Sw T Th Tr V W Wr Y Z"
)
_RIMES: Final = _parts(
    "addl aith ald amb anth arl arv asp av ayl ebb edl el emm enn erl esk eth ett ev "
    "idd il imm inn isk ith iv obb ol omb onn orl osk oth ov ubb udl ull umm urn usk"
)
_GROUNDS: Final = _parts(
    "beck brigg combe croft dale fleet force garth gill haven holm hythe keld marsh "
    "mere moss rigg shaw slade stead tarn thorpe thwaite toft wath wick with wold worth"
)
PLACES: Final = Compound(_ONSETS, _RIMES, _GROUNDS)
RIVERS: Final = Compound(_ONSETS, _RIMES, ["awe", "eme", "une", "uth"])
_FIRMS: Final = _parts(
    "aco ambo adyx arco axo eco elan emo endo entis etra exa idan ilo imax inor "
    "isto iva obex oda olux onex ordo orix oval oxen ulex ulo una unix uro"
)
FIRMS: Final = Compound(_ONSETS, _RIMES, _FIRMS)

SITE_ENDS: Final = (
    *("Bank", "Cross", "End", "Green", "Head", "Lock", "Mills", "Moor", "Reach"),
    *("Sluice", "Springs", "Weir"),
)
