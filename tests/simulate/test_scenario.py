from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.simulate.faults import CHANGES, REFUSALS
from pipeline.simulate.retry_forms import FORMS
from pipeline.simulate.scenario import FaultKind, RetryForm, load_scenario
from tests.simulate.world import scenario

OF_THE_MODEL = {FaultKind.LENGTH, FaultKind.FILTERED_FINISH}


def test_every_mistake_is_said_at_once(tmp_path: Path) -> None:
    text = """
        sead = 1
        [[models]]
        wording = "nobody"
        [models.accuracy]
        overall = 1.5
        by_length = [["16k", 0.9], ["4k", 0.8]]
        [models.latency]
        first_tokn = 1
        headers = { median = 2, p95 = 1 }
        [[models.fault]]
        kind = "stall"
    """
    with pytest.raises(SettingsError) as caught:
        scenario(text, tmp_path)

    said = str(caught.value).splitlines()
    assert all(line.startswith(str(tmp_path)) for line in said)
    for part in (
        *("'sead'; choose from seed, ", "'models.0.latency.first_tokn'; choose from"),
        *("models.0.accuracy.overall = 1.5", "p95 = 1 is less than median = 2"),
        *("never happens: give a probability or calls", "choose from openai-chat"),
    ):
        assert any(part in line for line in said), part


def test_points_that_do_not_rise_are_named(tmp_path: Path) -> None:
    text = '[[models]]\naccuracy = { by_length = [["16k", 0.9], ["4k", 0.8]] }'
    with pytest.raises(SettingsError, match="by_length has its points in no rising"):
        scenario(text, tmp_path)


def test_a_wrong_answer_must_be_something(tmp_path: Path) -> None:
    text = "[[models]]\nwrong = { value = 0, abstain = 0, passage = 0 }"
    with pytest.raises(SettingsError, match="one of value, abstain and passage"):
        scenario(text, tmp_path)


def test_a_model_given_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="a is given twice"):
        scenario('[[models]]\nname = "a"\n[[models]]\nname = "a"', tmp_path)


@pytest.mark.parametrize("text", ["seed =", "\xff"])
def test_what_is_no_toml_is_said_with_its_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"broken\.toml is not valid TOML"):
        load_scenario(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_scenario(tmp_path / "none.toml")


def test_the_bundled_scenario_can_be_read() -> None:
    models = load_scenario().models

    assert [model.name for model in models] == ["steady", "thinker", "flaky", "*"]


def test_a_model_has_its_own_script_and_the_star_has_the_others(tmp_path: Path) -> None:
    read = scenario('[[models]]\nname = "a"\n[[models]]\nwindow = "4k"', tmp_path)
    own, other = read.model("a"), read.model("b")

    assert own is not None
    assert other is not None
    assert (own.window, other.window) == (None, 4_000)


def test_a_scenario_without_a_star_knows_its_models_alone(tmp_path: Path) -> None:
    assert scenario('[[models]]\nname = "a"', tmp_path).model("b") is None


def test_every_kind_of_fault_is_made_somewhere() -> None:
    """Add a new kind to `REFUSALS` or `CHANGES`, or to what the model itself does."""
    assert set(REFUSALS) | set(CHANGES) | OF_THE_MODEL == set(FaultKind)


def test_every_form_of_a_retry_is_made() -> None:
    assert set(FORMS) == set(RetryForm)
