"""Words that say the same, and those that say the opposite: a table of axes.

Each axis has two sides. Words of one side are taken for one another, words of both for
contradicting each other. Only words whose side hangs on nothing else are listed: what
"strong" or "long" praises depends on its noun.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.values.stems import stem

_AXES: Final[Mapping[str, tuple[str, str]]] = {
    "rise": (
        "rise rose risen rising raise increase grow grew grown growth gain climb "
        "expand expansion up upward higher soar surge jump inflow appreciate",
        "fall fell fallen decline decrease drop shrink shrank shrunk lose lost lower "
        "reduce reduction contract contraction down downward dip plunge slump outflow "
        "depreciate",
    ),
    "quality": (
        "improve improvement better strengthen",
        "worsen worse deteriorate deterioration weaken degrade",
    ),
    "consent": (
        "approve approval adopt adoption accept acceptance pass passed ratify enact "
        "grant uphold upheld carried endorse",
        "reject rejection defeat deny denied denial refuse refusal dismiss dismissal "
        "overturn veto fail failure failed unsuccessful",
    ),
    "permission": (
        "allow permit permission authorise authorize lawful legal",
        "forbid forbidden forbade prohibit prohibition ban unlawful illegal disallow",
    ),
    "contest": ("win won winner victory victorious", "lose lost loser loss losing"),
    "guilt": ("guilty convict conviction", "acquit acquittal innocent exonerate"),
    "life": ("alive survive survival survivor", "dead die died death dying killed"),
    "presence": ("present attend attendance", "absent absence"),
    "truth": ("true correct accurate", "false incorrect inaccurate untrue"),
    "duty": ("mandatory compulsory obligatory required", "optional voluntary"),
    "validity": ("valid", "invalid void"),
    "inclusion": ("include inclusion", "exclude exclusion omit"),
    "trade": ("buy bought purchase", "sell sold sale"),
    "beginning": ("begin began begun start", "end ended finish cease stop"),
    "bearing": ("north northern", "south southern"),
    "side": ("east eastern", "west western"),
    "worth": (
        "relevant useful meaningful applicable appropriate suitable pertinent "
        "significant",
        "irrelevant useless meaningless inapplicable inappropriate unsuitable",
    ),
}


def _sides_by_stem() -> dict[str, list[tuple[str, bool]]]:
    table: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for axis, both in _AXES.items():
        for second, listed in enumerate(both):
            for one in {stem(word) for word in listed.split()}:
                table[one].append((axis, bool(second)))
    return dict(table)


_SIDES: Final = _sides_by_stem()


def sides(stems: Iterable[str]) -> dict[str, frozenset[bool]]:
    """Return for each axis that some stems touch its sides: `False` the first.

    >>> sides([stem("rejected")])
    {'consent': frozenset({True})}
    """
    found: dict[str, set[bool]] = defaultdict(set)
    for one in stems:
        for axis, side in _SIDES.get(one, ()):
            found[axis].add(side)
    return {axis: frozenset(both) for axis, both in found.items()}
