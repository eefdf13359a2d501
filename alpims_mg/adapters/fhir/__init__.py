"""Reads the record of a person, in FHIR R4 or R5, into the facts of a situation, and lists what it did not read.

``read`` is the function, ``Reading`` its result. The package imports no FHIR library, and no other adapter. A record
never states a zone or what the person wants.
"""

from alpims_mg.adapters.fhir.assembling import read
from alpims_mg.adapters.fhir.record_parts import MagnesiumOrder, NotRead, RecordFact
from alpims_mg.adapters.fhir.results import Reading
from alpims_mg.adapters.fhir.values import Coding

__all__ = ["Coding", "MagnesiumOrder", "NotRead", "Reading", "RecordFact", "read"]
