import pytest

from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score

PART, ALL = "ruler_string_match_part", "ruler_string_match_all"


@pytest.mark.parametrize(
    ("prediction", "references", "part", "mean"),
    [
        pytest.param("7, 9", ("7", "8", "9", "1"), 1, 0.5, id="any, and what share"),
        pytest.param("none", ("7", "8"), 0, 0, id="none"),
        pytest.param("MAGIC", ("magic",), 1, 1, id="case"),
        pytest.param("magic", ("MAGIC",), 1, 1, id="case of the reference"),
        pytest.param("1773", ("77",), 1, 1, id="within a word"),
        pytest.param("7 3", ("7, 3",), 0, 0, id="punctuation is not normalised"),
        pytest.param("7", ("7", "7"), 1, 1, id="one said once is met twice"),
        pytest.param("a\tb", ("a\tb",), 0, 0, id="a tab is made a line's end"),
        pytest.param("a\x1fb", ("a\nb",), 1, 1, id="as any control character is"),
        pytest.param("a\x7fb", ("a\x7fb",), 1, 1, id="but the last"),
        pytest.param(
            " \x00 a ", (" a",), 0, 0, id="the ends are bare before and after"
        ),
    ],
)
def test_references_are_looked_for_as_they_are(
    prediction: str, references: tuple[str, ...], part: float, mean: float
) -> None:
    assert score(PART, prediction, *references) == part
    assert score(ALL, prediction, *references) == mean


@pytest.mark.parametrize("name", [PART, ALL])
def test_without_a_reference_nothing_is_said(name: str) -> None:
    with pytest.raises(NotDefinedError, match="no reference"):
        score(name, "7")
