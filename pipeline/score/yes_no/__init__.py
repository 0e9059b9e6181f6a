"""Whether a reply says yes or no, with or without the word."""
