"""A rule nobody lists judges nothing."""

import pkgutil

from pipeline.records import AnswerType
from pipeline.score import verdicts

NOT_RULES = {"base"}


def test_every_module_is_listed() -> None:
    modules = {m.name for m in pkgutil.iter_modules(verdicts.__path__)} - NOT_RULES
    listed = {rule.judge.__module__ for rule in verdicts.RULES.values()}

    assert modules == {name.rpartition(".")[2] for name in listed}, (
        "add it to RULES in __init__.py"
    )


def test_every_answer_type_has_a_rule() -> None:
    assert set(verdicts.RULES) == set(AnswerType), "add it to RULES in __init__.py"


def test_a_rule_names_itself_and_its_version() -> None:
    versions = [rule.version for rule in verdicts.RULES.values()]

    assert len(set(versions)) == len(versions)
    assert all(v.partition("@")[2].isdecimal() for v in versions)
