"""Numbers go in, estimates with intervals that hold come out: pure functions.

The unit of inference is the document, then the question, never the call: repeats are
averaged inside a question before they get here. What each interval really covers is
measured by `make coverage-sim`, and its table stands in docs/method.md.
"""
