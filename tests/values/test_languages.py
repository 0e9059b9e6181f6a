"""Yes, no and no answer are known in five languages beside English, and only alone."""

import pytest

from pipeline.records import AnswerType, Verdict
from pipeline.values.languages import says_no_answer, yes_or_no
from tests.score.verdicts.asking import asked, judged

NO_ANSWER = """\
Nicht angegeben
Keine Angabe.
Unbekannt
k. A.
Nicht im Dokument enthalten.
Der Wert wird nicht erwähnt.
Das Dokument enthält keine Angaben dazu.
Non précisé
Inconnu
Le document ne le précise pas.
La profondeur n\u2019est pas mentionnée dans le rapport.
Aucune information.
No se menciona.
No consta
Desconocido
Sin información
El documento no lo menciona.
未提及
文档中未提及。
没有提到
无法确定
不详
文件中没有相关信息。
記載なし。
不明
文書には記載がありません。
記載されていません。
わかりません
"""
ANSWERS = """\
Nicht Ann
Nicht angegeben, aber auf Seite 3: Ada
Es wurden keine Daten verloren.
Keine Hinweise auf Korrosion
Der Zeuge hat das Auto nicht erwähnt.
Le témoin n'a pas mentionné la voiture.
Aucune donnée n'a été perdue.
Le document ne le précise pas, mais la profondeur est 40 m.
El testigo no lo menciona.
No se permite
Sin azúcar
证人没有提到车
没有
文档中未提及\uff0c但第3页为40米。
彼は言及していません
なし
no
"""


@pytest.mark.parametrize("text", NO_ANSWER.splitlines())
def test_words_of_no_answer_are_known(text: str) -> None:
    unanswerable = asked(AnswerType.UNANSWERABLE, text="Wie tief ist der Kai?")

    assert says_no_answer(text)
    assert judged(text, unanswerable).verdict is Verdict.CORRECT
    assert judged(text, asked(AnswerType.TEXT, "Ada")).verdict is Verdict.ABSTAINED
    assert judged(text, asked(AnswerType.TEXT, text)).verdict is Verdict.CORRECT


@pytest.mark.parametrize("text", ANSWERS.splitlines())
def test_what_says_more_is_an_answer(text: str) -> None:
    assert not says_no_answer(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja, das ist erlaubt.", True),
        ("Oui.", True),
        ("Si\u0301", True),
        ("是的\uff0c可以。", True),
        ("はい、できます。", True),
        ("Nein", False),
        ("Non, c'est interdit.", False),
        ("不\uff0c不可以。", False),
        ("いいえ", False),
        ("Jahr", None),
        ("Si el muelle abre", None),
        ("不明", None),
    ],
)
def test_a_yes_or_a_no_is_known_before_a_stop(
    text: str,
    expected: bool | None,
) -> None:
    assert yes_or_no(text) is expected
    if expected is not None:
        right = asked(AnswerType.BOOLEAN, "yes" if expected else "no")
        wrong = asked(AnswerType.BOOLEAN, "no" if expected else "yes")
        assert judged(text, right).verdict is Verdict.CORRECT
        assert judged(text, wrong).verdict is Verdict.INCORRECT
        assert judged(text, asked(AnswerType.BOOLEAN, text)).verdict is Verdict.CORRECT
