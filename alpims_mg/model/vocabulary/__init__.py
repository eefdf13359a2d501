"""The closed lists of words, such as zones and forms. Each list is an enum whose values are the words in JSON.

This package is part of ``model``, so every package above ``model`` may import it.
Start with ``Zone``, ``Intent``, ``Form`` and ``Condition``.
"""

from alpims_mg.model.vocabulary.answers import Answer, Audience, Effect, Severity
from alpims_mg.model.vocabulary.medicines import MedicineClass, MedicineRoute
from alpims_mg.model.vocabulary.people import (
    Aim,
    Condition,
    Domain,
    EgfrUnit,
    FactList,
    Intent,
    KidneyFunction,
    Reaction,
    TimeOfDay,
    Tolerance,
    Wish,
    Zone,
)
from alpims_mg.model.vocabulary.products import CAPSULE_UNIT, Additive, DosageForm, Form, MagnesiumSalt, Route, Vehicle
from alpims_mg.model.vocabulary.words import GrowingWord, Word

__all__ = [
    "CAPSULE_UNIT",
    "Additive",
    "Aim",
    "Answer",
    "Audience",
    "Condition",
    "Domain",
    "DosageForm",
    "Effect",
    "EgfrUnit",
    "FactList",
    "Form",
    "GrowingWord",
    "Intent",
    "KidneyFunction",
    "MagnesiumSalt",
    "MedicineClass",
    "MedicineRoute",
    "Reaction",
    "Route",
    "Severity",
    "TimeOfDay",
    "Tolerance",
    "Vehicle",
    "Wish",
    "Word",
    "Zone",
]
