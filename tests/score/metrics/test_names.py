from pipeline.score.metrics import METRICS


def test_a_metric_is_listed_under_the_name_its_version_begins_with() -> None:
    for name, metric in METRICS.items():
        stem, _, version = metric.version.partition("@")
        assert (stem, version.isdecimal()) == (name, True)


def test_a_metric_says_in_which_repository_it_was_published() -> None:
    for metric in METRICS.values():
        repository, _, file = metric.source.partition(" ")
        assert repository.count("/") == 1
        assert file
