"""One program per contender: a list of files in, a line of JSON with its time out."""
