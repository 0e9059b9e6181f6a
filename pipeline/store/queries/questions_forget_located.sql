DELETE FROM raw.located WHERE corpus = $corpus AND collection = $collection;
