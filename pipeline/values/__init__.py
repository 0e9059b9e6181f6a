"""What an answer means: numbers, dates and text, and whether a passage states one.

Everything here is pure. A value that cannot be read for certain is `None`: a rule
that guesses would reward, or punish, the wrong model.
"""
