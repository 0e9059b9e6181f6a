"""What is planted into the bundled corpus stands in the prompts as its kind says."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from pipeline.ingest.stage import ingest
from pipeline.progress import silent
from pipeline.prompts.stage import Built, build_prompts
from pipeline.questions.locating.stage import locate_questions
from pipeline.questions.native_file import write_questions
from pipeline.questions.planting.kinds import ALL_KINDS
from pipeline.questions.planting.stage import plant
from pipeline.questions.stage import import_questions
from pipeline.records import Condition, PlantRole, Prompt, Question, Run
from pipeline.settings import IngestSettings, load
from pipeline.store import Store
from tests.support.commands import ROOT

CORPUS = ROOT / "corpora" / "archives" / "marrowick"
EACH = 3
CONTROLS = ["gold-only", "gold-removed"]


class Planted(NamedTuple):
    questions: dict[str, Question]
    built: Built

    def prompts(self, question: str, condition: Condition) -> list[tuple[Prompt, str]]:
        found = [
            prompt
            for prompt in self.built.prompts
            if prompt.question == question and prompt.condition is condition
        ]
        assert found or condition is not Condition.CONTEXT
        return [(prompt, self.built.text_of(prompt.id)) for prompt in found]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    path = tmp_path_factory.mktemp("planted") / "planted.jsonl"
    with Store() as store:
        ingest(store, CORPUS, "marrowick", settings=IngestSettings(), progress=silent)
        made = plant(store, corpus="marrowick", count=EACH * len(ALL_KINDS), seed=7)
        write_questions(path, made)
        import_questions(store, path, "planted")
        placed = locate_questions(store, corpus="marrowick", collection="planted")
        assert not placed.unlocated
        run = Run(name="r", corpus="marrowick", collection="planted", settings="{}")
        settings = load(None, {"lengths": ["4k", "16k"], "controls": CONTROLS})
        built = build_prompts(store, run, settings, silent)
        yield Planted({question.id: question for question in made}, built)


def facts(question: Question, role: PlantRole) -> list[str]:
    return [plant.text for plant in question.plants if plant.role is role]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_facts_stand_in_the_prompts_of_their_question_and_in_no_other(
    planted: Planted, kind: str
) -> None:
    asked = [q for q in planted.questions.values() if q.category == kind]
    assert len(asked) == EACH

    for question in asked:
        own = {plant.text for plant in question.plants}
        elsewhere = {
            plant.text
            for other in planted.questions.values()
            for plant in other.plants
            if plant.text not in own
        }
        for prompt, text in planted.prompts(question.id, Condition.CONTEXT):
            assert [text.count(fact) for fact in own] == [1] * len(own)
            assert not [fact for fact in elsewhere if fact in text]
            _stand_as_deep_as_said(question, prompt, text)
        for _, text in planted.prompts(question.id, Condition.GOLD_ONLY):
            assert all(fact in text for fact in facts(question, PlantRole.EVIDENCE))
            assert not any(f in text for f in facts(question, PlantRole.COMPANION))
        for _, text in planted.prompts(question.id, Condition.GOLD_REMOVED):
            assert not any(f in text for f in facts(question, PlantRole.EVIDENCE))
            assert all(fact in text for fact in facts(question, PlantRole.COMPANION))


def test_a_twin_asks_the_same_of_documents_without_the_fact(planted: Planted) -> None:
    twins = [q for q in planted.questions.values() if q.twin_of]
    assert len(twins) == EACH

    for twin in twins:
        sibling = planted.questions[str(twin.twin_of)]
        assert (twin.text, twin.answerable) == (sibling.text, False)
        for _, text in planted.prompts(twin.id, Condition.CONTEXT):
            assert not any(f in text for f in facts(sibling, PlantRole.EVIDENCE))
            assert all(f in text for f in facts(sibling, PlantRole.COMPANION))


def _stand_as_deep_as_said(question: Question, prompt: Prompt, text: str) -> None:
    """Compare the recorded depth of one fact with its place among the characters."""
    (*several,) = facts(question, PlantRole.EVIDENCE)
    if len(several) == 1 and prompt.measured_depth is not None:
        assert prompt.depth is not None
        place = text.index(several[0]) / len(text)
        assert place == pytest.approx(prompt.measured_depth, abs=0.15)
        assert place == pytest.approx(prompt.depth, abs=0.2)
