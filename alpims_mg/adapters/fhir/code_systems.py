"""Finds the code system that an address in a record means."""

import re
from functools import cache
from typing import Final

from alpims_mg._internal.caching import remembered
from alpims_mg.rulebook.record_code_systems import CODE_SYSTEMS, CodeSystem

_ADDRESS_START: Final = re.compile(r"https?://|urn:oid:")
_LONGEST_ADDRESS: Final = 200


@remembered
def system_of(address: str) -> CodeSystem | None:
    """The code system that an address means, whatever version or edition it adds.

    >>> print(system_of("http://snomed.info/sct/731000124108/version/20240901"), system_of("http://unitsofmeasure.org"))
    snomed-ct None
    """
    rest = _ADDRESS_START.sub("", address[:_LONGEST_ADDRESS].strip().lower(), count=1).split("|")[0].rstrip("/")
    while rest:
        if rest in _systems():
            return _systems()[rest]
        rest = rest.rpartition("/")[0]
    return None


@cache
def _systems() -> dict[str, CodeSystem]:
    return {spelling: system for system, spellings in CODE_SYSTEMS for spelling in spellings}
