"""The facts of a gold answer: for each kind a module that looks for it in a reply."""
