"""The pages that an answer cites, beside those of its evidence."""
