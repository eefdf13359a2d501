"""Eligibility: the zone question alone."""

from itertools import product

import attrs
import pytest
from units.given import CITE

from alpims_mg import CURRENT, AlpimsMgError, Intent, Route, Tolerance, Verdict, Zone, zone_eligibility
from alpims_mg.rules.tables import Rule, when

ASKED = {"zone": Zone.GREEN, "route": Route.CAPSULE, "intent": Intent.START, "tolerance": Tolerance.UNPROVEN}


@pytest.mark.parametrize("intent", [Intent.START, Intent.INCREASE])
@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED])
@pytest.mark.parametrize("tolerance", Tolerance)
def test_no_capsule_starts_or_rises_outside_green(zone: Zone, intent: Intent, tolerance: Tolerance) -> None:
    found = zone_eligibility(zone=zone, route=Route.CAPSULE, intent=intent, tolerance=tolerance)
    assert found.verdict is Verdict.WITHHOLD


@pytest.mark.parametrize("cell", [*product(Zone, Route, Intent, Tolerance)], ids=lambda cell: "-".join(map(str, cell)))
def test_every_answer_is_one_cited_row_of_the_zone_table(cell: tuple[Zone, Route, Intent, Tolerance]) -> None:
    zone, route, intent, tolerance = cell
    found = zone_eligibility(zone=zone, route=route, intent=intent, tolerance=tolerance)
    assert found.rule.startswith("zone.")
    assert found.because
    assert found.cites
    assert not found.supposed


def test_the_zone_rows_of_another_rulebook_are_asked() -> None:
    own = Rule(
        id="zone.own",
        when=when(zone=Zone.GREEN, route=Route.CAPSULE),
        then=Verdict.CONSULT,
        because="our clinic is asked first",
        cites=(CITE,),
    )
    stricter = attrs.evolve(CURRENT, zones=CURRENT.zones.overlaid((own,)))
    assert zone_eligibility(**ASKED, rulebook=stricter).rule == "zone.own"
    assert zone_eligibility(**ASKED).rule == "zone.green.capsule.start"


@pytest.mark.parametrize("name", ASKED)
def test_a_text_for_a_word_is_refused_as_bad_data(name: str) -> None:
    with pytest.raises(AlpimsMgError):
        zone_eligibility(**ASKED | {name: ASKED[name].value})  # type: ignore[arg-type]
