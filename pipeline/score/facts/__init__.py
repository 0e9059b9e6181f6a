"""The facts of a gold answer, each kind compared with a reply by a module of its own."""
