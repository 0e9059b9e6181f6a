"""A search finds what the words of a query come together in."""

import json

import pytest

from tests.support.commands import documents, fails, on_terminal
from tests.support.library import Library


@pytest.mark.usefixtures("quays")
def test_a_search_ranks_and_says_where() -> None:
    result = documents("search", "How deep is the Corrie quay?", "-k", "1")

    score, text = result.stdout.splitlines()
    assert score.split() == [score.split()[0], "docs/corrie.pdf", "page", "1", "(iv)"]
    assert text == "    Corrie quay is 17 m deep."
    assert result.stderr == (
        "1 of 2 passages that hold how or deep or corrie or quay\n"
    )


@pytest.mark.usefixtures("quays")
def test_a_search_can_keep_to_a_corpus() -> None:
    (found,) = json.loads(
        documents("search", "quay", "--corpus", "other", "--json").stdout
    )

    assert (found["corpus"], found["path"], found["page"]) == ("other", "hollin.pdf", 1)
    assert found["text"] == "Hollin has no quay."
    assert (
        documents("search", "quay", "--corpus", "other").stdout.count("hollin.pdf") == 1
    )


def test_a_chunk_is_found_by_what_leads_up_to_it(library: Library) -> None:
    words = ["The tenant shall give", " notice in writing.", " Else he stays."]
    library.add("lease.txt", words, "A page that nothing leads up to.", lead=11)
    library.add("old.txt", ["The tenant", " left."])

    found = json.loads(documents("search", "shall give notice", "--json").stdout)
    by_lead = json.loads(documents("search", "writing", "--json").stdout)

    assert found[0]["text"] == " notice in writing."
    assert {row["text"] for row in by_lead} == set(words[1:])


def test_what_no_corpus_holds_any_more_is_not_found(quays: Library) -> None:
    quays.forget("corrie.pdf")

    result = documents("search", "corrie")

    assert result.stdout == ""
    assert result.stderr == "0 of 0 passages that hold corrie\n"


def test_a_document_of_two_files_is_found_once(library: Library) -> None:
    library.add("b.txt", "The quay.", data=b"same")
    library.add("a.txt", data=b"same", status="duplicate")

    assert [
        row["path"] for row in json.loads(documents("search", "quay", "--json").stdout)
    ] == ["a.txt"]


@pytest.mark.usefixtures("quays")
def test_words_are_in_colour_on_a_terminal_alone() -> None:
    search = ("documents", "search", "quay")

    assert "\x1b[33m\x1b[1mquay\x1b[0m" in on_terminal(80, *search)
    assert "\x1b" not in on_terminal(80, *search, NO_COLOR="1")
    assert "\x1b" not in documents("search", "quay").stdout


@pytest.mark.usefixtures("quays")
def test_a_search_for_nothing_says_what_counts_as_a_word() -> None:
    fails(documents("search", "is the"), "nothing to look for in 'is the'")
