"""Reads conditions: which are in force, and what they count as."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple, final

from alpims_mg.adapters.fhir.absences import is_no_information, none_known, none_stated
from alpims_mg.adapters.fhir.bundles import Entry, Record
from alpims_mg.adapters.fhir.codes import conditions_in_words, conditions_of
from alpims_mg.adapters.fhir.statements import Found, OpenList, Skipped, StatedConditions, Statement, sentences
from alpims_mg.adapters.fhir.translations import Translate, translated
from alpims_mg.adapters.fhir.values import (
    code_of,
    coding_of,
    codings,
    concept_words,
    day_by,
    days_of,
    items,
    last_day,
    mapping,
    stated,
    text_of,
)
from alpims_mg.model.condition_texts import a_condition_text, condition_of
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook.record_conditions import (
    CODE_ONLY,
    CONFIRMED,
    CUT_DOUBT,
    ENDED,
    ENDED_DOUBT,
    ENDED_UNDATED,
    IN_FORCE,
    LACTATION_DOUBT,
    MODIFIED_DOUBT,
    NO_DISORDER,
    NO_DISORDER_CATEGORIES,
    NO_INFORMATION,
    NO_NAME,
    NO_STATUS_DOUBT,
    NOT_BEGUN,
    NOT_CONFIRMED_DOUBT,
    OPEN_END_DOUBT,
    OTHER_STATUS_DOUBT,
    OVER,
    PREGNANCY_DOUBT,
    STATUSES_DIFFER_DOUBT,
    UNTRUE,
)
from alpims_mg.rulebook.record_lists import NONE_IS_UNSURE
from alpims_mg.rulebook.records import EXCLUDED_DIAGNOSIS, LACTATION_DOUBTED_AFTER_DAYS, PREGNANCY_DOUBTED_AFTER_DAYS

_FIELD: Final = "conditions"
_LONGEST_WORDS: Final = 190
_SLASH: Final = " / "
_BEGINNINGS: Final = ("onsetDateTime", "recordedDate", "assertedDate", "dateRecorded")
_ENDINGS: Final = ("abatementAge", "abatementRange", "abatementString")


@final
class ConditionStanding(NamedTuple):
    """Whether a condition is in force. ``against`` says why not. ``doubts`` are what speaks against one in force."""

    against: str | None
    doubts: tuple[str, ...]


def read_conditions(record: Record, translate: Translate | None) -> Iterator[Found]:
    """Yield what each Condition of a record states.

    A code for "no known problems" states that the list is empty.

    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> body = {"resourceType": "Condition", "id": "1", "clinicalStatus": {"coding": [{"code": "resolved"}]}}
    >>> record = open_record({**body, "code": {"text": "Gout"}}, today=date(2026, 3, 1))
    >>> next(read_conditions(record, None)).why
    'The condition is over.'
    """
    for entry in record.of("Condition"):
        yield from _read(entry, record.today, translate)


def _read(entry: Entry, today: date, translate: Translate | None) -> Iterator[Found]:
    concept = stated(entry.body, "code")
    words = _all_words(concept)
    standing = standing_of(entry.body, today)
    none = none_known(codings(concept))
    if none is not None:
        unsure = NONE_IS_UNSURE if set(standing.doubts) - {NO_STATUS_DOUBT} else None
        yield none_stated(entry, none, words, standing.against or unsure, day_of(entry.body, today), today)
        return
    if standing.against is not None:
        yield Skipped(entry.reference, words, standing.against)
        return
    if is_no_information(codings(concept)):
        yield Skipped(entry.reference, words, NO_INFORMATION)
        yield OpenList(_FIELD, entry.reference)
        return
    meaning = meaning_of(concept, translate)
    if meaning == StatedConditions(frozenset()) or (
        meaning is not None and not meaning.conditions and _is_no_disorder(entry.body)
    ):
        yield Skipped(entry.reference, words, NO_DISORDER)
    elif meaning is None:
        yield Skipped(entry.reference, words, NO_NAME)
        yield OpenList(_FIELD, entry.reference)
    else:
        day = day_of(entry.body, today)
        cut = CUT_DOUBT if meaning.own_words.endswith("...") else None
        doubts = sentences(*standing.doubts, *age_doubts(meaning.conditions, day, today), cut)
        yield Statement(_FIELD, meaning, words, entry.reference, day, doubts)


def _all_words(concept: object) -> str:
    """The words of a condition: its text, and the display texts that say something else."""
    names = dict.fromkeys((concept_words(concept), *(coding.display for coding in codings(concept) if coding.display)))
    return text_of(_SLASH.join(names))


def day_of(body: Mapping[str, Any], today: date) -> date | None:
    """The first day of a condition, or else the day on which it was recorded. None if there is neither."""
    period = mapping(stated(body, "onsetPeriod"))
    values = (stated(period, "start"), *(stated(body, name) for name in _BEGINNINGS))
    days = (day_by(value, today) for value in values)
    return next(filter(None, days), None)


def age_doubts(conditions: frozenset[Condition], day: date | None, today: date) -> Iterator[str]:
    """What speaks against a pregnancy, or against breastfeeding, that began long ago."""
    if day is not None:
        age = (today - day).days
        if Condition.PREGNANCY in conditions and age > PREGNANCY_DOUBTED_AFTER_DAYS:
            yield PREGNANCY_DOUBT
        if Condition.LACTATION in conditions and age > LACTATION_DOUBTED_AFTER_DAYS:
            yield LACTATION_DOUBT


def standing_of(body: Mapping[str, Any], today: date) -> ConditionStanding:
    """Whether a condition is in force today, by its verification status, its clinical status and its dates."""
    verified = _status(stated(body, "verificationStatus"))
    clinical = _status(stated(body, "clinicalStatus"))
    ended, end_doubt = _end(body, today)
    began = day_of(body, today)
    over = [OVER[code] for code in clinical if code in OVER]
    untrue = [UNTRUE[code] for code in verified if code in UNTRUE] + list(_excluded(body))
    if untrue:
        return ConditionStanding(untrue[0], ())
    if began is not None and began > today:
        return ConditionStanding(NOT_BEGUN, ())
    is_active = any(code in IN_FORCE for code in clinical)
    if over and not is_active:
        return ConditionStanding(over[0], ())
    if ended and not clinical:
        return ConditionStanding(ended, ())
    return ConditionStanding(
        None,
        sentences(
            None if clinical else NO_STATUS_DOUBT,
            STATUSES_DIFFER_DOUBT if over else None,
            OTHER_STATUS_DOUBT if clinical and not is_active else None,
            None if not verified or verified == (CONFIRMED,) else NOT_CONFIRMED_DOUBT,
            ENDED_DOUBT if ended else end_doubt,
            MODIFIED_DOUBT if items(body.get("modifierExtension")) else None,
        ),
    )


def _status(value: object) -> tuple[str, ...]:
    """The codes of a status. Before release 4 of FHIR a status was a code without its system."""
    if isinstance(value, str):
        return (code_of(value),) if value.strip() else ()
    codes = tuple(coding.code.lower() for coding in codings(value) if coding.code)
    return codes or tuple(filter(None, (code_of(mapping(value).get("text")),)))


def _excluded(body: Mapping[str, Any]) -> Iterator[str]:
    """What the extensions of the codes say if they deny the disorder."""
    for coding in items(mapping(body.get("code")).get("coding")):
        for extension in items(mapping(coding).get("extension")):
            url = text_of(mapping(extension).get("url"))
            value = coding_of(mapping(extension).get("valueCoding"))
            yield from (
                words
                for end, code, words in EXCLUDED_DIAGNOSIS
                if url.endswith(end) and value is not None and value.code == code
            )


def _end(body: Mapping[str, Any], today: date) -> tuple[str | None, str | None]:
    """Why a condition is over by its abatement, and what is doubtful about its abatement."""
    period = mapping(stated(body, "abatementPeriod"))
    value = next(filter(days_of, (stated(body, "abatementDateTime"), stated(period, "end"))), None)
    days, last = days_of(value), last_day(value, today)
    if days is not None and last is not None:
        if last < today:
            return ENDED.format(day=last if days.first == days.last else days.first.year), None
        return None, None
    if stated(body, "abatementBoolean") is True:
        return ENDED_UNDATED, None
    return None, OPEN_END_DOUBT if period or any(stated(body, name) for name in _ENDINGS) else None


def _is_no_disorder(body: Mapping[str, Any]) -> bool:
    return any(
        coding.code.lower() in NO_DISORDER_CATEGORIES
        for category in items(body.get("category"))
        for coding in codings(category)
    )


def meaning_of(concept: object, translate: Translate | None) -> StatedConditions | None:
    """What the code and the words of a condition count as. None if they name none.

    Known codes decide, and a text beside them may name more. Without a known code, the words decide. If they are not
    known either, they count as a condition in its own words. If a known code is no disorder, the result is empty.
    """
    known = [
        conditions
        for coding in codings(concept)
        if (conditions := _meaning(translated(translate, coding, Condition), conditions_of(coding))) is not None
    ]
    texts = [text_of(stated(mapping(concept), "text")), *(coding.display for coding in codings(concept))]
    if known:
        beside = conditions_in_words(texts[0]).conditions if texts[0] and texts[0] not in texts[1:] else ()
        return StatedConditions(frozenset(beside).union(*known))
    read = [conditions_in_words(text) for text in texts if text]
    named = frozenset[Condition]().union(*(words.conditions for words in read))
    if any(words.whole for words in read):
        return StatedConditions(named)
    own = own_words(concept_words(concept))
    if isinstance(own, Condition):
        return StatedConditions(named | {own})
    return StatedConditions(named, own) if own or named else None


def _meaning(own: Condition | None, listed: frozenset[Condition] | None) -> frozenset[Condition] | None:
    return listed if own is None else frozenset({own})


def own_words(words: str) -> str | Condition:
    """The words of a condition as a situation accepts them: cut, and without semicolons. Empty if they name nothing.

    If they name a member of ``Condition``, this is the result.

    >>> own_words("Gout; left foot"), own_words("274.9"), own_words("unknown")
    ('Gout, left foot', 'code 274.9', '')
    """
    text = words.replace(";", ",")
    text = text if len(text) <= _LONGEST_WORDS else f"{text[:_LONGEST_WORDS].rstrip()}..."
    if not any(map(str.isalpha, text)) and any(map(str.isdecimal, text)):
        text = CODE_ONLY.format(code=text)
    return condition_of(text) or ("" if a_condition_text("", text) else text)
