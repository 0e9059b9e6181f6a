"""A provider nobody lists is a provider nobody can use."""

import pkgutil

from pipeline.query import providers

NOT_PROVIDERS = {"base", "reading", "writing"}


def test_every_module_is_listed() -> None:
    modules = {m.name for m in pkgutil.iter_modules(providers.__path__)} - NOT_PROVIDERS
    listed = {name.replace("-", "_") for name in providers.PROVIDERS}

    assert modules == listed, "add it to PROVIDERS in __init__.py"
