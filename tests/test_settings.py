"""A run is one file: every mistake in it is said at once, with the way out."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import BenchSettings, load


@pytest.mark.parametrize(
    ("given", "tokens"),
    [("4k", 4_000), ("1M", 1_000_000), ("1.5k", 1_500), (700, 700), ("64000", 64_000)],
)
def test_lengths_are_read_as_people_write_them(given: object, tokens: int) -> None:
    assert load(None, {"lengths": [given]}).lengths == (tokens,)


def test_every_mistake_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bench.toml"
    path.write_text(
        'lengths = ["4x"]\nmodles = 1\ndepths = [2]\nrepeats = 0\n'
        'controls = ["context"]\nname = "../up"\n'
        'models = [{ id = "a/b", windw = 3 }, "kimi"]\n'
    )

    with pytest.raises(SettingsError) as caught:
        load(path, {})

    lines = str(caught.value).splitlines()
    assert all(line.startswith(str(path)) for line in lines)
    for part in [
        "lengths.0 = '4x': write tokens, such as 4000, 16k or 1M",
        "unknown setting 'modles' (did you mean 'models'?); choose from name",
        "depths.0 = 2",
        "repeats = 0",
        "'context' is no control",
        "name = '../up'",
        "unknown setting 'models.0.windw' (did you mean 'window'?); choose from",
        "models.1.id = 'kimi': write <service>/<model>, such as moonshot/kimi-k3",
    ]:
        assert any(part in line for line in lines), part


@pytest.mark.parametrize("where", ["plant", "questions"])
def test_planted_questions_and_others_are_not_asked_together(
    tmp_path: Path, where: str
) -> None:
    both: dict[str, object] = {"plant": 40, "questions": "mine.jsonl"}
    path = tmp_path / "bench.toml"
    path.write_text(f"{where} = {both[where]!r}\n")

    with pytest.raises(SettingsError) as caught:
        load(path, {**both, where: both[where], "repeats": 0})

    message = (
        "plant = 40 makes the questions, and questions = 'mine.jsonl' names others; "
        "leave one of the two out"
    )
    assert str(caught.value).splitlines()[-1] == message
    with pytest.raises(SettingsError, match="leave one of the two out"):
        load(path, {name: both[name] for name in both if name != where})
    assert load(path, {}).model_dump()[where] == both[where]


def test_a_stored_run_of_planted_questions_names_their_file() -> None:
    """It has both, and is read again as it is."""
    stored = BenchSettings(plant=40).model_copy(update={"questions": "x.jsonl"})

    assert BenchSettings.model_validate_json(stored.model_dump_json()) == stored


def test_options_override_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bench.toml"
    path.write_text('seed = 7\nmodels = ["moonshot/kimi-k3"]\n')

    settings = load(path, {"models": ["meta/muse-spark-1.3"]})

    assert settings.seed == 7
    assert [model.id for model in settings.models] == ["meta/muse-spark-1.3"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lengths = [", "is not valid TOML"),
        ('lengths = ["4k", 4000]', "4000 is given twice"),
        ("budget_usd = inf", "budget_usd = inf: input should be a finite number"),
        ('models = [{ id = "a/b", timeout_s = inf }]', "should be a finite number"),
        (
            'models = [{ id = "a/b", price = { input = inf, output = 1 } }]',
            "should be a finite number",
        ),
        ('models = ["a/b", "a/b"]', "a/b is given twice"),
        ("models = []", "name at least one, such as 'baseline/bm25'"),
        ("models = [5]", "models.0"),
        (f"lengths = {[*range(1_000, 1_101)]}", "at most 100 items"),
        (
            "lengths = []\ncontrols = []",
            "name at least one, such as 'gold-only', or a length",
        ),
        ("depths = []", "name at least one, such as '0.1'"),
        ("placement = []", "name at least one, such as 'after'"),
        ("distractors = 'near'", "distractors.0 = 'near': input should be 'random'"),
        ("distractors = ['hard', 'hard']", "hard is given twice"),
        ("arrangement = 'natural'", "choose together or spread"),
        ("cache = 'tepid'", "cache = 'tepid'"),
    ],
)
def test_a_broken_file_says_what_is_wrong(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "bench.toml"
    path.write_text(text)

    with pytest.raises(SettingsError, match=reason):
        load(path, {})


def test_a_run_of_controls_alone_has_no_length() -> None:
    settings = load(None, {"lengths": []})

    assert settings.lengths == ()
    assert BenchSettings.model_validate_json(settings.model_dump_json()) == settings


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.toml", {})


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"corpus": "../my filings (2026)"}, "my-filings-2026"),
        ({"corpus": "docs/one.pdf"}, "one.pdf"),
        ({"corpus": "annual.2023"}, "annual.2023"),
        ({"corpus": "docs", "name": "october"}, "october"),
        ({"corpus": "/"}, "run"),
        ({}, "archives"),
    ],
)
def test_a_run_is_named_after_its_corpus(given: dict[str, object], name: str) -> None:
    assert load(None, given).name == name


def test_a_mistake_is_blamed_on_who_made_it(tmp_path: Path) -> None:
    path = tmp_path / "bench.toml"
    path.write_text("repeats = 0\n")

    with pytest.raises(SettingsError) as caught:
        load(path, {"lengths": ["4x"]})

    said = sorted(str(caught.value).splitlines())
    assert said[0].startswith(f"{path}: repeats = 0")
    assert said[1].startswith("options: lengths.0 = '4x'")


@pytest.mark.parametrize(
    ("text", "field", "choices"),
    [
        ("[services.acme]\nkey = 1", "services.acme.key", "base_url, keys, models"),
        (
            '[services.acme.models."a/b"]\nbase_url = "x"',
            "services.acme.models.a/b.base_url",
            "choose from dialect, window,",
        ),
        (
            "[services.models.dialects.gemini]\nkeys = []",
            "services.models.dialects.gemini.keys",
            "trains, base_url",
        ),
        (
            "[services.acme.price]\ninput = 1\noutput = 1\nread = 1",
            "services.acme.price.read",
            "choose from input, output, cached, cache_write, tiers",
        ),
        (
            (
                '[[models]]\nid = "a/b"\n[models.price]\ninput = 1\noutput = 1\n'
                "tiers = [{ over = 1, above = 1, input = 1, output = 1 }]"
            ),
            "models.0.price.tiers.0.over",
            "choose from input, output, cached, cache_write, above",
        ),
        ("[ingest]\nocrr = true", "ingest.ocrr", "choose from chunk_tokens"),
    ],
)
def test_an_unknown_setting_is_said_with_those_of_its_place(
    tmp_path: Path, text: str, field: str, choices: str
) -> None:
    path = tmp_path / "bench.toml"
    path.write_text(text)

    with pytest.raises(SettingsError) as caught:
        load(path, {})

    assert f"unknown setting {field!r}" in str(caught.value)
    assert choices in str(caught.value)


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ('modles = ["moonshot/kimi-k3"]', " (did you mean 'models'?); choose"),
        ("zzz = 1", "tolerated_missing"),
        ('api_key = "sk-1"', " (a key itself stands in the environment or .env"),
        (
            'models = [{ id = "moonshot/kimi-k3", api_key = "sk-1" }]',
            " (a key itself stands in the environment or .env",
        ),
    ],
)
def test_an_unknown_setting_is_said_with_a_way_out(
    tmp_path: Path, written: str, way_out: str
) -> None:
    path = tmp_path / "bench.toml"
    path.write_text(written)

    with pytest.raises(SettingsError) as caught:
        load(path, {})

    assert way_out in str(caught.value)
    assert "sk-1" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("lengths = 4000", "lengths = 4000: write a list in square brackets"),
        ("corpus = 3", "corpus = 3: write text, in quotes"),
        ("models = [3]", "models.0 = 3: write a table"),
        ("services = 3", "services = 3: write a table"),
        ("models = [{}]", "models.0.id is missing"),
        ("name = 'a b'", "name = 'a b': write at most 100 letters, digits"),
        ("name = '.a'", "the first of them a letter or a digit"),
        ("corpus = ' '", "corpus = ' ': name a folder or a file"),
        ("questions = ''", "questions = '': name a folder or a file"),
        (
            "corpus = docs",
            "not valid TOML: Invalid value (at line 1, column 10); text ",
        ),
    ],
)
def test_a_mistake_is_said_in_plain_words(
    tmp_path: Path, written: str, said: str
) -> None:
    path = tmp_path / "bench.toml"
    path.write_text(written)

    with pytest.raises(SettingsError) as caught:
        load(path, {})

    assert said in str(caught.value)


def test_a_file_of_another_editor_is_read_or_refused_with_the_way_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bench.toml"

    path.write_text('corpus = "docs"', encoding="utf-8-sig")
    assert load(path, {}).corpus == "docs"

    path.write_text('corpus = "docs"', encoding="utf-16")
    with pytest.raises(SettingsError, match="save it as UTF-8"):
        load(path, {})
