"""Tables: every key answered by exactly one cited row, or the table cannot be built."""

from typing import Any

import attrs
import pytest
from units.given import CITE

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


def test_every_key_is_answered_by_the_row_that_names_it() -> None:
    assert WHOLE[Key(light=Light.GREEN, move=Move.TURN)] is GREEN
    assert WHOLE[Key(light=Light.RED, move=Move.STOP)] is RED_STOP
    assert WHOLE[Key(light=Light.RED, move=Move.GO)] is RED_MOVE


def test_going_through_a_table_meets_every_key_once() -> None:
    keys = [key for key, _ in WHOLE]
    assert len(keys) == len(set(keys)) == len(Light) * len(Move)
    assert all(WHOLE[key] is rule for key, rule in WHOLE)


def test_the_order_of_rows_never_matters() -> None:
    assert dict(table(RED_MOVE, GREEN, RED_STOP)) == dict(WHOLE)


def test_one_enum_can_be_the_whole_key() -> None:
    single = table(row("t.one", Light.RED), row("t.two", Light.GREEN, then="no"), key=Light)
    assert single[Light.GREEN].then == "no"
    assert table(row("t.all", every(Light)), key=Light)[Light.RED].id == "t.all"


def test_a_removed_row_names_the_keys_that_it_leaves_uncovered() -> None:
    assert faults(GREEN, RED_STOP) == (
        "table t: no row covers light: red; move: go",
        "table t: no row covers light: red; move: turn",
    )
    assert faults(row("t.red", Light.RED), key=Light) == ("table t: no row covers green",)


def test_a_table_without_rows_leaves_every_key_uncovered() -> None:
    assert len(faults()) == len(Light) * len(Move)


def test_a_row_that_stands_twice_is_refused_by_its_id() -> None:
    assert faults(GREEN, RED_STOP, RED_MOVE, GREEN) == ("table t: the id t.green stands on 2 rows",)


def test_two_rows_on_one_cell_are_refused_with_both_ids_and_the_cell() -> None:
    assert faults(GREEN, RED_STOP, RED_MOVE, row("t.more", light=Light.RED, move=Move.STOP)) == (
        "table t: t.red.stop and t.more both cover light: red; move: stop",
    )


def test_a_row_without_a_source_is_refused() -> None:
    assert faults(row("t.green", light=Light.GREEN, cites=()), RED_STOP, RED_MOVE) == (
        "table t: t.green cites nothing",
    )


def test_an_id_begins_with_the_name_of_its_table() -> None:
    assert faults(row("traffic.green", light=Light.GREEN), RED_STOP, RED_MOVE) == (
        "table t: traffic.green must begin with t.",
    )


def test_an_unknown_column_is_refused_by_its_name() -> None:
    found = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", colour=Light.RED))
    assert found == ("table t: t.odd names the unknown column colour",)


def test_a_row_for_one_enum_has_no_place_in_a_table_of_columns() -> None:
    found = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", Light.RED))
    assert len(found) == 1
    assert found[0].startswith("table t: t.odd names the unknown column")


@pytest.mark.parametrize("member", [Stranger.RED, Move.GO, "red", {Light.RED, Stranger.RED}])
def test_what_is_no_member_of_the_columns_enum_is_refused(member: Any) -> None:
    (found,) = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", light=member))
    assert found.startswith("table t: t.odd asks of light what it cannot hold")


def test_a_row_that_asks_for_nothing_at_all_is_refused() -> None:
    (found,) = faults(GREEN, RED_STOP, RED_MOVE, row("t.odd", light=frozenset()))
    assert found.startswith("table t: t.odd asks of light")


def test_a_key_class_with_a_column_that_is_no_enum_is_refused() -> None:
    @attrs.frozen(kw_only=True)
    class Loose:
        light: Light
        age: int
        name: str

    assert faults(GREEN, key=Loose) == (
        "Loose.age must be an enum, to be a column of a table",
        "Loose.name must be an enum, to be a column of a table",
    )


def test_all_faults_of_a_table_come_together() -> None:
    found = faults(
        row("green", light=Light.GREEN, cites=()),
        row("t.twice", light=Light.GREEN, move=Move.GO),
        row("t.twice", light=Light.RED, move=Move.STOP),
        row("t.odd", colour=Light.RED, move=Stranger.RED),
    )
    assert set(found) == {
        "table t: the id t.twice stands on 2 rows",
        "table t: green must begin with t.",
        "table t: green cites nothing",
        "table t: green and t.twice both cover light: green; move: go",
        "table t: t.odd names the unknown column colour",
        "table t: t.odd asks of move what it cannot hold: ['red']",
        "table t: no row covers light: red; move: go",
        "table t: no row covers light: red; move: turn",
    }
    assert len(found) == 8


def test_a_table_never_changes() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        WHOLE.rules = ()  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        GREEN.then = "no"  # type: ignore[misc]


def test_every_is_all_members_but_those_named() -> None:
    assert every(Move) == frozenset(Move)
    assert every(Move, but={Move.STOP}) == {Move.GO, Move.TURN}


def test_rows_laid_over_a_table_answer_the_cells_that_they_name_and_no_other() -> None:
    own = row("t.own", light=Light.GREEN, move=Move.TURN, then="no")
    laid = WHOLE.overlaid((own,))
    for key, rule in WHOLE:
        assert laid[key] is (own if key == Key(light=Light.GREEN, move=Move.TURN) else rule)
    assert set(laid.rules) == {own, GREEN, RED_STOP, RED_MOVE}


def test_the_table_under_an_overlay_stays_as_it_was() -> None:
    before, rules = dict(WHOLE), WHOLE.rules
    WHOLE.overlaid((row("t.own", light=Light.GREEN),))
    assert dict(WHOLE) == before
    assert WHOLE.rules == rules


def test_a_row_left_without_a_cell_is_no_longer_among_the_rows() -> None:
    own = row("t.own", light=Light.RED, move=Move.STOP)
    assert set(WHOLE.overlaid((own,)).rules) == {own, GREEN, RED_MOVE}


def test_an_overlay_can_be_laid_over_an_overlay() -> None:
    first = WHOLE.overlaid((row("t.first", light=Light.GREEN),))
    second = first.overlaid((row("t.second", light=Light.GREEN, move=Move.GO),))
    assert second[Key(light=Light.GREEN, move=Move.GO)].id == "t.second"
    assert second[Key(light=Light.GREEN, move=Move.STOP)].id == "t.first"


def test_all_faults_of_an_overlay_come_together() -> None:
    with pytest.raises(RulebookError) as caught:
        WHOLE.overlaid(
            (
                row("t.green", light=Light.GREEN, move=Move.GO),
                row("t.own", light=Light.GREEN, cites=()),
                row("t.odd", colour=Light.RED),
            )
        )
    assert set(caught.value.faults) == {
        "table t: t.own cites nothing",
        "table t: t.odd names the unknown column colour",
        "table t: t.green and t.own both cover light: green; move: go",
    }


def test_a_table_shows_a_row_for_each_rule_with_its_reason_and_its_source() -> None:
    words = str(WHOLE)
    assert "Traffic" in words
    for rule in WHOLE.rules:
        (line,) = (line for line in words.splitlines() if line.endswith(rule.id))
        assert rule.because in line
        assert str(CITE) in line
        assert rule.then in line


def test_a_column_that_a_row_leaves_open_is_shown_as_any_and_a_set_by_its_members() -> None:
    cells = {line.split(" | ")[-1].rstrip(" |"): line.split(" | ") for line in WHOLE._repr_markdown_().splitlines()}
    assert cells["t.green"][:2] == ["| green", "any"]
    assert cells["t.red.move"][:3] == ["| red", "go, turn", "no"]
    everything = table(row("t.all", light=every(Light)))
    assert "| any | any | yes |" in everything._repr_markdown_()


def test_a_table_of_one_enum_is_headed_by_its_name() -> None:
    single = table(row("t.all", every(Light)), key=Light)
    assert "| light | answer |" in single._repr_markdown_().lower()


def test_a_table_escapes_what_its_rows_say() -> None:
    bad = Rule(id="t.all", when=when(), then="<script>a|b</script>", because="c|d <b>", cites=(CITE,))
    short_repr = table(bad)
    assert "<script>" not in short_repr._repr_html_()
    assert "&lt;script&gt;" in short_repr._repr_html_()
    assert "a\\|b" in short_repr._repr_markdown_()
    assert '<th scope="col">' in short_repr._repr_html_()
    assert "<caption>" in short_repr._repr_html_()
