from pipeline.values.leaks import facts_of, facts_state


class Sieve:
    def __init__(self, golds):
        self.g = golds

    def stated(self, t):
        f = facts_of(t)
        return [i for i, g in enumerate(self.g) if facts_state(f, g)]
