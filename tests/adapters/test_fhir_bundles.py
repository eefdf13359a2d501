"""Opening records: every form of bundle, versions, doubled entries, references, and input that is no record."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, strategies as st

from alpims_mg import InvalidInputError
from alpims_mg.adapters.fhir import bundles
from alpims_mg.adapters.fhir.bundles import Entry, Record, open_record

Json = dict[str, Any]
TODAY: Final = date(2026, 11, 22)


def condition(id_: str | None = "1", **more: Any) -> Json:
    return {"resourceType": "Condition", **({} if id_ is None else {"id": id_}), **more}


def entry(resource: Any, url: str | None = None, **more: Any) -> Json:
    return {"resource": resource, **({} if url is None else {"fullUrl": url}), **more}


def bundle(*entries: Json, type_: str = "collection", **more: Any) -> Json:
    return {"resourceType": "Bundle", "type": type_, "entry": list(entries), **more}


def opened(data: Any) -> Record:
    return open_record(data, today=TODAY)


def references(data: Any, *types: str) -> list[str]:
    return [entry.reference for entry in opened(data).of(*(types or ("Condition",)))]


def fault(data: Any) -> str:
    with pytest.raises(InvalidInputError) as caught:
        opened(data)
    return str(caught.value)


# --- Forms of a record
@pytest.mark.parametrize(
    "data",
    [
        condition("7"),
        [condition("7")],
        [[condition("7")]],
        [entry(condition("7"))],
        bundle(entry(condition("7"))),
        bundle(entry(bundle(entry(condition("7"))))),
        bundle(entry(condition("7"), request={"method": "PUT"}), type_="transaction"),
        {"resourceType": "Parameters", "parameter": [{"name": "a", "resource": condition("7")}]},
        {"resourceType": "Parameters", "parameter": [{"part": [{"resource": bundle(entry(condition("7")))}]}]},
    ],
)
def test_every_form_of_a_record_holds_the_same_resource(data: Any) -> None:
    assert references(data) == ["Condition/7"]
    assert references(json.dumps(data)) == ["Condition/7"]
    assert references(json.dumps(data).encode("utf-8-sig")) == ["Condition/7"]


def test_a_resource_without_an_id_has_the_address_of_its_entry_or_its_place() -> None:
    assert references(bundle(entry(condition(None), "urn:uuid:5"))) == ["urn:uuid:5"]
    assert references(bundle(entry({"resourceType": "Basic"}), entry(condition(None)))) == ["entry[1]"]
    assert references(bundle(entry(bundle(entry(condition(None)))))) == ["entry[0].entry[0]"]
    assert references([condition(None)]) == ["entry[0]"]


@pytest.mark.parametrize("id_", [5, "", "a b", "a\nb", "a/b", "x" * 201, None, ["1"]])
def test_an_id_that_is_none_is_no_reference(id_: Any) -> None:
    assert references(bundle(entry({"resourceType": "Condition", "id": id_}))) == ["entry[0]"]


def test_numbers_are_exact() -> None:
    (found,) = opened('{"resourceType": "Observation", "id": "1", "value": 0.10}').of("Observation")
    assert str(found.body["value"]) == "0.10"


# --- What is refused
@pytest.mark.parametrize(
    "data",
    [[], {}, [[]], {"resourceType": 5}, {"resourceType": ""}, {"a": 1}, "[]", b"5", [1, "a", None]],
)
def test_what_is_no_fhir_is_refused(data: Any) -> None:
    assert "no resourceType" in fault(data)


@pytest.mark.parametrize("data", [None, 5, object(), Path("record.json"), (condition(),), bytearray(b"{}")])
def test_a_value_of_another_type_is_named_with_its_type(data: Any) -> None:
    printed = fault(data)
    assert f"got a value of type {type(data).__name__}; read the file first" in printed


def test_the_name_of_a_file_is_not_its_text() -> None:
    assert fault("record.json").endswith("got text that begins with no { or [; give what the file holds, not its name")


@pytest.mark.parametrize("data", ["", "{", b"\xff", "<Bundle/>"])
def test_what_is_no_json_is_refused(data: Any) -> None:
    assert "must be" in fault(data)


def test_a_repeated_key_is_refused_without_its_text() -> None:
    message = fault('{"resourceType": "Condition", "code": {"text": "Gout", "text": "Rickets"}}')
    assert "more than once" in message
    assert "Gout" not in message


def test_today_is_a_date() -> None:
    with pytest.raises(InvalidInputError, match="today"):
        open_record(condition(), today="2026-11-22")  # type: ignore[arg-type]


def test_python_objects_that_are_nested_too_deep_are_refused() -> None:
    circle = condition()
    circle["code"] = circle
    laughs: Json = {}
    for _ in range(60):
        laughs = {"a": laughs, "b": laughs}
    assert "levels" in fault(circle)
    assert "levels" in fault(condition(code=laughs))


def test_text_that_is_nested_too_deep_is_refused() -> None:
    deep = '{"resourceType": "Condition", "code": ' + '{"a": ' * 200_000 + "1" + "}" * 200_001
    assert "levels" in fault(deep)


def test_two_resources_that_cannot_be_compared_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(*_: Any, **__: Any) -> str:
        raise RecursionError

    monkeypatch.setattr("alpims_mg.adapters.fhir.bundles.json.dumps", too_deep)
    assert "levels" in fault([condition("1", code={"text": "a"}), condition("1", code={"text": "b"})])


def test_too_many_resources_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "_MOST_RESOURCES", 3)
    assert len(references([condition(str(i)) for i in range(3)])) == 3
    assert "at most 3 resources" in fault([condition(str(i)) for i in range(4)])
    assert references([{"resourceType": "Basic"}] * 9) == []


# --- Doubled entries and versions
def test_doubled_entries_count_once() -> None:
    assert references([condition("1"), condition("1")]) == ["Condition/1"]
    assert references([condition(None), condition(None)]) == ["entry[0]"]
    assert references(bundle(entry(condition("1"), "urn:uuid:1"), entry(condition("1")))) == ["Condition/1"]


def version(status: str, **meta: Any) -> Json:
    return condition("1", note=status, meta=meta)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (version("old", lastUpdated="2026-01-01T00:00:00Z"), version("new", lastUpdated="2026-01-01T00:30:00+00:00")),
        (version("old", lastUpdated="2026-01-01T02:00:00+02:00"), version("new", lastUpdated="2026-01-01T00:00:01Z")),
        (version("old", versionId="9"), version("new", versionId="10")),
        (version("old", versionId="9", lastUpdated="today"), version("new", versionId="10", lastUpdated="2026-01-01")),
    ],
)
def test_the_newest_version_counts(old: Json, new: Json) -> None:
    for data in ([old, new], [new, old], [old, new, old, new]):
        (found,) = opened(data).of("Condition")
        assert (found.reference, found.body["note"]) == ("Condition/1", "new")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (version("a"), version("b")),
        (version("a", versionId="1"), version("b")),
        (version("a", versionId="x"), version("b", versionId="y")),
        (version("a", versionId="1"), version("b", versionId="1")),
    ],
)
def test_versions_without_an_order_all_count(one: Json, other: Json) -> None:
    for data in ([one, other], [other, one]):
        found = opened(data).of("Condition")
        assert [(entry.reference, entry.body["note"]) for entry in found] == [
            ("Condition/1", "a"),
            ("Condition/1 (2)", "b"),
        ]


def test_resources_of_two_servers_are_no_versions() -> None:
    one = entry(version("a", versionId="1"), "https://a.example/Condition/1")
    other = entry(version("b", versionId="2"), "https://b.example/Condition/1")
    assert len(references(bundle(one, other))) == 2


# --- Deleted resources
def deleted(url: str, day: str | None = "2026-06-01T00:00:00Z", **more: Any) -> Json:
    return {"request": {"method": "DELETE", "url": url}, "response": {"lastModified": day}, **more}


@pytest.mark.parametrize("url", ["Condition/1", "https://a.example/Condition/1", "Condition/1/_history/3"])
def test_a_resource_that_was_deleted_later_is_gone(url: str) -> None:
    old = entry(version("a", lastUpdated="2026-05-31T00:00:00Z"))
    record = opened(bundle(deleted(url), old, type_="history"))
    assert (record.of("Condition"), record.deleted) == ((), ("Condition/1",))


def test_a_resource_that_only_a_deletion_names_is_gone_too() -> None:
    record = opened(bundle(deleted("Condition/1"), deleted("Basic/2"), deleted(""), type_="history"))
    assert record.deleted == ("Condition/1",)
    by_address = {"fullUrl": "https://a.example/Condition/1", "request": {"method": "DELETE"}}
    assert opened(bundle(by_address, type_="history")).deleted == ("Condition/1",)


@pytest.mark.parametrize(
    ("changed", "removed"),
    [("2026-07-01T00:00:00Z", "2026-06-01T00:00:00Z"), (None, "2026-06-01T00:00:00Z"), ("2026-05-01T00:00:00Z", None)],
)
def test_a_resource_stays_if_it_was_not_surely_deleted_later(changed: str | None, removed: str | None) -> None:
    record = opened(bundle(deleted("Condition/1", removed), entry(version("a", lastUpdated=changed)), type_="history"))
    assert (len(record.of("Condition")), record.deleted) == (1, ())


# --- References
def order(reference: Any, *contained: Json, id_: str = "1") -> Json:
    return {"resourceType": "MedicationRequest", "id": id_, "medicationReference": reference, "contained": [*contained]}


def medication(id_: str | None, name: str = "a") -> Json:
    return {"resourceType": "Medication", **({} if id_ is None else {"id": id_}), "code": {"text": name}}


def resolved(data: Any) -> Entry | None:
    record = opened(data)
    within = record.of("MedicationRequest")[0]
    return record.resolve(within.body["medicationReference"], within)


@pytest.mark.parametrize(
    ("reference", "url", "id_"),
    [
        ("Medication/7", None, "7"),
        ("Medication/7/_history/2", None, "7"),
        ("https://a.example/Medication/7", "https://a.example/Medication/7", "7"),
        ("https://a.example/Medication/7", "https://a.example/Medication/7/_history/2", "7"),
        ("urn:uuid:7", "urn:uuid:7", None),
        ("urn:uuid:7", "urn:uuid:7", "x"),
    ],
)
def test_a_reference_leads_to_its_resource(reference: str, url: str | None, id_: str | None) -> None:
    data = bundle(entry(order({"reference": reference})), entry(medication(id_), url))
    found = resolved(data)
    assert found is not None
    assert found.type == "Medication"
    record = opened(data)
    assert record.resolve(reference, record.of("MedicationRequest")[0]) == found


def test_a_relative_reference_leads_to_the_same_server() -> None:
    servers = [(f"https://{name}.example", name) for name in "ab"]
    data = bundle(
        *(entry(medication("7", name), f"{base}/Medication/7") for base, name in servers),
        entry(order({"reference": "Medication/7"}), "https://b.example/MedicationRequest/1"),
    )
    found = resolved(data)
    assert found is not None
    assert found.body["code"]["text"] == "b"


def test_a_contained_resource_is_named_after_the_one_around_it() -> None:
    data = [order({"reference": "#7"}, medication("7"))]
    found = resolved(data)
    assert found is not None
    assert found.reference == "MedicationRequest/1#7"
    assert references(data, "Medication") == ["MedicationRequest/1#7"]
    record = opened(data)
    assert record.resolve("#", found) == record.of("MedicationRequest")[0]
    assert references([order({}, medication(None), {"resourceType": "Basic"}, {"resourceType": 5})], "Medication") == [
        "MedicationRequest/1#contained[0]"
    ]


@pytest.mark.parametrize(
    "reference",
    [
        None,
        5,
        {},
        {"reference": 5},
        {"reference": ""},
        {"reference": "#8"},
        {"reference": "Medication/8"},
        {"display": "a"},
    ],
)
def test_a_reference_that_leads_nowhere_gives_nothing(reference: Any) -> None:
    assert resolved([order(reference, medication("7")), medication("9")]) is None


def test_a_reference_that_fits_resources_that_differ_gives_nothing() -> None:
    assert resolved([order({"reference": "#7"}, medication("7", "a"), medication("7", "b"))]) is None
    two = (entry(medication("7", name), f"https://{name}.example/Medication/7") for name in "ab")
    assert resolved(bundle(entry(order({"reference": "Medication/7"})), *two)) is None


# --- The order
@given(st.permutations(range(5)))
def test_the_order_of_the_resources_makes_no_difference(places: list[int]) -> None:
    resources = [condition("b"), condition("a"), condition(None, note="y"), condition(None, note="x"), condition("c")]
    found = opened([resources[place] for place in places]).of("Condition")
    assert [entry.body for entry in found] == [resources[place] for place in (1, 0, 4, 3, 2)]


def test_a_part_of_a_record_still_leads_to_the_rest() -> None:
    record = opened([order({"reference": "Medication/7"}), medication("7")])
    part = record.without(["Medication/7"])
    assert part.of("Medication") == ()
    assert part.resolve("Medication/7", part.of("MedicationRequest")[0]) == record.of("Medication")[0]
    assert record.only(["Medication/7"]).of("Medication", "MedicationRequest") == record.of("Medication")
