-- What is found anew replaces what the same model, or no model, found before.
DELETE FROM raw.flags
WHERE corpus = $corpus AND collection = $collection AND model = $model;
