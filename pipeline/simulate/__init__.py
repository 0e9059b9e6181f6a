"""A scripted model server on loopback: it knows the gold and logs the truth."""
