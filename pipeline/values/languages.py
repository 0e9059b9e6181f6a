"""Yes, no and "the documents do not say" in the languages that are not English.

Only what is all of a short answer is read, or a yes or no before a stop: such words are
few and mean nothing else. What goes on with a figure, a comma or a "but" is an answer,
and so is what a witness, not a document, does not say.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from pipeline.values.text import has_any

_MOST_CHARS: Final = 160
_YES_AND_NO: Final[Mapping[str, tuple[str, str]]] = {
    "German": ("ja wahr", "nein falsch"),
    "French": ("oui vrai", "non faux"),
    "Spanish": ("sí si verdadero cierto", "no falso"),
    "Chinese": ("是 是的 对 正确", "否 不 不是 错误"),
    "Japanese": ("はい", "いいえ"),
}
_WORDS: Final = r"(?: [^\W\d]+){0,8}"

_DE_WHERE: Final = (
    "(?: (?:dazu|darüber|hierzu|hierüber|zu[rm]?|über|im|in|aus|hier|worden|werden|wird"
    f"|wurde|ist|sind|vorhanden|verfügbar|gefunden|enthalten){_WORDS})?"
)
_FR_SOURCE: Final = (
    "(?:le|la|les|ce|ces|cette|l) (?:documents?|textes?|contrats?|rapports?|sources?"
    "|extraits?|dossiers?|pages?|articles?|notes?)"
)
_FR_WHERE: Final = (
    f"(?: (?:sur|concernant|relative|dans|à|au|ici|disponible|fournie|ce){_WORDS})?"
)
_FR_SAID: Final = (
    "(?:(?:précis|mentionn|spécifi|indiqu|communiqu|renseign|trouv)ée?s?|disponibles?"
    "|connue?s?|fournie?s?)"
)
_ES_SOURCE: Final = (
    "(?:el|la|los|las|este|esta) (?:documentos?|textos?|contratos?|informes?|fuentes?"
    "|extractos?|páginas?|notas?)"
)
_ES_WHERE: Final = f"(?: (?:sobre|acerca|en|al|disponible|esta|este|la|el){_WORDS})?"
_ES_SAY: Final = "(?:menciona|especifica|indica|precisa|detalla|informa|proporciona)"
_ZH_SOURCE: Final = (
    "(?:[该本此这所]?(?:提供的)?(?:文档|文件|文中|文本|文章|原文|资料|材料|合同|报告"
    "|上下文|内容)[中里内]?)?(?:并|均|都|对此)?"
)
_JA_SOURCE: Final = (
    r"(?:(?:この|本)?(?:文書|資料|本文|契約書|報告書|テキスト|ドキュメント)"
    r"(?:中)?(?:に|で)は?)?(?:[^\W\d]{0,10}(?:について|に関する)の?)?"
)
_NO_ANSWER: Final[Mapping[str, str]] = {
    "German": "|".join(
        (
            (
                r"(?!.*\b(?:hat|haben|hatten?)\b)(?:[^\W\d]+ ){0,5}?nicht"
                r" (?:[^\W\d]+ ){0,3}?(?:angegeben|erwähnt|genannt|bekannt|enthalten"
                "|verfügbar|vorhanden|spezifiziert|ersichtlich|aufgeführt|dokumentiert"
                f"|vermerkt|beantwortbar|bestimmbar){_DE_WHERE}"
            ),
            rf"(?:[^\W\d]+ ){{0,6}}?keine? (?:angaben?|information(?:en)?){_DE_WHERE}",
            "unbekannt|unklar|k ?a",
        )
    ),
    "French": "|".join(
        (
            (
                rf"(?:[^\W\d]+ ){{0,4}}?(?:n est pas|ne sont pas|n (?:a|ont) pas été)"
                f" {_FR_SAID}{_FR_WHERE}"
            ),
            f"non {_FR_SAID}{_FR_WHERE}",
            (
                f"{_FR_SOURCE} ne (?:l[ae]? |les )?(?:précise|mentionne|indique|contien"
                rf"|fourni|di)[^\W\d]* (?:pas|rien|aucune?){_WORDS}"
            ),
            f"aucune (?:information|donnée|mention|indication|réponse){_FR_WHERE}",
            "inconnue?",
        )
    ),
    "Spanish": "|".join(
        (
            rf"(?:[^\W\d]+ ){{0,4}}?no se {_ES_SAY}n?{_ES_WHERE}",
            (
                f"(?:{_ES_SOURCE} )?no (?:est[aá] )?(?:consta|disponible|{_ES_SAY}do)"
                f"{_ES_WHERE}"
            ),
            f"{_ES_SOURCE} no (?:lo |la |los |las )?{_ES_SAY}n?{_WORDS}",
            f"(?:no hay|sin) (?:información|mención|respuesta){_ES_WHERE}",
            "desconocid[oa]|no especificad[oa]",
        )
    ),
    "Chinese": "|".join(
        (
            (
                f"{_ZH_SOURCE}(?:未|没有|沒有|无)(?:明确|直接|具体)?(?:提及|提到|说明|提供"
                "|给出|记载|披露|注明)?(?:该|此|这|相关|任何)?(?:信息|内容|一点)?(?<!没有)"
                "(?<!沒有)(?<!无)(?<!未)"
            ),
            rf"{_ZH_SOURCE}无法(?:确定|得知|回答|判断)[^\W\d]{{0,15}}",
            "未知|不详|不明|不知道",
        )
    ),
    "Japanese": "|".join(
        (
            (
                f"{_JA_SOURCE}(?:記載|記述|言及|情報|説明)(?:は|が)?(?:なし|ない"
                "|ありません|ございません|されてい(?:ない|ません))"
            ),
            "未記載|不明(?:です)?|(?:わ|分)かりません",
        )
    ),
}
"""What is no answer, as it stands without its points and in lower case."""
_CUES: Final = (
    *("nicht", "kein", "unbekannt", "unklar", "k.a", "k. a", "aucune", "inconnu"),
    *("non ", " ne ", "n'", "no se", "no const", "no disp", "no esp", "no est"),
    *("no hay", " no ", "sin ", "desconocid"),
)
"""No text without accents says it without one of these."""
_APART = re.compile(r"[\s.!?'\"\u2019\u201c\u201d\u3002\uff01]+")
_TURN = re.compile(r"\b(?:aber|jedoch|doch|sondern|mais|cependant|pero|sino)\b")


def _one_of(side: int) -> str:
    both = (pair[side].split() for pair in _YES_AND_NO.values())
    return "|".join(re.escape(word) for words in both for word in words)


_POLAR = re.compile(
    rf"[\W_]*(?:(?P<yes>{_one_of(0)})|(?:{_one_of(1)}))\s*"
    r"(?:$|[.,;:!(\u2013\u2014\u3001\u3002\uff0c\uff01\uff1b\uff1a\uff08])",
    re.IGNORECASE,
)
_SAYS_NO_ANSWER = re.compile("|".join(_NO_ANSWER.values()))


def yes_or_no(text: str) -> bool | None:
    """Return the yes or no that a text opens with, before a stop.

    >>> yes_or_no("Ja, das ist erlaubt"), yes_or_no("Non."), yes_or_no("Jahr")
    (True, False, None)
    """
    found = _POLAR.match(unicodedata.normalize("NFC", text))
    return None if found is None else found["yes"] is not None


def says_no_answer(text: str) -> bool:
    """Return whether a short text says in one of these that there is no answer.

    >>> says_no_answer("Das wird nicht erwähnt."), says_no_answer("Nicht Ann")
    (True, False)
    """
    if len(text) > _MOST_CHARS or not has_any(text, _CUES):
        return False
    folded = unicodedata.normalize("NFC", text).casefold()
    words = _APART.sub(" ", folded).strip()
    return bool(_SAYS_NO_ANSWER.fullmatch(words)) and not _TURN.search(words)
