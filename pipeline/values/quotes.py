from bisect import bisect_right
from itertools import accumulate


class Quotes:
    def __init__(self, q):
        self.q = ["".join(x.split()) for x in q]

    def touched(self, pieces):
        bare = ["".join(p.split()) for p in pieces]
        ends = list(accumulate(map(len, bare)))
        text = "".join(bare)
        seen = set()
        for i, q in enumerate(self.q):
            s = text.find(q) if q else -1
            while s >= 0:
                for p in range(
                    bisect_right(ends, s), bisect_right(ends, s + len(q) - 1) + 1
                ):
                    seen.add((i, p))
                s = text.find(q, s + 1)
        return sorted(seen)
