"""The edition lock: no row changes unless the edition does.

Where ``edition.json`` is missing, ``APPROVE=1`` writes it again. Within one edition it is never overwritten.
"""

import ast
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from approval import approve

import alpims_mg
from alpims_mg import CURRENT, EDITION, SourceKind
from alpims_mg._internal.digests import text
from alpims_mg.model.provenance import Certainty, Citation, Source
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook import (
    condition_codes,
    current as rulebook,
    record_code_systems,
    record_conditions,
    record_lists,
    record_medicines,
    records,
)
from alpims_mg.rulebook.labels import denials, words as label_words
from alpims_mg.rulebook.labels.additives import (
    LEADS,
    NOT_A_LABEL,
    SPELLINGS,
    UNITS_OF_AMOUNTS,
)
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.medicines.wording import ADDS_A_DIURETIC, BESIDE_A_NAME, JOINS
from alpims_mg.rules.index import AnyRule, tables
from alpims_mg.rules.strictness import Stricter
from alpims_mg.rules.tables import Rule, when

LOCK = Path(__file__).with_name("edition.json")
OF_RECORDS = (condition_codes, record_code_systems, record_conditions, record_lists, record_medicines, records)
"""The modules of the rulebook that say what the parts of a record mean. They hold lists, and no tables."""


def entries(listed: Any) -> Iterable[Any]:
    """What a list holds, whether it is a tuple, a set or a mapping. A text or a number is its only entry."""
    if isinstance(listed, Mapping):
        return listed.items()
    return ((listed,),) if isinstance(listed, str | int) else listed


WORD_LISTS = {
    "recognitions": RECOGNITIONS,
    "beside a name": BESIDE_A_NAME,
    "adds a diuretic": ADDS_A_DIURETIC,
    "joins": JOINS,
    **{
        name: words
        for module in (label_words, denials)
        for name, words in vars(module).items()
        if name.isupper() and not name.startswith("_")
    },
    "spellings": SPELLINGS,
    "leads": LEADS,
    "units of amounts": UNITS_OF_AMOUNTS,
    "not a label": NOT_A_LABEL,
    **{
        f"{module.__name__.rpartition('.')[2]} {name}": entries(words)
        for module in OF_RECORDS
        for name, words in vars(module).items()
        if name.isupper() and not name.startswith("_") and not isinstance(words, Source)
    },
}


def row(rule: AnyRule) -> str:
    """One row, whatever the order of its columns and citations."""
    pattern = tuple(sorted((column, text(members)) for column, members in rule.when))
    cites = tuple(sorted(map(text, rule.cites)))
    direction = (rule.stricter, rule.not_past)
    return text((rule.id, pattern, rule.then, rule.because, cites, rule.not_covered, *direction))


def lines() -> Iterator[str]:
    """The whole rulebook, a row or a word list's entry a line; neither is changed by where it stands."""
    for field, table in tables(CURRENT):
        yield from sorted(f"{field} {table.name}: {row(rule)}" for rule in table.rules)
    for name, words in WORD_LISTS.items():
        yield from sorted(f"{name}: {text(words_of(one))}" for one in words)


def words_of(entry: Any) -> object:
    """An entry of a word list; the order of its words says nothing."""
    if isinstance(entry, Citation) or not attrs.has(type(entry)):
        return entry
    held = {field.name: getattr(entry, field.name) for field in attrs.fields(type(entry))}
    return tuple((name, tuple(sorted(one, key=str)) if isinstance(one, tuple) else one) for name, one in held.items())


def digest() -> str:
    return hashlib.sha256("\n".join(lines()).encode()).hexdigest()


def locked() -> dict[str, str]:
    return dict(json.loads(LOCK.read_text(encoding="utf-8"))) if LOCK.exists() else {}


def test_no_row_changes_unless_the_edition_does() -> None:
    now = {"edition": EDITION, "digest": digest()}
    if locked().get("edition") == EDITION:
        assert locked() == now, "a row has changed: raise EDITION, write the reason below it, and run with APPROVE=1"
    approve({LOCK: json.dumps(now, indent=2) + "\n"})


def test_an_edition_is_a_date_and_the_rulebook_carries_it() -> None:
    assert date.fromisoformat(EDITION).isoformat() == EDITION
    assert CURRENT.edition == EDITION


def test_an_edition_says_why_beside_it() -> None:
    body = ast.parse(Path(rulebook.__file__).read_text(encoding="utf-8")).body
    targets = [ast.unparse(node.target) if isinstance(node, ast.AnnAssign) else "" for node in body]
    beside = body[targets.index("EDITION") + 1]
    assert isinstance(beside, ast.Expr)
    assert isinstance(beside.value, ast.Constant)
    assert str(beside.value.value).strip()


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_digest_is_the_same_in_every_run(seed: str) -> None:
    tests = Path(__file__).parents[1]
    paths = [str(tests / "rulebook"), str(tests), str(Path(alpims_mg.__file__).parents[1])]
    script = f"import sys; sys.path[:0] = {paths!r}; import test_edition; print(test_edition.digest())"
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == digest()


# --- The lock sees every part of a row
CITE = Citation(source=Source(title="a", kind=SourceKind.GUIDE), place="p", claim="c")
ROW: AnyRule = Rule(id="zone.x", when=when({Zone.RED, Zone.GREEN}), then=(1, True), because="b", cites=(CITE,))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "zone.y"},
        {"when": when(Zone.RED)},
        {"when": when(zone={Zone.RED, Zone.GREEN})},
        {"then": (1, False)},
        {"then": "1"},
        {"because": "B"},
        {"not_covered": "what is left"},
        {"stricter": Stricter.LOWER},
        {"not_past": Zone.RED},
        {"cites": (CITE, attrs.evolve(CITE, place="q"))},
        {"cites": (attrs.evolve(CITE, place="q"),)},
        {"cites": (attrs.evolve(CITE, claim="d"),)},
        {"cites": (attrs.evolve(CITE, certainty=Certainty.RECALLED),)},
        {"cites": (attrs.evolve(CITE, source=attrs.evolve(CITE.source, kind=SourceKind.CONVENTION)),)},
    ],
)
def test_a_change_of_any_part_of_a_row_changes_its_text(change: dict[str, Any]) -> None:
    assert row(attrs.evolve(ROW, **change)) != row(ROW)


def test_the_order_of_columns_and_citations_is_no_change() -> None:
    other = attrs.evolve(CITE, claim="d")
    one = attrs.evolve(ROW, when=when(zone=Zone.RED, other=Zone.GREEN), cites=(CITE, other))
    two = attrs.evolve(ROW, when=when(other=Zone.GREEN, zone=Zone.RED), cites=(other, CITE))
    assert row(one) == row(two)
