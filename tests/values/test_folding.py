"""A text is folded the same way however its characters are taken."""

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.values.folding import _folded, _folded_together
from tests.support.passages import passages


@given(passages | st.text())
@example("\uac00\u11a8")
@example("\u1100\u1161")
@example("\u0130e\u0301")
def test_characters_folded_one_by_one_are_folded_as_together(text: str) -> None:
    assert _folded(text) == _folded_together(text)
