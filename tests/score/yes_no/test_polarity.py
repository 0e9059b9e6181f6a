"""A sentence says yes or no by the question's own words, or by their opposites."""

import pytest

from pipeline.score.reading.asked import asked, off_topic, stem
from pipeline.score.yes_no.polarity import says

MOVED = "Were the site and its plant transferred?"
PAID = "Was the deposit paid?"
GREW = "Did the catch increase in 1931?"
PETS = "Does the lease allow pets?"
SAFE = "Is the bridge safe for trucks?"
DEBT = "Has the debt ratio improved?"
SAME = "Was there any change in the crew's pay?"
STABLE = "Is the crew's pay stable?"
FIRM = "Is this the balance of a high growth firm?"
TALL = "Is the north tower taller than the south tower?"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (GREW, "The catch increased in 1931.", True),
        (GREW, "The catch rose in 1931.", True),
        (GREW, "The catch fell in 1931.", False),
        (GREW, "The catch did not increase.", False),
        (GREW, "The catch did not decline.", True),
        (GREW, "The catch not only rose but doubled.", True),
        (GREW, "An increase of the catch was not observed.", None),
        (GREW, "In 1931 an increase of the catch was not observed.", False),
        (GREW, "The catch increased in 1930 but decreased in 1931.", None),
        (GREW, "The price of oil increased.", None),
        (GREW, "If the catch increased, the price would fall.", None),
        (GREW, "To see if the catch rose, we look at the log.", None),
        (GREW, "The catch may also increase.", None),
        (GREW, "Did the catch increase?", None),
        (GREW, "Higher (never lower) was the catch.", True),
        (PETS, "Pets are permitted.", True),
        (PETS, "The lease forbids pets.", False),
        (PETS, "Strictly prohibited", False),
        (PETS, "No pets", False),
        (PETS, "The lease leaves open whether pets are allowed.", None),
        (SAFE, "The inspector called the bridge unsafe for trucks.", False),
        (SAFE, "The bridge is safe for trucks, as was shown.", True),
        (DEBT, "The debt ratio rose.", None),
        (DEBT, "The debt ratio improved.", True),
        ("Has the yield improved?", "The yield rose.", True),
        (SAME, "The crew's pay fell.", True),
        (SAME, "The crew's pay remained the same.", False),
        ("Is the crew's pay the same?", "The crew's pay fell.", False),
        (FIRM, "It is the balance of a high-growth firm.", True),
        (FIRM, "It is not the balance of a high-growth firm.", False),
        (
            FIRM,
            "The balance is more like that of a farm than a high growth firm.",
            False,
        ),
        (FIRM, "It is the balance of a farm rather than a high growth firm.", False),
        (FIRM, "The firm has grown.", None),
        (FIRM, "It declined to be the balance of a high growth firm.", None),
        (TALL, "The north tower is taller than the south tower.", True),
        (GREW, "The owner expects the catch to increase.", None),
        (GREW, "The catch is projected to increase.", None),
        (GREW, "The owner plans to increase the catch.", None),
        (GREW, "The owner projects the catch to increase.", None),
        (GREW, "The owner is hoping to increase the catch.", None),
        (GREW, "The catch was widely anticipated to have increased.", None),
        (GREW, "The catch from projects increased to 5 million.", True),
        (GREW, "As expected, the catch increased due to new boats.", True),
        (GREW, "The catch increased in line with its aim to return cash.", True),
        (MOVED, "The site and its plant were transferred to Acme.", True),
        (MOVED, "The site and its plant are expected to be transferred.", None),
        (
            PAID,
            "By the project plan submitted to the board, the deposit was paid.",
            True,
        ),
        (PAID, "The deposit was paid, as it aims to keep the site.", True),
        (PAID, "The deposit is planned to be paid in May.", None),
        ("Is the catch expected to increase?", "It is expected to increase.", True),
        ("Is growth of the catch sustainable?", "The catch had growth.", None),
        ("Is growth of the catch sustainable?", "The growth is sustainable.", True),
        (
            "Is the growth of the catch by boats sustainable?",
            "The growth of the catch by boats is a record.",
            None,
        ),
        ("Are there limits on selling the shares?", "They sell the shares.", None),
        (TALL, "The north tower is shorter than the south tower.", None),
        (
            "Is the debt ratio higher than in 1931?",
            "Its debt ratio is higher than in 1931.",
            True,
        ),
        (
            "Is the debt ratio higher than in 1931?",
            "Its debt ratio is lower than in 1931.",
            False,
        ),
        (GREW, "The catch increased to more than 5 tons.", True),
        (STABLE, "The crew's pay does fluctuate.", False),
        (STABLE, "The crew's pay does fluctuate, but not much.", None),
        (STABLE, "The crew's pay does fluctuate, but not counting tips.", False),
        (
            "Does the fund exclude makers of tobacco?",
            "It does not exclude tobacco.",
            False,
        ),
        (
            "Does the fund exclude makers of tobacco?",
            "Ann does not exclude tobacco.",
            None,
        ),
        (TALL, "The north tower is not taller than the south tower.", False),
        (TALL, "The south tower is taller than the north tower.", None),
        ("Is the vaccine effective?", "The vaccine was ineffective.", False),
        ("Is the vaccine effective?", "The vaccine was not ineffective.", True),
        ("Is the vaccine effective?", "The vaccine was effective.", True),
        ("Are the scores available?", "The scores are unavailable.", False),
        ("Did the CEO attend the dinner?", "She was absent from the dinner.", False),
        ("Did he not pay the rent?", "He paid the rent.", None),
        ("Did he pay the rent?", "He paid the rent.", True),
        ("Did he pay the rent?", "He failed to pay the rent.", False),
        ("Did he pay the rent (in 1931)?", "He paid the rent.", True),
        ("Based on the log, did he pay the rent?", "He paid the rent.", True),
        ("Did he pay the rent based on the log?", "He paid the rent.", True),
        ("Did he really pay the rent?", "He paid the rent.", True),
        ("Did he pay the rent?", "He refused to pay the rent.", None),
        ("Did he?", "He did so.", None),
        (GREW, "The catch increased in 1931, after falling in 1930.", True),
        (GREW, "The catch rose in 1931, despite a decline of the fleet.", True),
        (STABLE, "The pay rose by 1%, so the crew's pay is stable.", True),
        (STABLE, "The crew's pay is stable, fluctuating by 1%.", True),
        (STABLE, "The crew's pay is not immune to fluctuations.", False),
        ("Is the barn roof tight?", "On balance, the roof is tight.", True),
        ("Is the barn roof tight?", "The barn has a roof.", None),
        ("Did the barn roof hold?", "The roof did not hold.", None),
        ("Is it a tight roof business?", "It is a tight roof.", True),
        ("Is the claim of 1931 timely?", "The claim was not timely.", False),
        ("Was the ship on time?", "The ship was out of time.", False),
        ("Is the drug safe?", "The drug is contraindicated.", False),
        ("Can one eat the fish?", "Avoid eating the fish.", False),
        (
            "Did the team meet its target for yearly sales?",
            "The team did not meet that target.",
            False,
        ),
        (
            "Did the team meet its target for yearly sales?",
            "This team did meet others.",
            None,
        ),
        ("Is there enough dry coal?", "Not enough dry coal", False),
    ],
)
def test_a_sentence_says_yes_or_no_or_neither(
    question: str, sentence: str, expected: bool | None
) -> None:
    said = says(sentence, asked(question))

    assert (said.yes if said else None) is expected


def test_the_question_s_own_word_is_literal() -> None:
    own = says("The catch increased.", asked(GREW))
    other = says("The catch rose.", asked(GREW))

    assert own
    assert other
    assert (own.literal, other.literal) == (True, False)


@pytest.mark.parametrize(
    "words",
    [
        ("improve", "improving", "improved", "improvement", "improvements"),
        ("accelerate", "accelerated", "accelerating"),
        ("cyclical", "cyclicality"),
        ("survive", "survived"),
        ("paid", "pay", "pays"),
        ("permit", "permits", "permitted", "permitting"),
        ("pass", "passed", "passing"),
        ("consistent", "consistently", "consistency"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_other_words_have_other_stems() -> None:
    assert stem("positive") != stem("position")
    assert stem("rent") == "rent"


def test_a_long_reply_about_something_else_is_off_topic() -> None:
    other = "The harbour master keeps the keys of the gate in a box of oak. " * 6
    question = "Does the lease of the flat allow pets?"

    assert off_topic(other, question)
    assert not off_topic(other + "Pets are welcome.", question)
    assert off_topic(other * 3 + "A pets shop.", question)
    assert not off_topic("He keeps the keys of the gate.", question)
    assert not off_topic("Perhaps", question)
    assert not off_topic(other, "Are pets allowed?")
    assert off_topic(other * 3, "Are pets allowed?")
    assert not off_topic(other * 3 + "Pets are welcome.", "Are pets allowed?")
    assert not off_topic(other * 3, "Are there pets?")


# ruff: noqa: E501
ALONE = """\
Is the tenant allowed to sublet? | The tenant may not sublet. | no
Is the tenant allowed to sublet? | The tenant may not sublet without the landlord's consent. | no
Is the tenant allowed to sublet? | The tenant is entitled to sublet. | yes
Is the tenant allowed to sublet? | Subletting is permitted. | yes
Is the tenant allowed to sublet? | The tenant may sublet only with the landlord's consent. | neither
Is the tenant allowed to sublet? | The tenant is not allowed to sublet. | no
May members bring guests? | Members may bring up to two guests. | yes
May members bring guests? | Members can't bring guests. | no
May members bring guests? | Guests are not permitted. | no
May members bring guests? | Guests must be signed in by members. | neither
Can the vaccine be stored at room temperature? | It must not be stored at room temperature. | no
Are divers required to log every dive? | Logging dives is optional. | no
Are divers required to log every dive? | Divers must log every dive. | yes
Are divers required to log every dive? | Divers need not log every dive. | no
Are divers required to log every dive? | Keeping a dive log is mandatory for divers. | yes
Had the roof been repaired by May? | The roof had not been repaired. | no
Had the roof been repaired by May? | The roof had been repaired in April. | yes
Is the museum open on Mondays? | The museum is closed on Mondays. | no
Is the museum open on Mondays? | It's closed. | no
Is the museum open on Mondays? | Closed on Mondays | no
Did the court uphold the fine? | The fine was upheld. | yes
Did the court uphold the fine? | The court overturned the fine. | no
Did sales rise in June? | Sales were flat in June. | no
Did sales rise in June? | Sales fell. | no
Did sales rise in June? | They fell by 3%. | no
Did sales rise in June? | Costs rose in June. | neither
Does the narrator return home? | The narrator never returns home. | no
Does the narrator return home? | In the end he goes back to his village. | neither
Is the drug safe during pregnancy? | The drug should not be used during pregnancy. | neither
Is the drug safe during pregnancy? | The drug is considered unsafe during pregnancy. | no
Does the policy cover theft? | Theft is covered. | yes
Does the policy cover theft? | Theft is excluded. | no
Does the lease allow pets without the owner's consent? | Pets require the owner's consent. | no
Does the lease allow pets without the owner's consent? | Pets are allowed only with the owner's consent. | no
Does the lease allow pets without the owner's consent? | No consent is needed for pets. | yes
Does the lease allow pets without the owner's consent? | Pets may be kept without the owner's consent. | yes
Does the lease allow pets without the owner's consent? | Pets may not be kept without the owner's consent. | no
Is the river navigable? | The river is not navigable above the weir. | no
Is the river navigable? | Not navigable. | no
Is the river navigable? | Navigable | neither
Was the merger approved? | The regulator rejected the merger. | no
Was the merger approved? | Approved, with conditions. | yes
Was the merger approved? | Denied | no
Is he guilty? | Not guilty | no
Is he guilty? | He was acquitted. | no
Is the method faster than the baseline? | The method is slower than the baseline. | no
Is the method faster than the baseline? | The baseline is faster than the method. | neither
Is the battery included? | Battery not included. | no
Is the battery included? | Batteries are sold separately. | neither
Did she sign the contract? | She signed it on 4 May. | yes
Did she sign the contract? | It was signed by her sister. | neither
Is the pay stable? | Such swings cannot be called stable. | no
Is there a lift? | There is no lift. | no
Is there a lift? | There is a lift at the rear. | yes
Are dogs allowed on the beach? | Dogs are allowed on the beach only in winter. | neither
Are dogs allowed on the beach? | Dogs are banned from the beach. | no
Was the claim rejected? | The claim was accepted. | no
Was the claim rejected? | The claim was turned down. | neither
Did the company not pay tax? | The company paid no tax. | neither
Were all the samples contaminated? | Only some of the samples were contaminated. | neither
Were all the samples contaminated? | Not all samples were contaminated. | no
Were any of the samples contaminated? | None of the samples were contaminated. | no
Did both parties sign? | Only the seller signed. | neither
Is gold denser than lead? | Gold is denser than lead. | yes
Is gold denser than lead? | Lead is denser than gold. | neither
Is gold denser than lead? | Lead is less dense than gold. | neither
"""


@pytest.mark.parametrize("row", ALONE.splitlines())
def test_a_sentence_that_is_the_whole_reply(row: str) -> None:
    question, reply, expected = row.split(" | ")

    said = says(reply, asked(question), alone=True)

    told = "neither" if said is None else "yes" if said.yes else "no"
    assert told == expected
