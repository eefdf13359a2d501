"""Defines ``zone_eligibility``, which looks up a case in the zone table and in no other table."""

from alpims_mg._internal.validation import a_member, an_instance
from alpims_mg.errors import raise_if_any
from alpims_mg.model.findings import Finding
from alpims_mg.model.vocabulary import Intent, Route, Tolerance, Zone
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.zones import ZoneKey
from alpims_mg.rules.findings import finding


def zone_eligibility(
    *, zone: Zone, route: Route, intent: Intent, tolerance: Tolerance, rulebook: Rulebook = CURRENT
) -> Finding:
    """Look up one row of the zone table. Return its finding, whose verdict says whether the zone permits ``intent``.

    ``tolerance`` says whether the person is known to tolerate the product. No other table is used.

    Raises: ``InvalidInputError`` with every fault.
    Source: guide, "Best practice" and "Why start in Green" (rules ``zone.``).

    >>> zone_eligibility(
    ...     zone=Zone.RED, route=Route.CAPSULE, intent=Intent.START, tolerance=Tolerance.UNPROVEN
    ... ).verdict.value
    'withhold'
    """
    raise_if_any(
        (
            a_member("zone", zone, Zone),
            a_member("route", route, Route),
            a_member("intent", intent, Intent),
            a_member("tolerance", tolerance, Tolerance),
            an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),
        )
    )
    return finding(rulebook.zones[ZoneKey(zone=zone, route=route, intent=intent, tolerance=tolerance)])
