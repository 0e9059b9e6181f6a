"""Find the evidence of questions in a corpus: the chunks that hold each piece."""
