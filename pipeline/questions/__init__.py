"""Question files of many shapes become questions whose evidence has been located."""
