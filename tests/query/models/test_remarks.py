"""What is not sent, and what may surprise, is said before a model is asked."""

from typing import Any

from pipeline.query.models.endpoints import resolve
from pipeline.query.models.remarks import remarks
from pipeline.settings import ModelSettings


def said(model: str, **settings: Any) -> list[str]:
    [target] = resolve([ModelSettings(id=model, **settings)], {}, to_send=False)
    return list(remarks(target))


def test_what_a_model_refuses_is_said_by_its_value() -> None:
    assert said("moonshot/kimi-k3", temperature=0, top_p=0.9, seed=7) == [
        "temperature = 0 is not sent: the model refuses it",
        "top_p = 0.9 is not sent: the model refuses it",
        "seed = 7 is not sent: the model refuses it",
    ]
    assert said("moonshot/kimi-k2.6", reasoning_effort="low") == [
        "reasoning_effort = low is not sent: the model refuses it"
    ]


def test_nothing_is_said_of_what_is_sent_as_it_was_asked() -> None:
    assert said("moonshot/kimi-k3") == []
    assert said("mistral/mistral-large-4", temperature=0, seed=7) == []
    assert said("baseline/bm25", temperature=0) == []
    assert said("moonshot/kimi-k3", temperature=0, refuses=()) == []


def test_a_window_that_ollama_is_not_asked_for_is_said() -> None:
    [line] = said("ollama/m")

    assert "set window" in line
    assert said("ollama/m", window=32_768) == []
    assert said("ollama/m", dialect="openai-chat") == []
