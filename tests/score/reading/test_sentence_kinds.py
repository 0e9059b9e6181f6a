"""Each way of missing, sending elsewhere and concluding is known by one sentence."""

import pytest

from pipeline.score.reading.sentence_kinds import Kind, kind

SENTENCES = {
    Kind.UNABLE: [
        "We are unable to proceed to calculate it.",
        "The load cannot be reliably determined.",
        "It is not possible for us to say who won.",
        "Unable to calculate the load.",
        "I don't know.",
        "Therefore, the deed does not state the price.",
        "Therefore, I do not have the price.",
        "The rent fell, but the rate cannot be determined.",
        "Since the rent is missing, I cannot compare the two.",
    ],
    Kind.GIVING_UP: [
        "So I cannot determine the load.",
        "For this reason I can't name a month.",
        "I'm thus unable to say which.",
        "My conclusion is that it can't be decided.",
        "I must refrain from picking one.",
        "I won't guess.",
        "The question is left unanswered.",
    ],
    Kind.COVERING: [
        "The memo mentions the storm only in passing.",
        "The manual covers the old model.",
        "The only thing said is its colour.",
        "I have read all four pages.",
    ],
    Kind.LACKING: [
        "I cannot verify the input figures.",
        "I could not find his name.",
        "My training data ends in 1990.",
        "I do not have the price.",
        "I don't see any price.",
        "We lack the price.",
        "As a large language model, my view is limited.",
        "You haven't shared the deed.",
    ],
    Kind.SILENT: [
        "The report of the board on the storm did not explicitly name him.",
        "The evidence supplied can't show this.",
        "The evidence supplied cannot show this.",
        "The pages given to us lack it.",
        "The transcript fails to say it.",
        "The lease does not list a deposit.",
        "The lease does not say who pays.",
        "The lease never states the rent.",
        "Nothing in the letter explains it.",
        "The lease is silent on pets.",
        "His rank remains unknown.",
        "His rank is missing from the file.",
        "His rank does not appear in the file.",
        "There isn't enough data.",
        "It does not contain a deposit.",
        "The rent is not clearly stated.",
        "His rank is not shown in the letter.",
        "There is no relevant information about the rent.",
        "The log provides no details on it.",
        "There is no direct evidence regarding the cause.",
        "No rent of any kind is stated in the lease or in the notes.",
        "Based on the letters from May, his rank is not mentioned.",
    ],
    Kind.PARTLY_SILENT: [
        "The report does not mention layoffs before 2019.",
        "The report does not state the exact rate.",
    ],
    Kind.ELSEWHERE: [
        "You would need the map.",
        "Please provide the map.",
        "You should consult a map.",
        "I recommend checking a map.",
        "If you share a map, it is easy.",
        "Once you have a map, it is easy.",
        "Further maps are required.",
        "I'd be happy to look at it.",
        "It is best to consult a map.",
        "Such maps are usually found in a museum.",
    ],
    Kind.PREFACE: ["To calculate the load, we take the mass."],
    Kind.CONCLUDING: [
        "Therefore, the load is 5 t.",
        "In summary, the bridge held.",
        "To sum up, the bridge held.",
        "The answer is 5 t.",
        "The load can be roughly estimated at 5 t.",
        "From this we get 5 t.",
        "That yields about 5 t.",
        "The bridge sank, suggesting that it was overloaded.",
        "This implies that it was overloaded.",
        "We can conclude it held.",
        "The beams were whole and we can conclude it held.",
        "It can be inferred that it held.",
        "However, since it sank, it suggests that it was overloaded.",
    ],
    Kind.TURNING: [
        "However, the bridge held.",
        "Load = 10 / 2 = 5 t",
    ],
    Kind.SAYING: [
        "The bridge held.",
        "I cannot give the exact load.",
        "I do not have the exact load.",
        "Although the load is not stated, the bridge held.",
        "The bridge held, though the load is not stated.",
        "It ran onto a reef that was not shown on any chart.",
        "However, it is 5 t if the mass is known, which may vary.",
        "The load is not stated, but the bridge held.",
        "The board said that it cannot estimate the damage.",
        "He does not mention the accident.",
        "The figures do not indicate that it sank.",
        "If it sank, meaning that it was full, it is lost.",
        "Therefore, such bridges generally hold.",
        "Therefore, it should be considered with care.",
        "Therefore, it is important to be careful.",
        "Therefore, the load may also vary.",
        "Therefore, it varies depending on the wind.",
        "Therefore, a crane might be used.",
        "If it holds, we can conclude nothing.",
        "However, note the wind.",
        "However, it is not possible to weigh the exact load.",
        "The average can be estimated by adding both.",
    ],
}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [(said, expected) for expected, many in SENTENCES.items() for said in many],
)
def test_a_sentence_is_of_its_kind(sentence: str, expected: Kind) -> None:
    assert kind(sentence) == expected


def test_of_a_very_long_sentence_the_beginning_is_read() -> None:
    assert kind("The lease states " + "no, " * 1_000_000) == Kind.SAYING
