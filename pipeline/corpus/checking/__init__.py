"""A generated corpus read back: what its text states, and what follows from it."""
