"""What the statuses and categories of a condition in a record mean, and the words of what speaks against one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.rulebook.sources import CONVENTION

_FHIR: Final = Source(
    title="HL7 FHIR, releases 4 and 5: Condition",
    kind=SourceKind.AUTHORITY,
    url="https://hl7.org/fhir/condition.html",
)
RECORD_CONDITION_CITES: Final = (
    Citation(source=_FHIR, place="clinicalStatus, verificationStatus", claim="The meaning of each status."),
    Citation(
        source=CONVENTION,
        place="reading of conditions in records",
        claim="A condition counts unless the record says that it is over, refuted, an error, or no disorder.",
    ),
)
"""What the rows of this module cite."""

OVER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "inactive": "The condition is not active.",
        "remission": "The condition is in remission.",
        "resolved": "The condition is over.",
    }
)
"""Clinical statuses of conditions that are not in force, and what they say."""

IN_FORCE: Final = ("active", "recurrence", "relapse")
"""Clinical statuses of conditions that count without a doubt. Any other that is not in ``OVER`` counts with one."""

UNTRUE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "refuted": "The condition was ruled out.",
        "entered-in-error": "The condition was entered in error.",
    }
)
"""Verification statuses of conditions that do not count, and what they say."""

CONFIRMED: Final = "confirmed"
"""The verification status of a condition that counts without a doubt. A condition without any is taken for confirmed.
Any other that is not in ``UNTRUE`` counts with a doubt."""

NO_DISORDER_CATEGORIES: Final = ("social-history", "sdoh", "functional-status", "disability-status")
"""Categories of conditions that do not count, unless a row knows one of their codes."""

NO_STATUS_DOUBT: Final = "The record does not say whether the condition is active."
OTHER_STATUS_DOUBT: Final = "Its clinical status is none that FHIR knows, or is unknown."
STATUSES_DIFFER_DOUBT: Final = "Its clinical statuses differ."
NOT_CONFIRMED_DOUBT: Final = "The condition is not confirmed."
ENDED_DOUBT: Final = "The record gives an end of the condition, and yet calls it active."
OPEN_END_DOUBT: Final = "The record gives an end of the condition that it does not date."
MODIFIED_DOUBT: Final = "An extension that is not read may change its meaning."
PREGNANCY_DOUBT: Final = "A pregnancy of that day has most likely ended."
LACTATION_DOUBT: Final = "Breastfeeding that began on that day has most likely ended."
RESULT_STATUS_DOUBT: Final = "The result is not final."
NO_DATE_DOUBT: Final = "It has no date."
CUT_DOUBT: Final = "Its words are too long to be read in full."

ENDED: Final = "The condition ended on {day}."
ENDED_UNDATED: Final = "The record says that the condition ended."
NOT_BEGUN: Final = "It is dated after today."
NO_DISORDER: Final = "It is no disorder."
NO_NAME: Final = "The record does not say which condition it is."
NO_INFORMATION: Final = "It says that nothing is known."
TOO_MANY: Final = "The record has more conditions than can be read. This one does not fit."
NOT_SO: Final = "It says that this is not the case."
UNKNOWN_ANSWER: Final = "It says that this is not known."
OTHER_ANSWER: Final = "Its answer is none that is known."
NO_ANSWER: Final = "It has no answer."
DENIED_LATER: Final = "A later result says that this is not the case."
DUE_DATE_OVER: Final = "The expected day of birth is over."
INTENT_ONLY: Final = "A wish about pregnancy is no pregnancy."
OTHER_SUBJECT: Final = "It is not about the patient."
PATIENT_REPLACED: Final = "This record of the patient was replaced by another."
PATIENT_NOT_IN_USE: Final = "The record of this patient is no longer in use."
NO_BIRTH_DATE: Final = "No birth date is stated."
NO_POSSIBLE_AGE: Final = "The birth date gives no age from 0 to {oldest} years."
TWO_AGES: Final = "The birth date has no day: the age is {youngest} to {oldest} years."
OTHER_AGE: Final = "Another record of the patient gives another age."
"""Why a condition does not count."""

DUE_DATE_OVER_AFTER_DAYS: Final = 21
"""So many days after the expected day of birth, a pregnancy does not count. Births are late by less (CONVENTION)."""

CODE_ONLY: Final = "code {code}"
"""The words of a condition that has a code and no words."""
