DELETE FROM raw.unlocated WHERE corpus = $corpus AND collection = $collection;
