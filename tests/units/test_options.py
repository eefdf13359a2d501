"""Options: which form and which route, ranked, with what speaks for and against each."""

import json
from typing import Any

import attrs
import pytest
from units.given import TALKED_OVER, a_finding, capsule, faults_of, paths_of, situation

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Additive,
    Aim,
    Answer,
    Capsule,
    Condition,
    Domain,
    Elemental,
    Form,
    FormOption,
    FormOptions,
    Intent,
    KidneyFunction,
    Medicine,
    NotChecked,
    Proposal,
    Route,
    RouteOption,
    RouteOptions,
    Situation,
    SourceKind,
    Tolerance,
    Topical,
    Vehicle,
    Zone,
    assess,
    form_options,
    route_options,
)
from alpims_mg.wire import make_converter, to_json

UNREAD = Acknowledgement(rule="additive.not-read", reason="label shown in clinic")
AGREED = situation(acknowledged=[TALKED_OVER, UNREAD])


def places(options: FormOptions | RouteOptions) -> dict[str, int]:
    return {one.name: one.rank for one in options}


def first(options: FormOptions | RouteOptions) -> set[str]:
    return {one.name for one in options if one.rank == 1}


def rules(findings: tuple[Any, ...]) -> list[str]:
    return [one.rule for one in findings]


def form(expected: Form, **asked: Any) -> FormOption:
    return next(one for one in form_options(**{"situation": situation(), **asked}) if one.form is expected)


def route(expected: Route, **asked: Any) -> RouteOption:
    return next(one for one in route_options(**{"situation": situation(), **asked}) if one.route is expected)


# --- Forms: the guide's table, for a healthy grown-up in Green
@pytest.mark.parametrize(
    ("aims", "best"),
    [
        ([Aim.SLEEP], {"glycinate"}),
        ([Aim.ANXIETY], {"glycinate"}),
        ([Aim.MOOD], {"glycinate", "taurate"}),
        ([Aim.HEART_REGULATION], {"taurate"}),
        ([Aim.MOOD, Aim.HEART_REGULATION], {"taurate"}),
        ([Aim.FATIGUE], {"malate"}),
        ([Aim.FATIGUE, Aim.FIBROMYALGIA], {"malate"}),
        ([Aim.FOCUS], {"threonate"}),
        ([Aim.BRAIN_FOG], {"threonate"}),
        ([Aim.CONSTIPATION], {"citrate"}),
        ([Aim.SLEEP, Aim.ANXIETY, Aim.CONSTIPATION], {"glycinate"}),
        ([], {"glycinate", "taurate", "malate", "threonate"}),
        ([Aim.MIGRAINE], {"glycinate", "taurate", "malate", "threonate"}),
    ],
)
@pytest.mark.parametrize("who", [situation(), AGREED], ids=["asked alone", "agreed with a clinician"])
def test_the_form_that_the_guide_names_for_an_aim_comes_first(aims: list[Aim], best: set[str], who: Situation) -> None:
    assert first(form_options(aims=aims, situation=who)) == best


@pytest.mark.parametrize(
    ("domain", "best"),
    [
        (Domain.ANXIETY, {"glycinate"}),
        (Domain.PAIN, {"malate"}),
        (Domain.MOOD, {"glycinate", "taurate"}),
        (Domain.LAXITY, {"glycinate", "taurate", "malate", "threonate"}),
    ],
)
def test_a_domain_asks_for_the_aims_that_it_stands_for(domain: Domain, best: set[str]) -> None:
    assert first(form_options(domains=[domain], situation=situation())) == best


def test_a_domain_counts_once_however_many_of_its_aims_a_form_serves() -> None:
    options = form_options(aims=[Aim.FATIGUE], domains=[Domain.ANXIETY], situation=situation())
    assert first(options) == {"glycinate", "malate"}


def test_a_reason_for_a_form_is_a_claim_with_the_guides_place() -> None:
    (reason,) = form(Form.GLYCINATE, aims=[Aim.SLEEP]).reasons_for
    assert reason.rule == "form.glycinate"
    assert "the guide's claim, not evidence" in reason.text
    assert any(cite.place == "Forms and uses, line 34" for cite in reason.cites)


def test_a_reason_from_a_domain_cites_the_guide_and_our_own_reading() -> None:
    (reason,) = form(Form.MALATE, domains=[Domain.PAIN]).reasons_for
    assert "fibromyalgia, local-pain, muscle-cramps" in reason.text
    assert {cite.kind for cite in reason.cites} == {SourceKind.GUIDE, SourceKind.CONVENTION}


def test_citrate_and_oxide_come_after_the_others_where_nothing_is_asked_for() -> None:
    options = form_options(situation=situation())
    assert [one.name for one in options][-2:] == ["citrate", "oxide"]
    assert places(options)["citrate"] == places(options)["oxide"] == 5
    assert "form.citrate" in rules(form(Form.CITRATE).against)
    assert "form.oxide" in rules(form(Form.OXIDE).against)
    assert "form.glycinate" not in rules(form(Form.GLYCINATE).against)


def test_equal_forms_share_a_rank_and_leave_room_for_it() -> None:
    options = form_options(aims=[Aim.SLEEP], situation=situation())
    assert [one.rank for one in options] == [1, 2, 2, 2, 5, 5]


@pytest.mark.parametrize("condition", [Condition.PREGNANCY, Condition.LACTATION])
def test_threonate_is_blocked_in_pregnancy_and_comes_last_whatever_is_asked_for(condition: Condition) -> None:
    options = form_options(aims=[Aim.FOCUS, Aim.BRAIN_FOG], situation=situation(conditions=[condition]))
    threonate = options[-1]
    assert (threonate.name, threonate.rank) == ("threonate", 6)
    assert threonate.blocked
    assert rules(threonate.blocking) == ["condition.threonate-excluded"]
    assert not any(one.blocked for one in options if one is not threonate)


@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED])
def test_every_form_is_blocked_outside_green(zone: Zone) -> None:
    options = form_options(aims=[Aim.SLEEP], situation=situation(zone=zone))
    assert all(one.answer is Answer.WITHHOLD for one in options)
    assert all(any(rule.startswith("zone.") for rule in rules(one.blocking)) for one in options)
    assert first(options) == {"glycinate"}


def test_a_salt_that_is_avoided_blocks_the_form_that_is_one() -> None:
    options = form_options(aims=[Aim.CONSTIPATION], situation=situation(avoids=[Additive.CITRATE_SALT]))
    assert {one.name: rules(one.blocking) for one in options if one.blocked} == {
        "citrate": ["additive.citrate-salt.start"]
    }
    assert options[-1].name == "citrate"


def test_a_form_is_answered_for_as_a_capsule_of_the_suggested_strength_whose_label_nobody_read() -> None:
    option = form(Form.TAURATE)
    assert option.product == Capsule(form=Form.TAURATE, elemental=Elemental.mg(100), divides_into=4)
    assert "additive.not-read" in rules(option.against)
    assert "proposal.product.ingredients" in [left.path for left in option.not_checked]


def test_an_option_says_no_more_than_what_is_answered() -> None:
    assert {one.answer for one in form_options(situation=situation())} == {Answer.CONSULT}
    assert {one.answer for one in form_options(situation=AGREED)} == {Answer.OFFER}
    assert {one.answer for one in form_options(situation=Situation())} == {Answer.NEEDS_INFORMATION}
    assert {one.answer for one in form_options(situation=situation(kidney=KidneyFunction.SEVERE))} == {Answer.WITHHOLD}


def test_what_is_not_blocked_is_not_permitted_by_that() -> None:
    option = form_options(situation=Situation(zone=Zone.GREEN, age_years=34))[0]
    assert not option.blocked
    assert option.answer is Answer.NEEDS_INFORMATION
    assert set(option.missing) == {"situation.kidney", "situation.conditions", "situation.medicines"}
    assert "Please state:\n  - situation.kidney" in str(option)
    assert "no answer until more is stated" in str(option)


def test_what_withholds_whatever_the_missing_facts_may_be_blocks() -> None:
    options = form_options(situation=Situation(zone=Zone.YELLOW))
    assert all(one.blocked and not one.missing for one in options)


def test_a_medicine_that_rules_capsules_out_blocks_every_form_by_its_name() -> None:
    options = form_options(situation=situation(medicines=[Medicine(name="raltegravir")]))
    assert all([one.about for one in option.blocking] == ["raltegravir"] for option in options)


def test_what_no_form_is_named_for_is_told() -> None:
    options = form_options(
        aims=[Aim.SLEEP, Aim.MIGRAINE, Aim.DEFICIENCY], domains=[Domain.LAXITY], situation=situation()
    )
    assert options.unserved == ("migraine", "deficiency", "the domain laxity (muscle-cramps)")
    assert "Asked for, and no form is named for it:\n  - migraine" in str(options)


# --- Routes: the guide's comparison, its two lists and its table of best practice
@pytest.mark.parametrize(
    ("aim", "best"),
    [
        *((aim, "capsule") for aim in (Aim.SLEEP, Aim.ANXIETY, Aim.MOOD, Aim.IMMUNE_SUPPORT, Aim.DEFICIENCY)),
        *((aim, "capsule") for aim in (Aim.BRAIN_FOG, Aim.MIGRAINE, Aim.HEART_REGULATION)),
        *((aim, "capsule") for aim in (Aim.FATIGUE, Aim.FIBROMYALGIA, Aim.FOCUS, Aim.CONSTIPATION)),
        *((aim, "topical") for aim in (Aim.LOCAL_PAIN, Aim.MUSCLE_CRAMPS, Aim.CALM)),
    ],
)
@pytest.mark.parametrize("who", [situation(), AGREED], ids=["asked alone", "agreed with a clinician"])
def test_the_route_that_the_guide_names_for_an_aim_comes_first_in_green(aim: Aim, best: str, who: Situation) -> None:
    assert first(route_options(aims=[aim], situation=who)) == {best}


@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED])
@pytest.mark.parametrize("aim", Aim)
def test_outside_green_topical_comes_first_whatever_is_asked_for(zone: Zone, aim: Aim) -> None:
    options = route_options(aims=[aim], situation=situation(zone=zone))
    assert [one.route for one in options] == [Route.TOPICAL, Route.CAPSULE]
    assert [one.blocked for one in options] == [False, True]


@pytest.mark.parametrize(
    "condition", [Condition.IBS, Condition.GUT_FLARE, Condition.NAUSEA, Condition.ORAL_HYPERSENSITIVITY]
)
@pytest.mark.parametrize("who", [situation(), AGREED], ids=["asked alone", "agreed with a clinician"])
def test_a_troubled_gut_and_reactions_to_oral_supplements_point_to_topical(
    condition: Condition, who: Situation
) -> None:
    options = route_options(situation=attrs.evolve(who, conditions=[condition]))
    assert first(options) == {"topical"}
    topical, by_mouth = options
    (reason,) = (one for one in topical.reasons_for if one.rule.startswith("route.when."))
    assert str(condition) in reason.text
    assert f"condition.{condition}" in rules(by_mouth.against)


@pytest.mark.parametrize(
    "who",
    [situation(), Situation(), AGREED, situation(zone=Zone.RED), situation(conditions=[Condition.IBS])],
    ids=["alone", "unknown", "agreed", "red", "ibs"],
)
def test_topical_always_counts_as_nothing_and_says_so(who: Situation) -> None:
    assert "route.topical-habit.no-credit" in rules(route(Route.TOPICAL, situation=who).against)
    assert "route.topical-habit.no-credit" not in rules(route(Route.CAPSULE, situation=who).against)


@pytest.mark.parametrize(
    ("zone", "capsule_for", "topical_for"),
    [(Zone.GREEN, True, True), (Zone.YELLOW, False, True), (Zone.RED, False, True)],
)
def test_best_practice_in_the_zone_stands_on_its_side(zone: Zone, capsule_for: bool, topical_for: bool) -> None:
    for expected, speaks_for in ((Route.CAPSULE, capsule_for), (Route.TOPICAL, topical_for)):
        option = route(expected, situation=situation(zone=zone))
        rule = f"route.practice.{zone}.{expected}"
        assert (rule in rules(option.reasons_for)) is speaks_for
        assert (rule in rules(option.against)) is not speaks_for


def test_without_a_zone_no_practice_is_named() -> None:
    assert not [rule for rule in rules(route(Route.CAPSULE, situation=Situation()).reasons_for) if "practice" in rule]


def test_the_zone_is_a_reason_for_its_own_route_alone() -> None:
    assert "route.when.green-or-yellow" in rules(route(Route.CAPSULE).reasons_for)
    red = situation(zone=Zone.RED)
    assert "route.when.red" in rules(route(Route.TOPICAL, situation=red).reasons_for)
    assert "route.when.red" not in rules(route(Route.CAPSULE, situation=red).reasons_for)
    yellow = situation(zone=Zone.YELLOW, tolerance=Tolerance.PROVEN)
    assert "route.when.green-or-yellow" not in rules(route(Route.CAPSULE, situation=yellow).reasons_for)


@pytest.mark.parametrize(
    ("asked", "features"),
    [
        ({}, set()),
        ({"aims": [Aim.LOCAL_PAIN]}, {"local-relief"}),
        ({"domains": [Domain.LAXITY]}, {"local-relief"}),
        ({"aims": [Aim.SLEEP]}, {"mood-and-sleep"}),
        ({"situation": situation(conditions=[Condition.MCAS])}, {"mcas-risk"}),
        ({"situation": situation(conditions=[Condition.IBS])}, {"gut-tolerance"}),
        ({"situation": situation(zone=Zone.RED)}, {"in-red", "in-crisis"}),
    ],
)
def test_a_line_of_the_comparison_stands_for_one_route_and_against_the_other(
    asked: dict[str, Any], features: set[str]
) -> None:
    short_repr = features | {"absorption", "speed", "dosing-precision", "cost"}
    names = {feature: f"route.{{}}.{feature}" for feature in (
        "absorption", "local-relief", "mcas-risk", "gut-tolerance", "speed", "in-red", "mood-and-sleep",
        "dosing-precision", "in-crisis", "cost",
    )}  # fmt: skip
    sides: dict[str, list[bool]] = {}
    for expected in Route:
        option = route(expected, **asked)
        for feature, name in names.items():
            rule = name.format(expected)
            if rule in rules((*option.reasons_for, *option.against)):
                sides.setdefault(feature, []).append(rule in rules(option.reasons_for))
    assert set(sides) == short_repr
    assert all(sorted(side) == [False, True] for side in sides.values())


def test_the_capsule_is_one_of_the_form_that_ranks_first() -> None:
    assert (
        route(Route.CAPSULE, aims=[Aim.FOCUS]).product
        == form_options(aims=[Aim.FOCUS], situation=situation())[0].product
    )
    pregnant = situation(conditions=[Condition.PREGNANCY])
    option = route(Route.CAPSULE, aims=[Aim.FOCUS], situation=pregnant)
    assert not option.blocked
    assert option.product != form_options(aims=[Aim.FOCUS], situation=pregnant)[-1].product


def test_the_vehicle_makes_no_difference_to_the_answer() -> None:
    option = route(Route.TOPICAL)
    for vehicle in Vehicle:
        decision = assess(situation(), Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)))
        assert decision.answer is option.answer


def test_conflicting_aims_are_shown_on_both_sides_and_ranked_by_today_s_answer() -> None:
    options = route_options(aims=[Aim.SLEEP, Aim.LOCAL_PAIN], situation=situation())
    topical, by_mouth = options
    assert "route.when.local-relief" in rules(topical.reasons_for)
    assert "route.when.full-body" in rules(by_mouth.reasons_for)
    assert (topical.answer, by_mouth.answer) == (Answer.OFFER, Answer.CONSULT)


def test_a_heart_that_is_to_be_helped_still_asks_for_a_clinician() -> None:
    option = route(
        Route.CAPSULE, aims=[Aim.HEART_REGULATION], situation=situation(conditions=[Condition.IRREGULAR_HEARTBEAT])
    )
    assert "route.when.neurological" in rules(option.reasons_for)
    assert "condition.irregular-heartbeat" in rules(option.against)
    assert option.answer is Answer.CONSULT


def test_a_reason_that_a_domain_gives_is_cited_with_the_domain() -> None:
    (reason,) = (
        one for one in route(Route.TOPICAL, domains=[Domain.SENSORY]).reasons_for if one.rule == "route.when.calm-only"
    )
    assert "the domain sensory (calm)" in reason.text
    assert {"When topical, line 75", "Core benefits, line 21"} <= {cite.place for cite in reason.cites}
    assert SourceKind.CONVENTION in {cite.kind for cite in reason.cites}


# --- A clinic's own order
def test_the_order_of_the_criteria_is_the_rulebooks() -> None:
    places_of = {"route.rank.blocked": 1, "route.rank.served": 3, "route.rank.answer": 2, "route.rank.against": 4}
    rows = tuple(attrs.evolve(rule, then=places_of[rule.id]) for rule in CURRENT.ranking.rules)
    easier_first = attrs.evolve(CURRENT, ranking=attrs.evolve(CURRENT.ranking, rules=rows))
    assert first(route_options(aims=[Aim.SLEEP], situation=situation(), rulebook=easier_first)) == {"topical"}
    assert first(route_options(aims=[Aim.SLEEP], situation=situation())) == {"capsule"}


# --- What people look at
def test_a_ranking_is_one_table_with_what_all_share_told_once() -> None:
    words = str(form_options(aims=[Aim.SLEEP], domains=[Domain.MOOD], situation=situation()))
    assert words.startswith("Every form, ranked for sleep, the domain mood\n\n1 is best; equal ranks are ties:\n")
    assert [line.split() for line in words.splitlines()[3:7]] == [
        ["rank", "form", "to", "begin", "it", "today", "for", "against", "blocked", "by"],
        ["----", "---------", "-----------------", "---", "-------", "----------"],
        ["1", "glycinate", "consult", "2", "2", "0"],
        ["2", "taurate", "consult", "1", "2", "0"],
    ]
    assert words.count("(consult.start)") == 1
    assert words.count("(form.oxide)") == 1
    assert "For learning and support only" in words
    assert CURRENT.edition in words


def test_a_ranking_for_nothing_says_so_and_shows_itself_in_a_notebook() -> None:
    options = route_options(situation=situation())
    assert str(options).startswith("Every route, ranked for no aim in particular")
    assert "<table>" in options._repr_html_()
    assert "| rank | route |" in options._repr_markdown_()


def test_one_option_names_its_product_its_answer_and_the_place_of_each_reason() -> None:
    words = str(form(Form.THREONATE, aims=[Aim.FOCUS], situation=situation(conditions=[Condition.PREGNANCY])))
    assert words.startswith("threonate, rank 6: not to be begun today (withhold)")
    assert "Answered for: threonate capsule, 100 mg elemental each, divides into 4" in words
    assert "Blocked by:\n  - withhold: threonate is not for pregnancy" in words
    assert "For it:\n  - focus: the guide says that threonate is best for focus" in words
    assert "permit:" not in words
    assert "ALPIMS guide, Forms and uses" in words


def test_an_option_for_a_route_names_it() -> None:
    assert str(route(Route.TOPICAL)).startswith("topical, rank 1: may be begun today by these rules (offer)")


def test_a_ranking_is_gone_through_counted_and_indexed() -> None:
    forms, routes = form_options(situation=situation()), route_options(situation=situation())
    assert [one.form for one in forms] == [forms[i].form for i in range(len(forms))]
    assert set(Form) == {one.form for one in forms}
    assert len(routes) == 2
    assert {one.route for one in routes} == set(Route)
    assert forms.aims == frozenset()


# --- Bad input
def test_what_is_no_aim_and_no_domain_is_refused_together() -> None:
    for ranked in (form_options, route_options):
        faults = faults_of(ranked, aims=["sleep"], domains=[Aim.SLEEP], situation=None, rulebook="x")
        assert [fault.path for fault in faults] == ["aims", "domains", "situation", "rulebook"]


@pytest.mark.parametrize("aims", ["sleep", 5, None, {"sleep": 1}, [["sleep"]], [None]])
def test_what_is_no_list_of_aims_is_refused(aims: Any) -> None:
    (path,) = paths_of(form_options, aims=aims, situation=situation())
    assert path.startswith("aims")


def test_an_acknowledgement_of_no_rule_is_refused_where_it_stands() -> None:
    strange = situation(acknowledged=[Acknowledgement(rule="no.such-rule", reason="why")])
    assert paths_of(route_options, situation=strange) == ["situation.acknowledged[0].rule"]


def test_aims_may_come_from_anywhere_that_can_be_gone_through() -> None:
    listed = form_options(aims=[Aim.SLEEP, Aim.MOOD], situation=situation())
    assert form_options(aims=(aim for aim in (Aim.MOOD, Aim.SLEEP, Aim.MOOD)), situation=situation()) == listed


BARE = {"rank": 1, "answer": Answer.CONSULT, "product": capsule()}


@pytest.mark.parametrize("kind", [FormOption, RouteOption])
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"rank": 0}, "rank"),
        ({"rank": "1"}, "rank"),
        ({"answer": "offer"}, "answer"),
        ({"product": None}, "product"),
        ({"reasons_for": [a_finding()]}, "reasons_for"),
        ({"against": ("so",)}, "against[0]"),
        ({"blocking": (None,)}, "blocking[0]"),
        ({"missing": ("",)}, "missing[0]"),
        ({"not_checked": ("x",)}, "not_checked[0]"),
    ],
)
def test_an_option_with_a_fault_is_refused(kind: Any, change: dict[str, Any], path: str) -> None:
    assert kind(**BARE).name
    assert paths_of(kind, **{**BARE, **change}) == [path]


def test_a_form_is_no_topical_product() -> None:
    assert paths_of(FormOption, **{**BARE, "product": Topical(vehicle=Vehicle.OIL)}) == ["product"]


@pytest.mark.parametrize(("kind", "option"), [(FormOptions, FormOption), (RouteOptions, RouteOption)])
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"aims": ["sleep"]}, "aims"),
        ({"domains": frozenset({Aim.SLEEP})}, "domains"),
        ({"unserved": (1,)}, "unserved[0]"),
        ({"edition": ""}, "edition"),
        ({"disclaimer": None}, "disclaimer"),
        ({"options": ("glycinate",)}, "options[0]"),
    ],
)
def test_a_ranking_with_a_fault_is_refused(kind: Any, option: Any, change: dict[str, Any], path: str) -> None:
    whole = {"options": (option(**BARE),), "edition": "1", "disclaimer": "none"}
    assert len(kind(**whole)) == 1
    assert paths_of(kind, **{**whole, **change}) == [path]


def test_an_empty_ranking_shows_itself() -> None:
    assert "Every form" in str(FormOptions(options=(), edition="1", disclaimer="none"))


# --- The wire
def test_a_ranking_goes_over_the_wire_and_comes_back_equal() -> None:
    asked = {"aims": [Aim.SLEEP, Aim.CALM], "domains": [Domain.PAIN]}
    converter = make_converter()
    for kind, options in (
        (FormOptions, form_options(**asked, situation=situation(zone=Zone.YELLOW))),
        (RouteOptions, route_options(**asked, situation=Situation(zone=Zone.GREEN))),
    ):
        assert converter.structure(json.loads(to_json(options)), kind) == options
    written = json.loads(to_json(options))
    assert written["aims"] == ["calm", "sleep"]
    assert list(written["options"][0]) == [
        "rank", "answer", "reasons_for", "against", "blocking", "missing", "not_checked", "product",
    ]  # fmt: skip
    assert {one["product"]["kind"] for one in written["options"]} == {"capsule", "topical"}


def test_a_tuple_of_options_is_written_as_a_list() -> None:
    options = form_options(situation=situation()).options
    assert [one["product"]["form"] for one in json.loads(to_json(options))] == [str(one.form) for one in options]


def test_what_comes_in_with_a_fault_is_refused_with_its_path() -> None:
    written = json.loads(to_json(route_options(situation=situation())))
    written["options"][1]["rank"] = 0
    written["options"][0]["answer"] = "perhaps"
    paths = paths_of(make_converter().structure, written, RouteOptions)
    assert sorted(paths) == ["options[0].answer", "options[1].rank"]


def test_what_was_not_checked_is_told_with_the_ranking() -> None:
    options = route_options(situation=Situation(zone=Zone.GREEN))
    assert (
        NotChecked(path="situation.kidney", because="{fact}: not stated", numbers={"fact": "kidney function"})
        in options[0].not_checked
    )
    assert "kidney function: not stated (situation.kidney)" in str(options)


@pytest.mark.parametrize("who", [situation(), AGREED, Situation(), situation(zone=Zone.RED)])
def test_an_answer_is_called_what_the_wire_calls_its_decision(who: Situation) -> None:
    option = form(Form.GLYCINATE, situation=who)
    decision = assess(who, Proposal(intent=Intent.START, product=option.product))
    assert json.loads(to_json(decision))["decision"] == option.answer.value
