"""Facts that nobody can know, set beside passages of a corpus, and asked for."""
