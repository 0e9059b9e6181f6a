"""Explanations and names in sentences, from many fields, as a reader would judge them."""

import pytest

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.verdicts import judge

RIGHT, WRONG, WAITS = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED

FREE, TEXT = AnswerType.FREE_TEXT, AnswerType.TEXT


def judged(kind: AnswerType, text: str, gold: str | tuple[str, ...], reply: str) -> Verdict:
    question = Question(
        id="q",
        collection="c",
        text=text,
        answers=(gold,) if isinstance(gold, str) else gold,
        answer_type=kind,
        type_inferred=False,
    )
    return judge(reply, question)[1].verdict


TREATY = "Who signed the treaty of Velmar on behalf of the northern league?"
WHALE = "Which animal has the longest migration in the study?"
NOTICE = "How much notice must the tenant give before leaving the flat?"
WHY_LATE = "Why was the delivery of the turbines late?"
PUMP = "What should be done when the pump shows error E4?"
FINAL = "Who won the final of the regional cup in 2019?"

FREE_CASES = [
    # history
    (
        TREATY,
        "The treaty was signed for the league by Count Aldric of Sorn.",
        "According to the chronicle, Count Aldric of Sorn signed it on the league's behalf.",
        RIGHT,
    ),
    (
        TREATY,
        "The treaty was signed for the league by Count Aldric of Sorn.",
        "The treaty was signed by Bishop Odo of Karst on behalf of the northern league.",
        WRONG,
    ),
    (
        "What happened to the harbour after the fire of 1834?",
        "The harbour was closed for two years and then sold to the city.",
        "After the fire the harbour was closed for two years, and afterwards the city "
        "bought it: it was sold to the city in 1836.",
        RIGHT,
    ),
    (
        "What happened to the bill in the upper house?",
        "The bill was rejected.",
        "The upper house voted it down: the bill was defeated by 41 votes to 12.",
        RIGHT,
    ),
    (
        "What happened to the bill in the upper house?",
        "The bill was rejected.",
        "The bill was approved by the upper house by 41 votes to 12.",
        WRONG,
    ),
    (
        "Which of the two cities was founded first, Ostrava or Belmont?",
        "Ostrava was founded first, in 1267.",
        "Ostrava was founded first. Belmont followed only about a century later.",
        RIGHT,
    ),
    (
        "Which of the two cities was founded first, Ostrava or Belmont?",
        "Ostrava was founded first, in 1267.",
        "Belmont was founded first, in 1190.",
        WRONG,
    ),
    (
        "Which city was founded first, Ostrava or Belmont?",
        "Ostrava",
        "The chronicle dates Belmont to 1350 and Ostrava to 1267.\n\nTherefore, "
        "Ostrava was founded first.",
        RIGHT,
    ),
    # biology
    (
        WHALE,
        "The grey whale has the longest migration, about 20,000 km a year.",
        "In the study, the grey whale migrates farthest, longer than any other animal.",
        RIGHT,
    ),
    (
        WHALE,
        "The grey whale has the longest migration, about 20,000 km a year.",
        "The arctic tern has the longest migration of all animals in the study.",
        WRONG,
    ),
    (
        WHALE,
        "The grey whale has the longest migration, about 20,000 km a year.",
        "Unlike the grey whale, which swims far, the arctic tern has the longest "
        "migration of the animals in the study.",
        WAITS,
    ),
    (
        "How does the enzyme affect the rate of the reaction?",
        "It increases the rate of the reaction by lowering the activation energy.",
        "The enzyme lowers the activation energy, which increases the reaction rate.",
        RIGHT,
    ),
    (
        "How did the population of otters change between 2001 and 2011?",
        "The population grew from 1,200 to 3,400 animals.",
        "It rose from about 1,200 otters in 2001 to 3,400 in 2011.",
        RIGHT,
    ),
    (
        "How many otters were counted in 2011 compared with 2001?",
        "3,400 otters were counted in 2011, compared with 1,200 in 2001.",
        "In 2011 there were 2,900 otters, compared with 1,200 in 2001.",
        WRONG,
    ),
    (
        "Does the plant need direct sunlight?",
        "It does not need direct sunlight.",
        "The plant does not need direct sunlight; half shade is enough.",
        RIGHT,
    ),
    (
        "What side effects were reported in the second trial?",
        "There were none.",
        "No side effects were reported in the second trial.",
        RIGHT,
    ),
    (
        "What side effects were reported in the second trial?",
        "There were none.",
        "In the second trial, headaches and mild nausea were reported.",
        WRONG,
    ),
    # contracts
    (
        NOTICE,
        "The tenant must give three months' notice in writing.",
        "The tenant has to give written notice of 3 months before leaving the flat.",
        RIGHT,
    ),
    (
        NOTICE,
        "The tenant must give three months' notice in writing.",
        "The tenant must give six weeks' notice before leaving.",
        WRONG,
    ),
    (
        "Which law governs the agreement?",
        "The agreement is governed by the laws of the State of Delaware.",
        "The agreement shall be governed by Delaware law.",
        RIGHT,
    ),
    (
        "Which law governs the agreement?",
        "The agreement is governed by the laws of the State of Delaware.",
        "It is governed by the laws of England and Wales.",
        WRONG,
    ),
    (
        "What is the cap on the liability of the supplier?",
        "Liability is capped at 150 % of the annual fees.",
        "Under clause 9 the supplier's liability is capped at 150% of the fees paid in "
        "the year.",
        RIGHT,
    ),
    (
        "What is the cap on the liability of the supplier?",
        "Liability is capped at EUR 2 million.",
        "The supplier's liability is capped at EUR 5 million per year.",
        WRONG,
    ),
    (
        "May the licensee sublicense the software?",
        "The licensee may not sublicense the software.",
        "No. Under section 3 the licensee may not sublicense the software.",
        RIGHT,
    ),
    # e-mails
    (
        WHY_LATE,
        "A strike at the port and a missing customs form delayed the delivery.",
        "Because of a strike at the port, and because one customs form was missing.",
        RIGHT,
    ),
    (
        WHY_LATE,
        "A strike at the port and a missing customs form delayed the delivery.",
        "The blades had been damaged by a storm and were sent back to the maker.",
        WRONG,
    ),
    (
        WHY_LATE,
        "A strike at the port and a missing customs form delayed the delivery.",
        "There was a strike at the port.",
        WAITS,
    ),
    (
        "Who will take over the Lindqvist account?",
        "Priya Raman takes over the Lindqvist account from 1 May.",
        "Per the mail of Tuesday, Priya will be handing her other work on: Priya Raman "
        "takes over the Lindqvist account.",
        RIGHT,
    ),
    (
        "Who will take over the Lindqvist account?",
        "Priya Raman takes over the Lindqvist account from 1 May.",
        "Tom Becker will take over the Lindqvist account.",
        WRONG,
    ),
    # manuals
    (
        PUMP,
        "Switch the pump off, close the inlet valve and clean the filter.",
        "If E4 is displayed: 1. switch off the pump; 2. close the inlet valve; 3. clean "
        "the filter before restarting.",
        RIGHT,
    ),
    (
        PUMP,
        "Switch the pump off, close the inlet valve and clean the filter.",
        "Call the hotline of the manufacturer and quote the serial code.",
        WRONG,
    ),
    (
        "At what pressure does the safety valve open?",
        "The safety valve opens at a pressure of 3.5 bar.",
        "The valve opens at 3.5 bar.",
        RIGHT,
    ),
    (
        "What does a blinking blue light mean?",
        "The device is waiting to be paired.",
        "A blinking blue light means that it is in pairing mode, waiting for a phone.",
        WAITS,
    ),
    # sports
    (
        FINAL,
        "FC Holm won the final, beating Rovers 3-1.",
        "FC Holm won the 2019 final of the regional cup.",
        RIGHT,
    ),
    (
        FINAL,
        "FC Holm won the final, beating Rovers 3-1.",
        "The final of the regional cup in 2019 was won by Rovers.",
        WRONG,
    ),
    (
        "What was the result of the appeal of the club?",
        "The appeal was dismissed.",
        "The court granted the appeal of the club.",
        WRONG,
    ),
    # of several facts
    (
        "What were the temperatures at the two stations?",
        "The temperature was 12.4 °C at Arden and 9.1 °C at Brill.",
        "At Arden it was 12.4 °C and at Brill 9.1 °C.",
        WAITS,
    ),
    (
        "How much did rents rise between 2015 and 2020?",
        "Rents rose from 8% to 11% of income.",
        "Rents rose by 3 percentage points between 2015 and 2020.",
        RIGHT,
    ),
    (
        "How much did rents change between 2015 and 2020?",
        "They rose from 8% to 11% of income.",
        "Rents fell by 3 percentage points between 2015 and 2020.",
        WRONG,
    ),
    (
        "By what percentage did attendance change?",
        "Attendance declined by 12%.",
        "Attendance increased by 12%.",
        WRONG,
    ),
]


@pytest.mark.parametrize(("text", "gold", "reply", "expected"), FREE_CASES)
def test_an_explanation_is_judged_by_its_core(
    text: str, gold: str, reply: str, expected: Verdict
) -> None:
    assert judged(FREE, text, gold, reply) is expected


PAINTER = "Who painted the ceiling of the chapel in Aumont?"
LARGEST = "What was the largest source of income of the abbey?"
TEXT_CASES = [
    (PAINTER, "Jean Morel", "The ceiling was painted by Jean Morel in 1712.", RIGHT),
    (PAINTER, "Jean Morel", "The ceiling of the chapel was painted by J. Morel.", RIGHT),
    (PAINTER, "J. B. Morel", "It was painted by Jean Baptiste Morel in 1712.", RIGHT),
    (PAINTER, "Jean Morel", "The ceiling was painted by Paul Vasseur in 1712.", WRONG),
    (
        PAINTER,
        "Jean Morel",
        "It was not Jean Morel who painted the ceiling of the chapel.",
        WAITS,
    ),
    (
        PAINTER,
        "Jean Morel",
        "The ceiling was painted by Jean Morel, Paul Vasseur, Luc Perrin or Anne Roy.",
        WAITS,
    ),
    (
        PAINTER,
        "Jean Morel",
        "The ceiling of the chapel was painted by one of these:\n\n- Paul Vasseur\n"
        "- Jean Morel\n- Luc Perrin",
        WAITS,
    ),
    (LARGEST, "Salt tax", "The largest source of income was the salt tax.", RIGHT),
    (
        LARGEST,
        "Salt tax",
        "The abbey lived mostly from rents, which were its largest source of income. The "
        "salt tax came second.",
        WAITS,
    ),
    (LARGEST, "Salt tax", "Unlike the salt tax, rents were the largest source.", WAITS),
    (LARGEST, "Salt tax", "Rents were larger than the salt tax, at 400 livres.", WAITS),
    (LARGEST, "Salt tax", "Its largest source of income was the sale of timber.", WRONG),
    (
        "Which organisation ran the camp?",
        "World Health Organization",
        "The camp was run by the WHO from 1951 to 1954.",
        RIGHT,
    ),
    (
        "Which organisation ran the camp?",
        "WHO",
        "The camp was run by the World Health Organization until 1954.",
        RIGHT,
    ),
    (
        "Which company made the engine?",
        "Halvorsen & Sons Ltd.",
        "The engine was made by Halvorsen and Sons in Bergen.",
        RIGHT,
    ),
    (
        "Which company made the engine?",
        "Halvorsen GmbH",
        "The engine was made by Petersen GmbH in Kiel.",
        WRONG,
    ),
    (
        "In which city did the congress meet?",
        "São Tomé",
        "The congress met in Sao Tome in the spring of that year.",
        RIGHT,
    ),
    (
        "Which countries signed the protocol?",
        "Norway, Chile and Ghana",
        "The protocol was signed by the following countries:\n1. Chile\n2. Ghana\n"
        "3. Norway",
        RIGHT,
    ),
    (
        "Which countries signed the protocol?",
        "Norway, Chile and Ghana",
        "The protocol was signed by Norway and Chile in 1987.",
        WAITS,
    ),
    (
        "Which countries signed the protocol?",
        "Norway, Chile and Ghana",
        "The protocol was signed by Peru and by Sweden in 1987.",
        WRONG,
    ),
    ("Which war ended the dynasty?", "World War II", "It ended with World War 2.", RIGHT),
    (
        "Who discovered the comet?",
        ("Maria Kestrel", "M. Kestrel"),
        "The comet was discovered by Maria Kestrel, a teacher, in 1911.",
        RIGHT,
    ),
]


@pytest.mark.parametrize(("text", "gold", "reply", "expected"), TEXT_CASES)
def test_a_name_counts_where_a_sentence_answers_with_it(
    text: str, gold: str | tuple[str, ...], reply: str, expected: Verdict
) -> None:
    assert judged(TEXT, text, gold, reply) is expected
