"""Tables: exactly one cited rule answers each key, or the table cannot be built."""

import re
from typing import Any

import attrs
import pytest
from units.builders import CITE

from alpims_mg import CURRENT
from alpims_mg._internal.rendering import sentence
from alpims_mg.errors import RulebookError
from alpims_mg.model.vocabulary import Word
from alpims_mg.rules.tables import Rule, Table, every, when


class Light(Word):
    RED = "red"
    GREEN = "green"


class Move(Word):
    GO = "go"
    TURN = "turn"
    STOP = "stop"


class Stranger(Word):
    RED = "red"


@attrs.frozen(kw_only=True)
class Key:
    light: Light
    move: Move


def row(name: str, *only: Any, then: str = "yes", cites: Any = (CITE,), **columns: Any) -> Rule[str]:
    return Rule(id=name, when=when(*only, **columns), then=then, because=f"because of {name}", cites=cites)


GREEN = row("t.green", light=Light.GREEN)
RED_STOP = row("t.red.stop", light=Light.RED, move=Move.STOP)
RED_MOVE = row("t.red.move", light=Light.RED, move={Move.GO, Move.TURN}, then="no")


def table(*rules: Rule[str], key: Any = Key) -> Table[Any, str]:
    return Table(name="t", title="Traffic", key=key, rules=rules)


def faults(*rules: Rule[str], key: Any = Key) -> tuple[str, ...]:
    with pytest.raises(RulebookError) as caught:
        table(*rules, key=key)
    return caught.value.faults


WHOLE = table(GREEN, RED_STOP, RED_MOVE)


def test_the_rule_that_names_a_key_answers_it() -> None:
    assert WHOLE[Key(light=Light.GREEN, move=Move.TURN)] is GREEN
    assert WHOLE[Key(light=Light.RED, move=Move.STOP)] is RED_STOP
    assert WHOLE[Key(light=Light.RED, move=Move.GO)] is RED_MOVE


def test_iterating_a_table_gives_every_key_once() -> None:
    keys = [key for key, _ in WHOLE]
    assert len(keys) == len(set(keys)) == len(Light) * len(Move)
    assert all(WHOLE[key] is rule for key, rule in WHOLE)


def test_the_order_of_rows_never_matters() -> None:
    assert dict(table(RED_MOVE, GREEN, RED_STOP)) == dict(WHOLE)


def test_one_enum_can_be_the_whole_key() -> None:
    single = table(row("t.one", Light.RED), row("t.two", Light.GREEN, then="no"), key=Light)
    assert single[Light.GREEN].then == "no"
    assert table(row("t.all", every(Light)), key=Light)[Light.RED].id == "t.all"


def test_a_missing_rule_raises_the_uncovered_keys() -> None:
    assert faults(GREEN, RED_STOP) == (
        "table t: no row covers light: red; move: go",
        "table t: no row covers light: red; move: turn",
    )
    assert faults(row("t.red", Light.RED), key=Light) == ("table t: no row covers green",)


def test_a_table_without_rules_covers_no_key() -> None:
    assert len(faults()) == len(Light) * len(Move)


def test_two_rows_with_the_same_id_are_rejected() -> None:
    assert faults(GREEN, RED_STOP, RED_MOVE, GREEN) == ("table t: 2 rows have the id t.green",)


def test_two_rules_that_cover_the_same_key_are_rejected_with_both_ids_and_the_key() -> None:
    assert faults(GREEN, RED_STOP, RED_MOVE, row("t.more", light=Light.RED, move=Move.STOP)) == (
        "table t: t.red.stop and t.more both cover light: red; move: stop",
    )


def test_a_rule_without_a_citation_is_rejected() -> None:
    assert faults(row("t.green", light=Light.GREEN, cites=()), RED_STOP, RED_MOVE) == (
        "table t: t.green has no citation",
    )


def test_a_rule_id_begins_with_the_name_of_its_table() -> None:
    assert faults(row("traffic.green", light=Light.GREEN), RED_STOP, RED_MOVE) == (
        "table t: traffic.green must begin with t.",
    )


def test_an_unknown_column_is_rejected_by_name() -> None:
    found = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", colour=Light.RED))
    assert found == ("table t: t.odd names the unknown column colour",)


def test_a_pattern_without_a_column_is_rejected_in_a_table_with_columns() -> None:
    found = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", Light.RED))
    assert len(found) == 1
    assert found[0].startswith("table t: t.odd names the unknown column")


@pytest.mark.parametrize(
    ("member", "value"), [(Stranger.RED, "red"), (Move.GO, "go"), ("red", "red"), ({Light.RED, Stranger.RED}, "red")]
)
def test_a_value_that_the_column_does_not_have_is_rejected(member: Any, value: str) -> None:
    (found,) = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", light=member))
    assert found == f"table t: t.odd must name values of the column light; got {value}"


def test_a_pattern_with_an_empty_set_is_rejected() -> None:
    (found,) = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", light=frozenset()))
    assert found == "table t: t.odd must name values of the column light; got nothing"


def test_a_key_class_with_a_field_that_is_not_an_enum_is_rejected() -> None:
    @attrs.frozen(kw_only=True)
    class Loose:
        light: Light
        age: int
        name: str

    assert faults(GREEN, key=Loose) == (
        "Loose.age must be an enum to be a column of a table",
        "Loose.name must be an enum to be a column of a table",
    )


def test_all_faults_of_a_table_are_raised_together() -> None:
    found = faults(
        row("green", light=Light.GREEN, cites=()),
        row("t.twice", light=Light.GREEN, move=Move.GO),
        row("t.twice", light=Light.RED, move=Move.STOP),
        row("t.odd", colour=Light.RED, move=Stranger.RED),
    )
    assert set(found) == {
        "table t: 2 rows have the id t.twice",
        "table t: green must begin with t.",
        "table t: green has no citation",
        "table t: green and t.twice both cover light: green; move: go",
        "table t: t.odd names the unknown column colour",
        "table t: t.odd must name values of the column move; got red",
        "table t: no row covers light: red; move: go",
        "table t: no row covers light: red; move: turn",
    }
    assert len(found) == 8


def test_a_table_and_its_rules_are_immutable() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        WHOLE.rules = ()  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        GREEN.then = "no"  # type: ignore[misc]


def test_every_gives_all_members_except_those_in_but() -> None:
    assert every(Move) == frozenset(Move)
    assert every(Move, but={Move.STOP}) == {Move.GO, Move.TURN}


def test_overlaid_rows_answer_the_keys_that_they_name_and_no_others() -> None:
    own = row("t.own", light=Light.GREEN, move=Move.TURN, then="no")
    overlaid = WHOLE.overlaid((own,))
    for key, rule in WHOLE:
        assert overlaid[key] is (own if key == Key(light=Light.GREEN, move=Move.TURN) else rule)
    assert set(overlaid.rules) == {own, GREEN, RED_STOP, RED_MOVE}


def test_an_overlay_does_not_change_the_table() -> None:
    before, rules = dict(WHOLE), WHOLE.rules
    WHOLE.overlaid((row("t.own", light=Light.GREEN),))
    assert dict(WHOLE) == before
    assert WHOLE.rules == rules


def test_an_overlay_drops_a_rule_without_any_key_left() -> None:
    own = row("t.own", light=Light.RED, move=Move.STOP)
    assert set(WHOLE.overlaid((own,)).rules) == {own, GREEN, RED_MOVE}


def test_an_overlaid_table_can_be_overlaid_again() -> None:
    first = WHOLE.overlaid((row("t.first", light=Light.GREEN),))
    second = first.overlaid((row("t.second", light=Light.GREEN, move=Move.GO),))
    assert second[Key(light=Light.GREEN, move=Move.GO)].id == "t.second"
    assert second[Key(light=Light.GREEN, move=Move.STOP)].id == "t.first"


def test_all_faults_of_an_overlay_are_raised_together() -> None:
    with pytest.raises(RulebookError) as caught:
        WHOLE.overlaid(
            (
                row("t.green", light=Light.GREEN, move=Move.GO),
                row("t.own", light=Light.GREEN, cites=()),
                row("t.odd", colour=Light.RED),
            )
        )
    assert set(caught.value.faults) == {
        "table t: t.own has no citation",
        "table t: t.odd names the unknown column colour",
        "table t: t.green and t.own both cover light: green; move: go",
    }


def test_a_table_shows_each_rule_with_its_reason_and_its_source() -> None:
    text = WHOLE.full_page().text(None)
    assert "Traffic" in text
    for rule in WHOLE.rules:
        (line,) = (line for line in text.splitlines() if line.endswith(rule.id))
        assert rule.because in line
        assert str(CITE) in line
        assert rule.then in line


def test_the_ids_and_sources_of_rules_are_details() -> None:
    brief, whole = WHOLE.page().text(None), WHOLE.page().text(None, details=True)
    for rule in WHOLE.rules:
        assert sentence(rule.because) in brief
        assert f"  {rule.id} " not in f"{brief} "
        assert f"{rule.id}  {CITE}" in re.sub(r"  +", "  ", whole)


def test_a_verdict_has_its_mark_and_a_number_has_none() -> None:
    assert "[x] withhold" in CURRENT.zones.page().text()
    assert "answer     [x] withhold" in CURRENT.zones.full_page().text()
    assert "[!] verdict: consult" in CURRENT.medicines.page().text()
    assert "[" not in CURRENT.dose_amounts.page().text()


def test_an_unnamed_column_is_shown_as_any_and_a_set_by_its_members() -> None:
    lines = WHOLE.full_page().markdown().splitlines()
    cells = {line.split(" | ")[-1].rstrip(" |"): line.split(" | ") for line in lines}
    assert cells["t.green"][:2] == ["| green", "any"]
    assert cells["t.red.move"][:3] == ["| red", "go, turn", "no"]
    all_lights = table(row("t.all", light=every(Light)))
    assert "| any | any | yes |" in all_lights._repr_markdown_()


def test_the_column_of_an_enum_key_has_the_name_of_the_enum() -> None:
    single = table(row("t.all", every(Light)), key=Light)
    assert "| light | answer |" in single._repr_markdown_().lower()


def test_a_table_escapes_the_texts_of_its_rows() -> None:
    hostile = table(Rule(id="t.all", when=when(), then="<script>a|b</script>", because="c|d <b>", cites=(CITE,)))
    assert "<script>" not in hostile._repr_html_()
    assert "&lt;script&gt;" in hostile._repr_html_()
    assert "a\\|b" in hostile._repr_markdown_()
    assert '<th scope="col">' in hostile._repr_html_()
    assert "<caption>" in hostile._repr_html_()
