"""Silence of the sources is told from an answer by structure, whatever the words."""

import pytest

from pipeline.score.reading.abstention import abstains
from pipeline.score.reading.missing_words import forms, may_miss, opened

# ruff: noqa: E501
SILENT = """\
What did the survey cost? | N/A - not enough information in the ledger.
What did the survey cost? | Unknown: the ledger covers only the wages.
What did the survey cost? | Not available; see the annex, which I was not given.
What did the survey cost? | The minutes cover only the wages, not the cost of the survey.
What did the survey cost? | The figures do not allow the cost to be calculated.
What did the survey cost? | The records do not permit us to establish that.
What did the survey cost? | The data do not support any conclusion on this.
What did the survey cost? | We would need the ledger of May for this; only the April one was supplied.
What did the survey cost? | I would have to guess.
What did the survey cost? | No survey cost appears in the report.
Who repaired the organ? | The parish accounts note the expense but not the craftsman's name.
Who repaired the organ? | The receipt is torn at the bottom and the signature is illegible.
When did the ferry sail? | No departure time is given anywhere in the timetable extract.
When did the ferry sail? | The timetable page that would show this has been cut off.
When did the ferry sail? | I can't find a sailing time in what I was given.
How much was the grant? | The letter confirms that a grant was awarded, but the amount has been redacted.
How much was the grant? | There's nothing in the file about the size of the grant.
How much was the grant? | The grant letter leaves the amount blank.
How much was the grant? | Sadly the sources don't disclose the sum.
How much was the grant? | We're not told how much it was.
How much was the grant? | We are never told the amount.
How much was the grant? | The amount isn't disclosed.
How much was the grant? | The excerpt breaks off before the amount is mentioned.
How much was the grant? | The passage stops short of giving the amount.
What did the witness see? | The transcript of her testimony is not included in the bundle.
What did the witness see? | Her statement was not among the exhibits I received.
What did the witness see? | Nothing in the transcript sheds light on that.
What did the witness see? | The transcript provides no answer to this.
What did the witness see? | From this transcript alone one cannot say.
What did the witness see? | I have no information on this.
What did the witness see? | I don't see that information in the transcript.
What did the witness see? | The context given is insufficient to answer the question.
What did the witness see? | There isn't enough context to answer.
What did the witness see? | This question is not answerable from the text.
What did the witness see? | That detail is absent from the text.
What did the witness see? | That is not something the transcript covers.
What did the witness see? | It's unclear from the transcript what she saw.
What did the witness see? | The transcript leaves this open.
What did the witness see? | My apologies, but the transcript makes no reference to that.
What did the witness see? | Without the second page, there is no way to know.
What did the witness see? | Sorry, I was not provided with her statement.
Which dose was used? | The methods section refers the reader to a supplement that is not available to me.
Which dose was used? | The dose isn't reported.
Which dose was used? | The abstract doesn't report the dose, and the full paper is not available.
Which dose was used? | The paper states that the dose was individually adjusted but gives no figures.
Which dose was used? | Only the duration of treatment is given, not the dose.
Which dose was used? | The only thing said about treatment is its duration; no dose is mentioned.
Which dose was used? | I looked through all four pages. The dose does not come up.
Which dose was used? | Cannot be established from the abstract.
Which dose was used? | Information about dosage could not be located.
Which dose was used? | The text is silent as to dosage.
Which dose was used? | This is left unspecified.
Which dose was used? | Dosage information: not reported.
Which dose was used? | I'd rather not guess: the paper doesn't give the dose.
Which dose was used? | I'm unable to provide an answer since the dosing table wasn't part of the excerpt.
Who is the CFO? | The filing doesn't identify the CFO.
Who is the CFO? | The document mentions a CFO but does not name her.
Who is the CFO? | The CFO's name does not appear.
Who is the CFO? | No name is given.
Who is the CFO? | The name of the CFO isn't mentioned in the minutes.
Who is the CFO? | No mention is made of who the CFO is.
Where was it built? | The place of construction goes unmentioned.
Where was it built? | The article never says where.
Where was it built? | It isn't possible to determine this from the article.
Where was it built? | I couldn't determine where it was built; the article only discusses its later career.
What was the colour of the car? | The police report makes no mention of the colour.
What was the colour of the car? | Colour: not stated in the report.
What was the colour of the car? | The witness statements don't go into that.
What was the colour of the car? | The available pages don't tell us.
What was the colour of the car? | That information isn't there.
What was the colour of the car? | Nowhere in the file is the colour given.
What was the colour of the car? | The colour is nowhere mentioned.
What was the colour of the car? | I'm sorry, but I can't determine that from the report.
What was the colour of the car? | The report describes the driver in detail but says nothing about the car's colour.
What was the colour of the car? | We don't learn what colour the car was.
What was the colour of the car? | The document fails to mention it.
What was the colour of the car? | Based on the given text, the answer can't be given.
What was the colour of the car? | I have only the first page, which doesn't cover this.
What was the colour of the car? | The photograph that would show it wasn't supplied.
What was the colour of the car? | There's no way to tell from the report.
What was the colour of the car? | It would be speculation to name a colour.
What was the colour of the car? | Any answer would be a guess, since the report is silent on it.
What was the colour of the car? | The supplied text contains no such detail.
What was the colour of the car? | The file does not have that.
What was the colour of the car? | Data not available.
What was the colour of the car? | The report omits this detail.
What was the colour of the car? | No details on the car's colour were included.
What was the colour of the car? | The relevant paragraph has been blacked out.
What was the colour of the car? | The handwriting at that point can't be deciphered.
When does the permit expire? | The permit's validity period was not part of the extract.
When does the permit expire? | The expiry date isn't visible on the scan.
When does the permit expire? | The copy shows the issue date (2 May 2014) but not the expiry date.
When does the permit expire? | The letter gives the date of issue, 2 May 2014, but no expiry date.
When does the permit expire? | The permit was issued on 2 May 2014; its expiry date is not stated.
When does the permit expire? | I can only see when it was issued, not when it expires.
How many pupils passed? | The table with the exam results is missing, so the number can't be given.
How many pupils passed? | The bulletin says that "most" pupils passed without giving a number.
How many pupils passed? | The newsletter praises the results, but doesn't quantify them.
How many pupils passed? | Insufficient data.
How many pupils passed? | Not enough information to say.
How many pupils passed? | The head teacher's report does not contain pass figures.
What is the penalty? | The documents do not state the penalty. Source: Alpha Agreement, page 3.
What is the penalty? | Not stated in the documents. Sources: Master Agreement, pages 7 and 9.
What is the penalty? | The penalty is not stated; pages 7 and 9.
What is the penalty? | The penalty is not stated. See Alpha Agreement, page 3.
What is the penalty? | The penalty is not mentioned. The text mentions 30 days.
What is the penalty? | The penalty is not stated. However, the text mentions 30 days.
What is the penalty in the agreement? | The penalty is not stated. The agreement mentions 30 days.
What is the penalty? | The penalty is not stated; page 3 mentions 30 days.
What is the penalty? | The penalty is not stated. The documents state 30 days.
What is the penalty of clause 9? | The penalty of clause 9 is not stated. Clause 7: 40 EUR.
What is the depth of Well 9? | The depth of Well 9 is not stated. The depth of Well 7 is 40 m.
What is the depth of Well 9? | The depth of Well 9 is not stated. Well 7: 40 m.
What is the budget of the Northern office? | The budget of the Northern office is not stated. The budget of the Southern office is 4 million.
Who is the mayor of Ely? | The mayor of Ely is not named. The mayor of Ware is Bob Hill.
"""

ANSWERED = """\
What did the survey cost? | N/A - 5,000 was set aside.
What did the survey cost? | Unknown (probably 5,000).
Which months were supplied? | Only April and May were supplied.
What does the notice cover? | The notice covers only the hull, not the fittings.
What may the crew do? | The contract does not allow the crew to identify themselves.
What is banned? | The agreement does not allow comparison shopping.
How many barges were lost? | 3 barges were lost.
How many barges turned back? | Of 20 barges, 8 turned back and 2 were lost.
Why did the pump stop? | The controller did not receive a signal from the sensor.
Why did the pump stop? | No fuel was left in the tank.
Why did the pump stop? | The filter was missing.
What did the inspector conclude? | That the records were incomplete.
What did the inspector conclude? | He could not confirm that the valves had been tested.
What did the inspector conclude? | There was no evidence of corrosion.
What did the inspector conclude? | The manual does not meet the standard.
What did the inspector conclude? | The plant had not reported two incidents.
What is the punchline? | Nobody told the parrot.
What is the refund period? | 30 days; there is no refund for opened items.
What is the refund period? | There is no refund period: all sales are final.
Which symptoms did she have? | Fever and cough, but no rash.
Which symptoms did she have? | She had a fever. She did not report any pain.
Who won? | Nobody; the match was abandoned.
Who won? | No one won, as the match was abandoned.
How is the lock opened? | Without a key, by pressing both levers.
How is the lock opened? | You need to press both levers.
What is the policy on photography? | Photography is not permitted in the document room.
What is the policy on photography? | Please ask at the desk before taking pictures.
What does the treaty say about fishing? | It gives no rights to foreign vessels.
What does the treaty say about fishing? | The treaty does not allow foreign vessels to fish.
What was found in the grave? | No weapons were found, only pottery.
What was the vote? | Unanimous, with no abstentions recorded.
When was it built? | In 1712; the architect is unknown.
When was it built? | The exact year is unknown, but it was before 1720.
Where is the original? | The original is lost; a copy is in Turin.
What did the letter contain? | The letter contained nothing but a pressed flower.
What did the letter contain? | Nothing of importance, only greetings.
What does the policy not cover? | The policy does not cover flood damage.
What is excluded? | The lease does not include heating.
Who wrote the poem? | The author is anonymous.
Who repaired the organ? | It was repaired by Hill & Son; the accounts do not say when.
Who repaired the organ? | Hill & Son. (The accounts don't mention their fee.)
Who repaired the organ? | Although the page is damaged, the name Hill is legible.
Who repaired the organ? | An unknown craftsman from Bath.
When did the ferry sail? | At 6 pm, though the timetable does not give the platform.
How much was the grant? | The letter mentions a grant of 4,000 crowns.
How much was the grant? | 4,000 crowns. No further details are given.
How much was the grant? | The grant was 4,000 crowns, which was not enough to build the wall.
What did the witness see? | She did not see anything, she said, because it was dark.
What did the witness see? | She could not see the driver, only the car.
What did the witness see? | She saw a man who was not named leave by the back door.
What did he do with the letter? | He never gave it to her.
What was missing from the museum? | A bronze lamp is missing from the collection.
What was missing from the report? | The signature page was missing.
Why did the plan fail? | The committee could not decide on a site.
Why did the plan fail? | They did not have enough money.
Why did the plan fail? | There was not enough evidence to convict him.
Why was he acquitted? | The prosecution provided no evidence of intent.
Why was he acquitted? | Because the witness could not identify him.
Why was the study criticised? | It did not report adverse events.
Why was the study criticised? | It lacked a control group.
What happened to the manuscript? | It was lost in the fire of 1731.
What happened to the ship? | It is missing; nobody knows where it sank. It was last seen off Malta.
What should a member do first? | Please contact the secretary.
What should a member do first? | You should consult the handbook and then check the rota.
What do I need for the cake? | You need flour, eggs and butter.
What does the error mean? | The server could not find the file.
What does the function return? | It returns null if the key is not found.
What is the default? | No default is set; the value must be given.
What did the audit find? | No material weaknesses were found.
What did the audit find? | The firm did not disclose two loans.
What did the audit find? | The firm failed to disclose two loans.
What did the audit find? | The records were incomplete and three invoices were missing.
What was the verdict? | Not guilty.
What is the status? | Not available in stores until May.
Which clause was removed? | Clause 7, which is not in the new contract.
What is the margin? | The margin is not given directly, but 20 / 80 gives 25%.
What is the margin? | It is 25%. I cannot verify the input figures.
How did she react? | She left the room without saying a word.
How did she react? | She refused to answer.
How did she react? | She declined to comment.
How old was he? | He was 41. His date of birth is not recorded.
How old was he? | About 40; the register does not give an exact age.
How deep is the quay? | It is not stated in the notes but on page 3: 40
How deep is the quay? | The value is not stated in the notes; page 3 gives 40 m.
How deep is the quay? | The value is not stated in the text but can be computed: 40 m.
How deep is the quay? | Not stated in the notes; 40 m on page 3
How deep is the quay? | The depth is not given in metres: it is 131 feet.
How deep is the quay? | The depth is given as 40 m, not stated in feet.
How deep is the quay? | No depth is given for the old quay. The quay is 40 m deep.
Who signed the lease? | The name is not stated in the notes; page 3 gives Ada Lovelace.
How deep is the quay? | It is not stated in the notes, but in the report: 40 m.
How deep is the quay? | It is not stated in the notes but on page 3: 40. Source: Alpha Agreement, page 3.
How deep is the quay? | The depth is not stated in metres; it is 131 feet (40 m).
What is the penalty? | The penalty is not stated in the summary. Instead, clause 7 gives 30 days.
What is the depth of Well 9? | The depth of Well 9 is not stated in the log. The depth of Well 9 is 40 m.
What is the budget of the Northern office? | It is not stated in the summary; the budget of the Northern office is 4 million.
When was the lease signed? | The date is not stated in the notes but on page 3: March 14, 2021.
Who signed the lease? | The name is not stated in the notes, but it was signed by Ada Lovelace.
Who signed the lease? | Nobody signed it.
How much did the crane cost? | Not stated in the summary; EUR 4,000 in the annex.
What happened after the storm? | No injuries were recorded.
What did she say about it? | She never mentioned it.
What did the monitor record? | Nothing was recorded.
How was he treated? | He was never given a fair trial.
"""


def pairs(rows: str) -> list[tuple[str, str]]:
    split = (row.split(" | ") for row in rows.splitlines() if row)
    return [(question, reply) for question, reply in split]


@pytest.mark.parametrize(("question", "reply"), pairs(SILENT))
def test_what_the_sources_lack_is_no_answer(question: str, reply: str) -> None:
    assert abstains(reply, question)


@pytest.mark.parametrize(("question", "reply"), pairs(ANSWERED))
def test_what_the_world_lacks_is_an_answer(question: str, reply: str) -> None:
    assert not abstains(reply, question)


def test_words_of_the_question_stand_for_what_is_asked() -> None:
    reply = "The timber of the keel is not reported."

    assert abstains(reply, "What was the keel made of?")
    assert not abstains("The loss is not reported.", "Who built her?")


def test_a_name_that_a_source_mentions_is_an_answer_unless_it_was_asked_about() -> None:
    reply = "The log mentions Captain Ross. It does not say where he sailed."

    assert not abstains(reply, "Who is in the log?")
    assert abstains(reply, "Where did Captain Ross sail?")


def test_forms_are_base_third_person_participle_and_gerund() -> None:
    assert forms("state give discuss") == (
        "(?:state|give|discuss)",
        "(?:states|gives|discusses)",
        "(?:stated|given|discussed)",
        "(?:stating|giving|discussing)",
    )


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("it isnt there", "it is not there"),
        ("i cant say", "i cannot say"),
        ("we can not say", "we cannot say"),
        ("its unclear", "it is unclear"),
        ("its keel", "its keel"),
        ("im unsure ive none", "i am unsure i have none"),
    ],
)
def test_contractions_are_opened(folded: str, expected: str) -> None:
    assert opened(folded) == expected


def test_few_texts_need_a_closer_look() -> None:
    assert may_miss("documents do not say")
    assert may_miss("e-mail is lost")
    assert may_miss("cause is undetermined")
    assert not may_miss("revenue did not increase in 2020")
