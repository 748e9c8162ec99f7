"""Files that installed packages carry, read without importing the package: that would load far more than is needed."""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

_LIST = ".tld_set_snapshot"
_PRIVATE = "// ===BEGIN PRIVATE DOMAINS==="


def suffix_rules(*, private: bool) -> list[str]:
    """Return the rules of the public suffix list that tldextract carries; those of its private section where `private`.

    The package itself brings an HTTP client along, which takes as long as thousands of domains do.
    """
    text = (_folder("tldextract") / _LIST).read_text(encoding="utf-8")
    lines = (text if private else text.partition(_PRIVATE)[0]).splitlines()
    return [line.split()[0] for line in lines if line and not line.isspace() and not line.startswith("//")]


def country_names() -> dict[str, dict[str, str]]:
    """Return the names of countries that phonenumbers carries, by code and language; ``*de`` means as in German.

    The package around them loads the area codes of the world, 100 MB and half a second.
    """
    place = _folder("phonenumbers") / "geodata" / "locale.py"
    spec = spec_from_file_location("phonenumbers.geodata.locale", place)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(str(place))
    module: Any = module_from_spec(spec)
    spec.loader.exec_module(module)
    names: dict[str, dict[str, str]] = module.LOCALE_DATA
    return names


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(spec.submodule_search_locations)))
