"""Which of a run's models are programs that stand beside language models."""


def is_baseline(model: str) -> bool:
    """Return whether it reads the prompt in process, and is no language model."""
    return model.startswith("baseline/")
