"""Have a model write questions from passages of a corpus, and keep what can be used."""
