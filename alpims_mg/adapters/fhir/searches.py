"""Reads what the searches of a record say: that there is nothing, or that the record lacks something."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from alpims_mg.adapters.fhir.bundles import Record
from alpims_mg.adapters.fhir.statements import Found, OpenList, Skipped, WholeList, sentences
from alpims_mg.adapters.fhir.values import code_of, codings, items, mapping, number_of, partial_date, text_of
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.record_lists import (
    FAILED,
    FAILED_SEVERITIES,
    HARMLESS_SEVERITIES,
    IN_FORCE_SEARCH,
    IN_PART,
    IN_PART_LABELS,
    MORE_PAGES,
    OTHER_PATIENT,
    SEARCH_DOUBT,
    SEARCH_FOUND_NOTHING,
    SEARCHES,
    WARNED,
    WIDE_SEARCH,
)

_SEARCHES: Final = dict(SEARCHES)
_IN_FORCE: Final = {name: frozenset(values) for name, values in IN_FORCE_SEARCH}
_LABELS: Final = frozenset(code for code, _ in IN_PART_LABELS)
_SUBJECTS: Final = ("subject", "patient")
_MOST_PARAMETERS: Final = 100
_LONGEST_SEARCH: Final = 2000


def read_searches(record: Record) -> Iterator[Found]:
    """Yield what the searches of a record found, if they found nothing, or could not give everything.

    >>> from datetime import date
    >>> from alpims_mg.adapters.fhir.bundles import open_record
    >>> link = {"relation": "self", "url": "https://example.org/Condition?patient=7"}
    >>> bundle = {"resourceType": "Bundle", "type": "searchset", "total": 0, "link": [link]}
    >>> next(read_searches(open_record(bundle, today=date(2026, 3, 1)))).words
    'A search for Condition found nothing.'
    """
    pages = {text_of(_links(bundle).get("self")) for bundle in record.bundles}
    for bundle in record.bundles:
        name = f"Bundle/{text_of(bundle.get('id'))}".rstrip("/")
        following = text_of(_links(bundle).get("next"))
        severities = frozenset(_severities(bundle))
        if following and following not in pages:
            yield from _lacking(name, MORE_PAGES)
        elif not severities.isdisjoint(FAILED_SEVERITIES):
            yield from _lacking(name, FAILED)
        elif (type_ := _found_nothing(bundle)) is not None:
            against = _against(record, bundle, severities)
            if against is not None:
                yield Skipped(name, SEARCH_FOUND_NOTHING.format(type=type_), against)
            else:
                yield _none(name, type_, bundle)


def _links(bundle: Mapping[str, Any]) -> dict[str, object]:
    return {code_of(mapping(link).get("relation")): mapping(link).get("url") for link in items(bundle.get("link"))}


def _lacking(name: str, why: str) -> Iterator[Found]:
    """Something that the record lacks can belong to any of its lists."""
    yield Skipped(name, "", why)
    yield OpenList(FactList.CONDITIONS.value, name)
    yield OpenList(FactList.MEDICINES.value, name)


def _none(name: str, type_: str, bundle: Mapping[str, Any]) -> Found:
    day = partial_date(mapping(bundle.get("meta")).get("lastUpdated"))
    doubts = sentences(SEARCH_DOUBT.format(type=type_) if type_ != "Condition" else None)
    return WholeList(_SEARCHES[type_].value, SEARCH_FOUND_NOTHING.format(type=type_), name, day, doubts)


def _severities(bundle: Mapping[str, Any]) -> Iterator[str]:
    """How severe the issues are that a server reports beside its results, or instead of them."""
    for entry in map(mapping, items(bundle.get("entry"))):
        response = mapping(entry.get("response"))
        if text_of(response.get("status"))[:1] in ("4", "5"):
            yield "error"
        for outcome in map(mapping, (entry.get("resource"), response.get("outcome"))):
            if outcome.get("resourceType") == "OperationOutcome":
                yield from (code_of(mapping(issue).get("severity")) for issue in items(outcome.get("issue")))


def _found_nothing(bundle: Mapping[str, Any]) -> str | None:
    """The type of which a search found nothing. None if it found something, or asked for less than all in force."""
    if code_of(bundle.get("type")) != "searchset" or number_of(bundle.get("total")) != 0 or _links(bundle).get("next"):
        return None
    type_, patients = _scope(bundle)
    found = (mapping(mapping(entry).get("resource")).get("resourceType") for entry in items(bundle.get("entry")))
    return type_ if patients is not None and type_ in _SEARCHES and type_ not in found else None


def _against(record: Record, bundle: Mapping[str, Any], severities: frozenset[str]) -> str | None:
    """Why a search that found nothing does not show that there is nothing. None if it does."""
    if not severities <= HARMLESS_SEVERITIES:
        return WARNED
    meta = mapping(bundle.get("meta"))
    labels = (*codings({"coding": meta.get("security")}), *codings({"coding": meta.get("tag")}))
    if any(label.code.upper() in _LABELS for label in labels):
        return IN_PART
    searched = frozenset[str]().union(*(_scope(other)[1] or () for other in record.bundles))
    return OTHER_PATIENT if len(searched | _patients(record)) > max(1, len(_patients(record))) else None


def _patients(record: Record) -> frozenset[str]:
    """The ids of the patients of a record."""
    patients = {entry.reference.partition(" ")[0].rpartition("/")[2] for entry in record.of("Patient")}
    if patients:
        return frozenset(patients)
    entries = record.of("Condition", "MedicationRequest", "MedicationStatement", "MedicationUsage", "Observation")
    subjects = (mapping(entry.body.get(name)).get("reference") for entry in entries for name in _SUBJECTS)
    return frozenset(filter(None, (text_of(subject).rpartition("/")[2] for subject in subjects)))


def _scope(bundle: Mapping[str, Any]) -> tuple[str, frozenset[str] | None]:
    """The type that a search asked for, and the ids of its patients: None if it asked for less than all in force."""
    url = _links(bundle).get("self")
    if not isinstance(url, str) or len(url) > _LONGEST_SEARCH:
        return "", None
    path, _, query = url.partition("?")
    parts = [part for part in path.split("/") if part and part != "_search"]
    try:
        parameters = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return "", None
    patients = {value.rpartition("/")[2] for name, value in parameters if name.partition(":")[0] in _SUBJECTS}
    if "Patient" in parts[:-2]:
        patients.add(parts[-2])
    is_wide = all(
        name.lower() in WIDE_SEARCH
        or _IN_FORCE.get(name, frozenset({""})) <= {part.rpartition("|")[2] for part in value.split(",")}
        for name, value in parameters
    )
    return parts[-1] if parts else "", frozenset(patients) if is_wide else None
