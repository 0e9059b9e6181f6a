-- One row per piece of evidence that was located in a corpus, and per planted fact.
CREATE OR REPLACE VIEW question_evidence AS
SELECT
    located.corpus,
    located.collection,
    located.question,
    located.evidence,
    located.role,
    located.document,
    located.page,
    page.label,
    located.first_chunk,
    located.last_chunk,
    located.how,
    located.match,
    located.planted,
    CASE WHEN located.how <> 'planted'
        THEN question.evidence[located.evidence + 1].page END AS stated_page,
    CASE WHEN located.how <> 'planted'
        THEN question.evidence[located.evidence + 1].label END AS stated_label
FROM raw.located AS located
JOIN raw.questions AS question
    ON question.collection = located.collection AND question.id = located.question
JOIN raw.pages AS page
    ON page.document = located.document AND page.number = located.page;
