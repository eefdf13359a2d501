"""Eligibility: what the zone alone permits."""

from itertools import product
from typing import Any

import attrs
import pytest
from units.builders import CITE

from alpims_mg import CURRENT, AlpimsMgError, Intent, Route, Tolerance, Verdict, Zone, zone_eligibility
from alpims_mg.rules.tables import Rule, when

START: dict[str, Any] = {
    "zone": Zone.GREEN,
    "route": Route.CAPSULE,
    "intent": Intent.START,
    "tolerance": Tolerance.UNPROVEN,
}


@pytest.mark.parametrize("intent", [Intent.START, Intent.INCREASE])
@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED])
@pytest.mark.parametrize("tolerance", Tolerance)
def test_no_capsule_is_started_or_increased_outside_green(zone: Zone, intent: Intent, tolerance: Tolerance) -> None:
    found = zone_eligibility(zone=zone, route=Route.CAPSULE, intent=intent, tolerance=tolerance)
    assert found.verdict is Verdict.WITHHOLD


@pytest.mark.parametrize("cell", [*product(Zone, Route, Intent, Tolerance)], ids=lambda cell: "-".join(map(str, cell)))
def test_every_answer_is_one_cited_rule_of_the_zone_table(cell: tuple[Zone, Route, Intent, Tolerance]) -> None:
    zone, route, intent, tolerance = cell
    found = zone_eligibility(zone=zone, route=route, intent=intent, tolerance=tolerance)
    assert found.rule.startswith("zone.")
    assert found.because
    assert found.cites
    assert not found.supposed


def test_the_zone_rules_of_the_given_rulebook_apply() -> None:
    own = Rule(
        id="zone.own",
        when=when(zone=Zone.GREEN, route=Route.CAPSULE),
        then=Verdict.CONSULT,
        because="talk to our clinic first",
        cites=(CITE,),
    )
    stricter = attrs.evolve(CURRENT, zones=CURRENT.zones.overlaid((own,)))
    assert zone_eligibility(**START, rulebook=stricter).rule == "zone.own"
    assert zone_eligibility(**START).rule == "zone.green.capsule.start"


@pytest.mark.parametrize("name", START)
def test_a_text_for_a_member_is_rejected_with_the_member_to_write(name: str) -> None:
    with pytest.raises(AlpimsMgError, match=f"write {type(START[name]).__name__}.{START[name].name}$"):
        zone_eligibility(**START | {name: START[name].value})
