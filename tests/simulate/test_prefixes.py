from pipeline.simulate.prefixes import BLOCK, Prefixes

LONG = bytes(range(256)) * (BLOCK // 64)  # four blocks


def test_a_prefix_is_cached_in_whole_blocks_up_to_the_first_difference() -> None:
    seen = Prefixes()

    assert seen.cached("a", LONG) == 0
    assert seen.cached("a", LONG) == 4 * BLOCK
    assert seen.cached("a", LONG[: 2 * BLOCK + 9] + b"?" + LONG) == 2 * BLOCK
    assert seen.cached("a", b"?" + LONG) == 0


def test_each_model_has_a_cache_of_its_own() -> None:
    seen = Prefixes()
    seen.cached("a", LONG)

    assert seen.cached("b", LONG) == 0


def test_the_oldest_are_forgotten_first() -> None:
    seen = Prefixes(most=6)
    seen.cached("a", LONG)
    seen.cached("b", LONG)

    assert seen.cached("b", LONG) == 4 * BLOCK
    assert seen.cached("a", LONG) == 0
