"""A reply without an answer is told from one with an answer, however long it is."""

import pytest

from pipeline.score.reading.abstention import abstains, refuses

ABSTAINING = [
    "The agreement does not specify a termination fee.",
    "I could not find any reference to a blood type in the discharge letter.",
    "The chart doesn't list an allergy.",
    "Unfortunately, the hearing was adjourned, so the outcome is unknown.",
    "The thread never says when the server will be rebooted.",
    "The captain's log never mentions the storm.",
    "Nothing in the documents indicates who approved the change.",
    "None of the provided documents mention the inspector's name.",
    "The question cannot be answered with the information given.",
    "Based on the passage, it is impossible to tell which engineer signed off.",
    "Without the appendix I can't say what the load limit is.",
    "It is not clear from the context who won.",
    "I'm afraid I don't have that information.",
    "We lack the lab report.",
    "I do not have access to the attached file, so I can't answer.",
    "My knowledge cutoff prevents me from answering this.",
    "As an AI, I cannot open the deed.",
    "You haven't attached the contract. Could you paste it here?",
    "The context does not provide the figure. Therefore, I cannot answer.",
    "Unclear",
    "Information not provided",
    "The text doesn't say who built the house, only that it dates from 1920.",
    "I was unable to locate the invoice number in the supplied pages.",
    "The invoice number is missing from the supplied pages.",
    "His rank does not appear in the documents.",
    "The memo is silent on this; the file lacks any record of it.",
    "There isn't any information about his family.",
    "There is no clear evidence regarding the cause of the fire.",
    "No claim about toxicity is stated in the study.",
    "The price is not included in any of the documents.",
    "N/A",
    "The documents do not say. " * 20,
    # The way to an answer is not one.
    (
        "To compute the density you would need the mass and the volume. Divide the "
        "mass by "
        "the volume. Please check the data sheet for these values."
    ),
    "You would need the survey map. Once you have it, you can measure the field.",
    (
        "To determine the dose, the weight of the patient is needed. The chart does "
        "not "
        "state it. If you provide the weight, I can calculate the dose."
    ),
    (
        "The rent was 900 in May. The rent for June is not given in the letter. "
        "Therefore, I cannot determine by how much it rose."
    ),
    (
        "We want the ratio of doctors to beds. There are 40 doctors = 35 + 5. Without "
        "the "
        "number of beds, it is not possible to calculate the ratio."
    ),
    (
        "The text does not say who won. Winners are generally announced in spring. In "
        "such "
        "contests the jury should be consulted."
    ),
    (
        "I don't have the fleet list. However, for an airline that leases, the age "
        "can vary "
        "with every contract. Please refer to the registry."
    ),
    "The minutes do not name the chair. However, they mention a vote on the budget.",
    "Based on this transcript, which covers only the first day, I can't tell.",
]

ANSWERING = [
    "The agreement does not specify a fee, but clause 9 sets a penalty of $500.",
    "Although the letter does not name him, the writer was Captain Ross.",
    "The treaty was signed in 1648. The text does not say by whom.",
    "It was Dr. Chen. I could not find her first name.",
    "There is no date on the letter.",
    "The report does not mention layoffs before 2019; the first were in 2020.",
    "The report does not mention any other layoffs. The first were in 2020.",
    "His age is not stated. However, he was a student in 1999, so he was about 20.",
    "The mass is not given. From the weight of 98.1 N we get 10 kg.",
    "The mass is not stated; 98.1 / 9.81 = 10",
    "The mass is not stated. Dividing the weight by g gives 10 kg.",
    "Not stated explicitly, however it can be computed: 5",
    "The contract does not state the total. It can be calculated to be $500.",
    "The text does not state the year. This suggests that it was before the war.",
    "The minutes do not name the chair. It can be inferred that Ms. Ode presided.",
    "The author is never named in the text. The answer is Homer.",
    "Density = mass / volume = 10 / 2 = 5. If you need more, please let me know.",
    "The firm does not have a chief risk officer.",
    "The witness did not know the defendant.",
    "He does not mention the accident to anyone.",
    "She was unable to provide an alibi.",
    "The fee is $20, by section 3. The lease does not state how it changes later.",
    "The text lacks the sum, but a rough estimate is 4 million.",
    "We cannot determine the exact weight. It was about 5 kg.",
    "Growth was 5% up north. Overall, it slowed. The rest cannot be determined.",
    "The board stated that it cannot reasonably estimate the damage.",
    "The policy excludes flood damage; no other exclusions are listed.",
    "The figures do not indicate that the bridge was overloaded.",
    "No evidence of malignancy.",
    "No known allergies",
    "Not pregnant",
    (
        "To determine the age, we need two dates. He was born in 1900 and died in "
        "1950. "
        "He was 50."
    ),
]


@pytest.mark.parametrize("reply", ABSTAINING)
def test_a_reply_that_ends_without_an_answer_abstains(reply: str) -> None:
    assert abstains(reply)


@pytest.mark.parametrize("reply", ANSWERING)
def test_a_reply_that_comes_to_an_answer_does_not(reply: str) -> None:
    assert not abstains(reply)


def test_of_a_very_long_reply_both_ends_are_read() -> None:
    way = "The harbour has two piers. " * 200_000

    assert abstains(f"The log does not say who led. {way}Therefore, I cannot tell.")
    assert not abstains(f"The log does not say. {way}Therefore, it was Ross.")


def test_to_miss_a_source_is_not_to_refuse() -> None:
    assert refuses("I cannot help with this.")
    assert not refuses("I cannot help with this, as the letter does not name him.")
    assert not refuses("The clinic cannot help with this.")
