"""The JSON Schema of the wire: what it says of each class, and the copy that people can read without Python."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from approval import approve
from hypothesis import Phase, given, settings, strategies as st
from peers.wire_documents import strategy_of

from alpims_mg import Condition, Medicine, Situation
from alpims_mg._internal.field_types import list_type
from alpims_mg._internal.templates import Numbers
from alpims_mg.adapters import cli
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.proposals import HoldDays
from alpims_mg.wire import json_schema, make_converter, read_case, read_decision, read_plan
from alpims_mg.wire.classes import CLASSES, DERIVED, OMITTED_AT_DEFAULT, TAGS, UNIONS
from alpims_mg.wire.faults import wire_name
from alpims_mg.wire.limits import LIMITS, LONGEST_BEFORE_CLEANING, TEXTS, WITHOUT_LIST_LIMIT, limits_of

COPY = Path(__file__).resolve().parents[2] / "examples" / "schema" / "alpims_mg.schema.json"
SCHEMA = json_schema()
DEFINITIONS = SCHEMA["$defs"]


def definition_of(kind: type) -> dict[str, Any]:
    found: dict[str, Any] = DEFINITIONS["Citation" if kind.__name__ == "FlatCitation" else kind.__name__]
    return found


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        yield from (name for inner in part.values() for name in references(inner))
    elif isinstance(part, list):
        yield from (name for inner in part for name in references(inner))


def test_the_copy_equals_the_schema_of_today() -> None:
    approve({COPY: f"{json.dumps(SCHEMA, indent=2, ensure_ascii=False)}\n"})


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["schema"], ["schema", "--json"]):
        assert cli.run(arguments) == 0
        assert json.loads(capsys.readouterr().out) == SCHEMA


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_an_object_has_the_keys_of_its_class_and_no_others(kind: type) -> None:
    definition, fields = definition_of(kind), attrs.fields(kind)
    tags = [TAGS[kind][0]] if kind in TAGS else []
    assert definition["additionalProperties"] is False
    assert list(definition["properties"]) == [*tags, *(wire_name(one.name) for one in fields), *DERIVED.get(kind, ())]
    needed = [wire_name(one.name) for one in fields if one.init and one.default is attrs.NOTHING]
    assert definition.get("required", []) == [*tags, *needed]


def test_each_class_each_union_and_each_list_of_words_has_a_definition_of_its_own() -> None:
    assert len(DEFINITIONS) == len({kind.__name__ for kind in CLASSES}) + len(UNIONS) + sum(
        "enum" in definition or definition.get("type") == "string" or name in {"HoldDays", "Numbers", "TimeOrMeal"}
        for name, definition in DEFINITIONS.items()
    )
    assert {reference.removeprefix("#/$defs/") for reference in references(SCHEMA)} <= set(DEFINITIONS)


def test_every_definition_is_used_and_described() -> None:
    used = {reference.removeprefix("#/$defs/") for reference in references(SCHEMA)}
    assert set(DEFINITIONS) - used == set()
    assert [
        name for name, definition in DEFINITIONS.items() if "oneOf" not in definition and not definition["description"]
    ] == []


def test_words_are_listed_as_json_writes_them() -> None:
    assert DEFINITIONS["Condition"]["enum"] == [condition.value for condition in Condition]


def test_a_member_of_a_union_states_its_word() -> None:
    for tag, members in UNIONS.values():
        for word, kind in members.items():
            assert definition_of(kind)["properties"][tag] == {"type": "string", "const": word}
            assert tag in definition_of(kind)["required"]


def test_what_is_omitted_at_its_default_is_never_required() -> None:
    fields = [field for kind in CLASSES for field in attrs.fields(kind) if field.name in OMITTED_AT_DEFAULT]
    assert fields
    for kind in CLASSES:
        omitted = {
            one.name
            for one in attrs.fields(kind)
            if one.name in OMITTED_AT_DEFAULT and one.default is not attrs.NOTHING
        }
        assert not omitted & set(definition_of(kind).get("required", []))


def test_every_limit_belongs_to_a_field() -> None:
    limits = [*LIMITS.items(), *LONGEST_BEFORE_CLEANING.items()]
    assert [(kind, name) for kind, names in limits for name in names if name not in attrs.fields_dict(kind)] == []
    assert {kind for kind, _ in limits} | WITHOUT_LIST_LIMIT <= set(CLASSES)


LISTS = [
    (kind, field.name)
    for kind in CLASSES
    for field in attrs.fields(kind)
    if field.init and "tuple" in str(list_type(field.type)) and field.type not in (Numbers, HoldDays)
]


@pytest.mark.parametrize(("kind", "name"), LISTS, ids=[f"{kind.__name__}.{name}" for kind, name in LISTS])
@settings(max_examples=1, phases=[Phase.generate])
@given(data=st.data())
def test_a_list_may_have_as_many_items_as_its_class_takes(kind: type, name: str, data: st.DataObject) -> None:
    instance: Any = data.draw(strategy_of(kind))
    most = limits_of(kind, name, is_list=True).get("maxItems", 10**5)
    for count, too_many in ((most, False), (most + 1, True)):
        try:
            attrs.evolve(instance, **{name: (None,) * count})
            faults: tuple[Fault, ...] = ()
        except InvalidInputError as error:
            faults = error.faults
        found = [fault for fault in faults if fault.expected == f"a list of at most {most:,} items"]
        assert [fault.path for fault in found] == [name] * (too_many and kind not in WITHOUT_LIST_LIMIT)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in LONGEST_BEFORE_CLEANING.items() for name in names]
)
def test_a_name_is_counted_before_it_is_cleaned(kind: type, name: str) -> None:
    limit = limits_of(kind, name, is_list=False)["$ref"].removeprefix("#/$defs/")
    most = LONGEST_BEFORE_CLEANING[kind][name]
    assert TEXTS[limit]["maxLength"] == most
    converter, given = make_converter(), {"rule": "consult.start", "reason": "agreed"} if kind is not Medicine else {}
    assert converter.structure({**given, name: "a".ljust(most)}, kind)
    with pytest.raises(InvalidInputError, match=f"{name} must be printable text of 1 to {most} characters"):
        converter.structure({**given, name: "a".ljust(most + 1)}, kind)


def test_a_caller_may_change_a_schema_without_changing_the_next() -> None:
    for definition in json_schema()["$defs"].values():
        definition.clear()
    assert json_schema() == SCHEMA


def test_it_is_made_in_less_than_a_tenth_of_a_second() -> None:
    begun = time.perf_counter()
    json_schema()
    assert time.perf_counter() - begun < 0.1


class TestReaders:
    def test_name_the_word_that_an_answer_needs(self) -> None:
        with pytest.raises(
            InvalidInputError, match="decision must be one of offer, consult, withhold, needs-information"
        ):
            read_decision('{"plan": null}')

    def test_of_a_plan_refuse_an_answer_because_a_draft_is_no_permission(self) -> None:
        with pytest.raises(InvalidInputError, match="kind must be one of dose-plan, topical-plan"):
            read_plan('{"decision": "consult"}')

    @pytest.mark.parametrize("read", [read_case, read_decision, read_plan])
    def test_refuse_what_is_no_object(self, read: Any) -> None:
        with pytest.raises(InvalidInputError, match="the input must be an object"):
            read(b"[]")


def test_the_situation_has_every_fact_of_its_class() -> None:
    assert set(DEFINITIONS["Situation"]["properties"]) == {wire_name(name) for name in attrs.fields_dict(Situation)}
