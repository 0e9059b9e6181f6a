"""Source text and record tables of the fictional Marrowick Harbour Board archive."""
