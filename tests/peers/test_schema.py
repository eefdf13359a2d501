"""Four programs check the same JSON documents: ajv, two validators in Python, and the converter itself.

A schema cannot say all that a reader checks. Where only the converter refuses, its faults must be among those that
``reader_rules`` lists, and the document is not counted.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from peers.hand_documents import HOSTILE, ODD
from peers.reader_rules import (
    CODE_WITH_A_LINE_BREAK,
    WHOLE_NUMBER_WITH_A_POINT,
    documents_by_rule,
    only_a_reader_refuses,
)
from peers.wire_documents import KINDS, PROBES, Document, drawn, faults, mutants, valid_documents

from alpims_mg.wire import json_schema
from alpims_mg.wire.faults import wire_name

pytestmark = pytest.mark.peers

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / ".ci" / "npm" / "node_modules" / ".bin"
SCHEMA = json_schema()
Verdicts = list[bool]


def definition(name: str) -> dict[str, Any]:
    return {"$schema": SCHEMA["$schema"], "$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}


def accepts(is_valid: Callable[[Any], bool], text: str) -> bool:
    """Whether a validator accepts a text. What is no JSON is refused, also NaN, which Python alone reads."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        value = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return False
    return is_valid(value)


def by_ajv(documents: Sequence[Document]) -> Verdicts:
    asked = json.dumps({"schema": SCHEMA, "documents": documents})
    node = subprocess.run(
        ["node", HERE / "ajv.cjs"], input=asked, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert node.returncode == 0, node.stderr
    assert node.stderr == ""
    verdicts: Verdicts = json.loads(node.stdout)
    return verdicts


def by_jsonschema(documents: Sequence[Document]) -> Verdicts:
    from jsonschema import Draft202012Validator

    validators = {name: Draft202012Validator(definition(name)) for name in {name for name, _ in documents}}
    return [accepts(validators[name].is_valid, text) for name, text in documents]


def by_jsonschema_rs(documents: Sequence[Document]) -> Verdicts:
    from jsonschema_rs import Draft202012Validator

    validators = {name: Draft202012Validator(definition(name)) for name in {name for name, _ in documents}}
    return [accepts(validators[name].is_valid, text) for name, text in documents]


def by_converter(documents: Sequence[Document]) -> Verdicts:
    return [not faults(document) for document in documents]


CHECKERS = (by_ajv, by_jsonschema, by_jsonschema_rs, by_converter)


def agreed(documents: Sequence[Document]) -> tuple[Verdicts, list[Document]]:
    """The verdicts that all four checkers give, and the documents that only the converter refuses."""
    *schemas, own = (check(documents) for check in CHECKERS)
    rows = list(zip(documents, own, *schemas, strict=True))
    assert [document for document, _, *said in rows if len({*said}) > 1] == []
    assert [document for document, read, said, *_ in rows if read and not said] == []
    apart = [document for document, read, said, *_ in rows if said and not read]
    unknown = {
        fault.expected: document for document in apart for fault in faults(document) if not only_a_reader_refuses(fault)
    }
    assert unknown == {}
    return [read for _, read, said, *_ in rows if read == said], apart


def test_every_checker_accepts_what_the_library_writes() -> None:
    documents = valid_documents()
    assert {name for name, _ in documents} == set(KINDS)
    verdicts, apart = agreed(documents)
    assert (apart, set(verdicts)) == ([], {True})
    assert len(verdicts) >= 300


def test_every_checker_says_the_same_of_500_changed_documents() -> None:
    verdicts, apart = agreed(list(mutants(800)))
    assert len(verdicts) >= 500
    assert verdicts.count(False) >= 250
    assert verdicts.count(True) >= 50
    assert apart


@pytest.mark.parametrize(("documents", "accepted"), [(HOSTILE, False), (ODD, True)], ids=["hostile", "odd"])
def test_every_checker_says_the_same_of_documents_by_hand(documents: dict[str, Document], accepted: bool) -> None:
    for check in CHECKERS:
        verdicts = dict(zip(documents, check(list(documents.values())), strict=True))
        assert [name for name, verdict in verdicts.items() if verdict is not accepted] == [], check.__name__


def test_at_least_30_documents_are_hostile() -> None:
    assert len(HOSTILE) >= 30


def test_only_a_reader_refuses_what_a_schema_cannot_say() -> None:
    documents = [*documents_by_rule().values(), WHOLE_NUMBER_WITH_A_POINT, CODE_WITH_A_LINE_BREAK]
    verdicts, apart = agreed(documents)
    assert (verdicts, apart) == ([], documents)


def test_each_rule_of_readers_alone_is_what_a_fault_says() -> None:
    for rule, document in documents_by_rule().items():
        assert [fault for fault in faults(document) if re.search(rule, fault.expected)], rule


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_sets_for_each_field_the_limits_that_its_class_sets(name: str) -> None:
    value: dict[str, Any] = drawn(KINDS[name], 1)[0]
    keys = [wire_name(field.name) for field in attrs.fields(KINDS[name])]
    documents = [Document(name, json.dumps({**value, key: probe})) for key in keys for probe in PROBES]
    accepted = by_jsonschema_rs(documents)
    for document, said in zip(documents, accepted, strict=True):
        found = faults(document)
        assert said or found, f"only the schema refuses {document.text}"
        assert not said or all(map(only_a_reader_refuses, found)), f"the schema accepts {document.text}: {found}"


def test_the_root_accepts_documents_and_nothing_else() -> None:
    from jsonschema_rs import Draft202012Validator

    validator = Draft202012Validator(SCHEMA)
    roots = {reference["$ref"].removeprefix("#/$defs/") for reference in SCHEMA["anyOf"]}
    assert {"Case", "Decision", "Plan", "Ledger", "Review"} <= roots
    for name in roots & set(KINDS):
        assert validator.is_valid(drawn(KINDS[name], 1)[0]), name
    others: tuple[object, ...] = (None, 1, "x", [], {}, {"zone": "green"})
    assert [value for value in others if validator.is_valid(value)] == []


def test_a_typescript_client_compiles_and_wrong_ones_do_not(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    shutil.copy(HERE / "client.ts", tmp_path)
    generate = ["--unreachableDefinitions", "-i", "schema.json", "-o", "alpims_mg.d.ts"]
    subprocess.run([str(TOOLS / "json2ts"), *generate], cwd=tmp_path, check=True, capture_output=True)
    strict = [str(TOOLS / "tsc"), "--strict", "--noUncheckedIndexedAccess", "--noEmit", "--pretty", "false"]
    compiled = subprocess.run([*strict, "client.ts"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (compiled.returncode, compiled.stdout) == (0, "")
