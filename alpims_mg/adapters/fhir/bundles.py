"""Opens a record: a bundle of any type, a list of resources or one resource becomes ``Record``, in a fixed order."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, Final, NamedTuple, cast, final

import attrs

from alpims_mg._internal.validation import a_day
from alpims_mg.adapters.fhir.values import code_of, items, mapping, text_of
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.wire.text import load_json

_READ: Final = frozenset(
    {
        *("AllergyIntolerance", "Composition", "Condition", "List", "Medication", "MedicationAdministration"),
        *("MedicationDispense", "MedicationOrder", "MedicationRequest", "MedicationStatement", "MedicationUsage"),
        *("Observation", "Patient"),
    }
)
"""The types of resources that say something about a situation. All others are passed over."""

_LONGEST_ID: Final = 200
_DEEPEST: Final = 100
_MOST_VALUES: Final = 2_000_000
"""The most levels, and the most values, of a record that is given as Python objects."""

_MOST_RESOURCES: Final = 50_000
"""The most resources of a record that say something about a situation."""


@final
class Entry(NamedTuple):
    """One resource of a record.

    ``reference`` names it: ``Condition/12``, or the address of its entry if it has no id, or its place in the record,
    such as ``entry[3]``. A contained resource is named after the one around it: ``MedicationRequest/1#med2``.
    """

    reference: str
    type: str
    body: Mapping[str, Any]


@final
@attrs.frozen(kw_only=True)
class Record:
    """The resources of one record, and the day on which it is read.

    ``bundles`` holds the bundles that the record consists of. ``deleted`` has the references of resources that a
    history says were deleted. The order of the resources in the bundle, and doubled ones, make no difference.
    """

    today: date
    bundles: tuple[Mapping[str, Any], ...]
    deleted: tuple[str, ...]
    _entries: Mapping[str, tuple[Entry, ...]] = attrs.field(alias="entries")
    _targets: "Mapping[str, Entry | None]" = attrs.field(alias="targets")
    _bases: Mapping[str, str] = attrs.field(alias="bases")

    def of(self, *types: str) -> tuple[Entry, ...]:
        """The resources of these types, in an order that does not depend on their order in the bundle.

        >>> record = open_record({"resourceType": "Condition", "id": "12"}, today=date(2026, 3, 1))
        >>> [entry.reference for entry in record.of("Condition")]
        ['Condition/12']
        """
        return tuple(chain.from_iterable(self._entries.get(type_, ()) for type_ in types))

    def only(self, references: Collection[str]) -> "Record":
        """The same record with these resources only. References still lead to the others, which ``of`` leaves out.

        >>> record = open_record({"resourceType": "Condition", "id": "12"}, today=date(2026, 3, 1))
        >>> record.only(()).of("Condition"), len(record.only(["Condition/12"]).of("Condition"))
        ((), 1)
        """
        kept = {
            type_: tuple(entry for entry in entries if entry.reference in references)
            for type_, entries in self._entries.items()
        }
        return attrs.evolve(self, bundles=(), deleted=(), entries=kept)

    def without(self, references: Collection[str]) -> "Record":
        """The same record, in which ``of`` leaves these resources out. References still lead to them.

        >>> record = open_record({"resourceType": "Condition", "id": "12"}, today=date(2026, 3, 1))
        >>> record.without(["Condition/12"]).of("Condition")
        ()
        """
        kept = {
            type_: tuple(entry for entry in entries if entry.reference not in references)
            for type_, entries in self._entries.items()
        }
        return attrs.evolve(self, entries=kept)

    def resolve(self, reference: object, within: Entry) -> Entry | None:
        """The resource that a reference in the resource ``within`` names. None if the record has no such resource.

        A reference is a FHIR Reference or its text. If it fits resources that differ, the result is None too.

        >>> order = {"resourceType": "MedicationRequest", "id": "1", "contained": [{"resourceType": "Medication"}]}
        >>> record = open_record(order, today=date(2026, 3, 1))
        >>> record.resolve({"reference": "Medication/7"}, record.of("MedicationRequest")[0])
        """
        text = _address(mapping(reference).get("reference", reference))
        if not text:
            return None
        if text.startswith("#"):
            container = within.reference.partition("#")[0]
            return self._targets.get(container + text.rstrip("#"))
        base = self._bases.get(within.reference.partition("#")[0], "")
        return self._targets.get(base + text) or self._targets.get(text)


def open_record(bundle: object, *, today: date) -> Record:
    """Open a record: JSON text, its bytes, or the Python objects that it stands for.

    Bundles of every type are opened, bundles in bundles, ``Parameters``, lists of resources, and single resources.

    Raises: ``InvalidInputError`` if this is no FHIR, if a JSON object has a key twice, or if the nesting is too deep.

    >>> open_record('{"resourceType": "Bundle", "type": "collection"}', today=date(2026, 3, 1)).of("Condition")
    ()
    """
    raise_if_any((a_day("today", today),))
    if isinstance(bundle, str) and not bundle.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        fix = "give what the file holds, not its name"
        raise _fault("JSON text of FHIR", "text that begins with no { or [", fix)
    if isinstance(bundle, str | bytes):
        data = load_json(bundle, object_of_pairs=_object, parse_float=Decimal)
    elif isinstance(bundle, dict | list):
        data = cast("object", bundle)
        _check_nesting(data)
    else:
        actual = f"a value of type {type(bundle).__name__}"
        raise _fault("JSON text, its bytes, a dict or a list", actual, "read the file first, and give its bytes")
    opened = _Opened()
    opened.open(data)
    return opened.record(today)


def _fault(expected: str, actual: str, fix: str) -> InvalidInputError:
    return InvalidInputError(Fault(path="bundle", expected=expected, actual=actual, fix=fix))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    loaded = dict(pairs)
    if len(loaded) != len(pairs):
        raise _fault("JSON without repeated keys", "an object with a key more than once", "give each key once")
    return loaded


def _check_nesting(data: object) -> None:
    """Refuse Python objects that are nested too deep, contain themselves, or hold too many values.

    An object in several places counts each time: what compares resources goes through it each time.
    """
    level: list[object] = [data]
    count = 0
    for _ in range(_DEEPEST):
        level = list(_below(level, _MOST_VALUES - count))
        count += len(level)
        if not level or count >= _MOST_VALUES:
            break
    if level:
        fix = "give the record as its JSON text or bytes"
        raise _fault(f"nested in at most {_DEEPEST} levels", "more levels, or too many values", fix)


def _below(values: list[object], most: int) -> Iterator[object]:
    """The objects and lists in these values, and at most ``most`` of them."""
    for value in values:
        fields = mapping(value)
        inner = items(value) if not isinstance(value, dict) else fields.values()
        for item in inner:
            if isinstance(item, dict | list):
                if most <= 0:
                    return
                most -= 1
                yield item


def _address(value: object) -> str:
    """A reference or an address, without the version at its end. Empty if it is none."""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_ID or not value.isprintable() or " " in value:
        return ""
    return value.partition("/_history/")[0]


def _identity(body: Mapping[str, Any]) -> str:
    value = body.get("id")
    return value if isinstance(value, str) and value == _address(value) and "/" not in value else ""


@final
class _Found(NamedTuple):
    """One copy of a resource, as it is found in a record."""

    place: str
    address: str
    type: str
    body: Mapping[str, Any]


@final
class _Opened:
    """Gathers what a record holds. No function calls itself, so deep nesting is no problem."""

    def __init__(self) -> None:
        self.bundles: list[Mapping[str, Any]] = []
        self.copies: dict[str, list[_Found]] = {}
        self.deleted: dict[str, list[object]] = {}
        self.is_fhir = False
        self.count = 0

    def open(self, data: object) -> None:
        waiting: list[tuple[str, str, object]] = [("resource" if isinstance(data, dict) else "entry", "", data)]
        while waiting:
            place, address, value = waiting.pop()
            body = mapping(value)
            if not isinstance(value, dict):
                waiting += ((f"{place}[{i}]", "", item) for i, item in enumerate(items(value)))
                continue
            type_ = body.get("resourceType")
            if type_ == "Bundle":
                self.is_fhir = True
                self.bundles.append(body)
                prefix = "" if place == "resource" else f"{place}."
                waiting += self._entries(body, prefix)
            elif type_ == "Parameters":
                self.is_fhir = True
                waiting += _parameters(body, place)
            elif isinstance(type_, str) and type_:
                self.is_fhir = True
                if type_ in _READ or _holds_read(body):
                    self._add(_Found(place, address, type_, body))
            elif "resource" in body:
                waiting.append((place, _address(body.get("fullUrl")), body["resource"]))

    def _entries(self, bundle: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str, object]]:
        for i, value in enumerate(items(bundle.get("entry"))):
            entry = mapping(value)
            request = mapping(entry.get("request"))
            if request.get("method") != "POST" and code_of(request.get("method")) == "delete":
                address = _address(request.get("url")) or _address(entry.get("fullUrl"))
                name = "/".join(address.split("/")[-2:])
                self.deleted.setdefault(name, []).append(mapping(entry.get("response")).get("lastModified"))
            elif "resource" in entry:
                yield f"{prefix}entry[{i}]", _address(entry.get("fullUrl")), entry["resource"]

    def _add(self, found: _Found) -> None:
        self.count += 1
        if self.count > _MOST_RESOURCES:
            expected, fix = f"a record of at most {_MOST_RESOURCES:,} resources", "leave out old observations"
            raise _fault(expected, "more resources", fix)
        id_ = _identity(found.body)
        name = f"{found.type}/{id_}" if id_ else found.address
        self.copies.setdefault(name, []).append(found)

    def record(self, today: date) -> Record:
        """The record, with one entry for each resource.

        Raises: ``InvalidInputError`` if nothing in it was a FHIR resource.
        """
        if not self.is_fhir:
            fix = "give a Bundle, a resource, or a list of resources, each with its resourceType"
            raise _fault("FHIR in JSON", "no resourceType", fix)
        entries: dict[str, list[tuple[str, Entry]]] = {}
        targets: dict[str, Entry | None] = {}
        bases: dict[str, str] = {}
        gone: set[str] = set()
        for name, copies in self.copies.items():
            if name in self.deleted and _is_gone(copies, self.deleted[name]):
                gone.add(name)
                continue
            for reference, order, found in _distinct(name, copies):
                entry = Entry(reference, found.type, found.body)
                entries.setdefault(found.type, []).append((order, entry))
                bases[reference] = found.address.removesuffix(name) if found.address.endswith(f"/{name}") else ""
                for target in (reference, found.address) if reference == name else (reference, found.address, name):
                    if target:
                        targets[target] = entry if targets.get(target, entry) is entry else None
                for inner_order, inner in _contained(entry, order):
                    entries.setdefault(inner.type, []).append((inner_order, inner))
                    known = targets.get(inner.reference, inner)
                    targets[inner.reference] = inner if known is inner else None
        return Record(
            today=today,
            bundles=tuple(self.bundles),
            deleted=tuple(sorted(gone | {name for name in self.deleted if _is_read(name) and name not in self.copies})),
            entries={type_: tuple(entry for _, entry in sorted(pairs, key=_order)) for type_, pairs in entries.items()},
            targets=targets,
            bases=bases,
        )


def _is_read(name: str) -> bool:
    return name.partition("/")[0] in _READ


def _order(pair: tuple[str, Entry]) -> str:
    return pair[0]


def _parameters(body: Mapping[str, Any], place: str) -> Iterator[tuple[str, str, object]]:
    """The resources of ``Parameters``, and of the parts of its parameters."""
    waiting: list[object] = list(items(body.get("parameter")))
    count = 0
    while waiting:
        parameter = mapping(waiting.pop())
        waiting += items(parameter.get("part"))
        if "resource" in parameter:
            yield f"{place}.parameter[{count}]", "", parameter["resource"]
        count += 1


def _distinct(name: str, copies: list[_Found]) -> Iterator[tuple[str, str, _Found]]:
    """The resources among the copies that share a name, each with its reference and its place in the order.

    Equal copies count once. Of several versions, the newest counts. If none is known to be the newest, all count.
    """
    if name and len(copies) == 1:
        yield name, name, copies[0]
        return
    by_text: dict[str, _Found] = {}
    for found in sorted(copies, key=lambda found: (found.place.count("["), len(found.place), found.place)):
        by_text.setdefault(_canonical(found.body), found)
    if not name:
        for text, found in by_text.items():
            yield found.place, f"\uffff{text}", found
        return
    addresses = {found.address for found in copies} - {""}
    texts = _newest(by_text) if len(addresses) <= 1 else by_text
    for i, text in enumerate(sorted(texts)):
        reference = name if i == 0 else f"{name} ({i + 1})"
        yield reference, reference, by_text[text]


def _newest(by_text: Mapping[str, _Found]) -> list[str]:
    for stamp in (_changed, _version):
        stamps = {text: stamp(mapping(found.body.get("meta"))) for text, found in by_text.items()}
        known = sorted(value for value in stamps.values() if value is not None)
        newest = [text for text, value in stamps.items() if known and value == known[-1]]
        if len(known) == len(stamps) and len(newest) == 1:
            return newest
    return list(by_text)


def _changed(meta: Mapping[str, Any]) -> Any:
    return _instant(meta.get("lastUpdated"))


def _version(meta: Mapping[str, Any]) -> Any:
    text = text_of(meta.get("versionId"))
    return Decimal(text) if text.isascii() and text.isdecimal() else None


def _instant(value: object) -> Any:
    """The moment of an instant with an offset from UTC. None if it is none."""
    try:
        moment = datetime.fromisoformat(text_of(value))
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment


def _is_gone(copies: list[_Found], times: list[object]) -> bool:
    """Whether a resource was deleted after its last version. If the times do not tell, it was not."""
    deletions = [_instant(value) for value in times]
    changes = [_changed(mapping(found.body.get("meta"))) for found in copies]
    known = [value for value in changes if value is not None]
    return len(known) == len(copies) and any(time is not None and time > max(known) for time in deletions)


def _holds_read(body: Mapping[str, Any]) -> bool:
    """Whether a resource contains one that says something, such as a report with its results."""
    return any(_is_read(text_of(mapping(inner).get("resourceType"))) for inner in items(body.get("contained")))


def _contained(entry: Entry, order: str) -> Iterator[tuple[str, Entry]]:
    for i, value in enumerate(items(entry.body.get("contained"))):
        body = mapping(value)
        type_ = body.get("resourceType")
        is_own = type_ != "Patient" or entry.type in _READ  # A claim may contain the person who pays.
        if isinstance(type_, str) and type_ in _READ and is_own:
            name = _identity(body) or f"contained[{i}]"
            yield f"{order}#{name}", Entry(f"{entry.reference}#{name}", type_, body)


def _canonical(body: Mapping[str, Any]) -> str:
    """The text of a resource, with its keys in order."""
    try:
        return json.dumps(body, sort_keys=True, default=str)
    except (RecursionError, TypeError, ValueError):
        raise _fault("JSON with a few levels of brackets", "too many levels to read", "check the brackets") from None
