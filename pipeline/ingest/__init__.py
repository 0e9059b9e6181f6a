"""Files in, documents out: each read in a worker that may die without ending a run."""
