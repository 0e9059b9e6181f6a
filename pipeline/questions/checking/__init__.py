"""What is wrong with a question: flags for each, and what may be done about it."""
