-- A panel without one opinion says so in a column, not only in the text of its reason.
ALTER TABLE raw.scores ADD COLUMN void BOOLEAN DEFAULT FALSE;

UPDATE raw.scores
SET void = TRUE
WHERE kind = 'judge' AND starts_with(reason, 'judges: 0 valid');
