"""Options: all forms and both routes, ranked, with the reasons for and against each."""

import json
import re
from datetime import time
from typing import Any

import attrs
import pytest
from units.builders import START_ACKNOWLEDGED, a_finding, capsule, faults_of, paths_of, situation

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Additive,
    Aim,
    Answer,
    AnswerWords,
    Capsule,
    Condition,
    Domain,
    DosageForm,
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
AGREED = situation(acknowledged=[START_ACKNOWLEDGED, UNREAD])


def ranks(options: FormOptions | RouteOptions) -> dict[str, int]:
    return {option.name: option.rank for option in options}


def first(options: FormOptions | RouteOptions) -> set[str]:
    return {option.name for option in options if option.rank == 1}


def rules(findings: tuple[Any, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def form(expected: Form, **arguments: Any) -> FormOption:
    return next(option for option in form_options(**{"situation": situation(), **arguments}) if option.form is expected)


def route(expected: Route, **arguments: Any) -> RouteOption:
    return next(
        option for option in route_options(**{"situation": situation(), **arguments}) if option.route is expected
    )


# --- Forms: the guide's table, for a healthy adult in Green
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
@pytest.mark.parametrize("person", [situation(), AGREED], ids=["no acknowledgement", "agreed with a clinician"])
def test_the_form_that_the_guide_names_for_an_aim_comes_first(
    aims: list[Aim], best: set[str], person: Situation
) -> None:
    assert first(form_options(aims=aims, situation=person)) == best


@pytest.mark.parametrize(
    ("domain", "best"),
    [
        (Domain.ANXIETY, {"glycinate"}),
        (Domain.PAIN, {"malate"}),
        (Domain.MOOD, {"glycinate", "taurate"}),
        (Domain.LAXITY, {"glycinate", "taurate", "malate", "threonate"}),
    ],
)
def test_a_domain_counts_as_the_aims_that_it_stands_for(domain: Domain, best: set[str]) -> None:
    assert first(form_options(domains=[domain], situation=situation())) == best


def test_a_domain_counts_once_if_a_form_serves_several_of_its_aims() -> None:
    options = form_options(aims=[Aim.FATIGUE], domains=[Domain.ANXIETY], situation=situation())
    assert first(options) == {"glycinate", "malate"}


def test_a_reason_for_a_form_is_worded_as_a_claim_and_cites_the_guide() -> None:
    (reason,) = form(Form.GLYCINATE, aims=[Aim.SLEEP]).reasons_for
    assert reason.rule == "form.glycinate"
    assert "the guide's claim, not evidence" in reason.text
    assert any(cite.place == "Forms and uses, line 34" for cite in reason.cites)


def test_a_reason_from_a_domain_cites_the_guide_and_our_own_reading() -> None:
    (reason,) = form(Form.MALATE, domains=[Domain.PAIN]).reasons_for
    assert "fibromyalgia, local-pain, muscle-cramps" in reason.text
    assert {cite.kind for cite in reason.cites} == {SourceKind.GUIDE, SourceKind.CONVENTION}


def test_citrate_and_oxide_come_last_without_an_aim() -> None:
    options = form_options(situation=situation())
    assert [option.name for option in options][-2:] == ["citrate", "oxide"]
    assert ranks(options)["citrate"] == ranks(options)["oxide"] == 5
    assert "form.citrate" in rules(form(Form.CITRATE).against)
    assert "form.oxide" in rules(form(Form.OXIDE).against)
    assert "form.glycinate" not in rules(form(Form.GLYCINATE).against)


def test_equal_forms_share_a_rank_and_the_next_ranks_are_skipped() -> None:
    options = form_options(aims=[Aim.SLEEP], situation=situation())
    assert [option.rank for option in options] == [1, 2, 2, 2, 5, 5]


@pytest.mark.parametrize("condition", [Condition.PREGNANCY, Condition.LACTATION])
def test_threonate_is_blocked_in_pregnancy_and_comes_last_for_every_aim(condition: Condition) -> None:
    options = form_options(aims=[Aim.FOCUS, Aim.BRAIN_FOG], situation=situation(conditions=[condition]))
    threonate = options[-1]
    assert (threonate.name, threonate.rank) == ("threonate", 6)
    assert threonate.blocked
    assert rules(threonate.blocking) == ["condition.threonate-excluded"]
    assert not any(option.blocked for option in options if option is not threonate)


@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED])
def test_every_form_is_blocked_outside_green(zone: Zone) -> None:
    options = form_options(aims=[Aim.SLEEP], situation=situation(zone=zone))
    assert all(option.answer is Answer.WITHHOLD for option in options)
    assert all(any(rule.startswith("zone.") for rule in rules(option.blocking)) for option in options)
    assert first(options) == {"glycinate"}


def test_avoiding_citrate_salts_blocks_citrate() -> None:
    options = form_options(aims=[Aim.CONSTIPATION], situation=situation(avoids=[Additive.CITRATE_SALT]))
    assert {option.name: rules(option.blocking) for option in options if option.blocked} == {
        "citrate": ["additive.citrate-salt.start"]
    }
    assert options[-1].name == "citrate"


def test_a_form_is_assessed_as_a_hard_capsule_of_the_suggested_strength_with_an_unread_label() -> None:
    option = form(Form.TAURATE)
    hard_capsule = DosageForm.HARD_CAPSULE
    assert option.product == Capsule(
        form=Form.TAURATE, elemental=Elemental.mg(100), divides_into=4, dosage_form=hard_capsule
    )
    assert "dose.form.open-not-cut" in rules(option.against)
    assert "additive.not-read" in rules(option.against)
    assert "proposal.product.ingredients" in [gap.path for gap in option.not_checked]


def test_an_option_has_the_answer_for_its_product() -> None:
    assert {option.answer for option in form_options(situation=situation())} == {Answer.CONSULT}
    assert {option.answer for option in form_options(situation=AGREED)} == {Answer.OFFER}
    assert {option.answer for option in form_options(situation=Situation())} == {Answer.NEEDS_INFORMATION}
    assert {option.answer for option in form_options(situation=situation(kidney=KidneyFunction.SEVERE))} == {
        Answer.WITHHOLD
    }


def test_an_option_that_is_not_blocked_may_still_lack_information() -> None:
    option = form_options(situation=Situation(zone=Zone.GREEN, age_years=34))[0]
    assert not option.blocked
    assert option.answer is Answer.NEEDS_INFORMATION
    needed = ("kidney", "conditions", "medicines", "other_magnesium_mg")
    assert set(option.missing) == {f"situation.{name}" for name in needed}
    assert "Please tell us\n  Age: not stated." not in str(option)
    assert "Please tell us\n  Kidney function: not stated.\n" in str(option)
    assert str(option).startswith("[?] We need to know more.")


def test_an_option_is_blocked_if_every_value_of_the_missing_facts_withholds_it() -> None:
    options = form_options(situation=Situation(zone=Zone.YELLOW))
    assert all(option.blocked and not option.missing for option in options)


def test_a_medicine_that_rules_out_capsules_blocks_every_form_and_is_named() -> None:
    options = form_options(situation=situation(medicines=[Medicine(name="raltegravir")]))
    assert all([finding.about for finding in option.blocking] == ["raltegravir"] for option in options)


def test_aims_that_no_form_is_named_for_are_listed() -> None:
    options = form_options(
        aims=[Aim.SLEEP, Aim.MIGRAINE, Aim.DEFICIENCY], domains=[Domain.LAXITY], situation=situation()
    )
    assert options.unserved == ("migraine", "deficiency", "the domain laxity (muscle-cramps)")
    assert "No form is named for: migraine, deficiency, the domain laxity (muscle-cramps)." in str(options)


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
@pytest.mark.parametrize("person", [situation(), AGREED], ids=["no acknowledgement", "agreed with a clinician"])
def test_the_route_that_the_guide_names_for_an_aim_comes_first_in_green(aim: Aim, best: str, person: Situation) -> None:
    assert first(route_options(aims=[aim], situation=person)) == {best}


@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED])
@pytest.mark.parametrize("aim", Aim)
def test_outside_green_topical_comes_first_for_every_aim(zone: Zone, aim: Aim) -> None:
    options = route_options(aims=[aim], situation=situation(zone=zone))
    assert [option.route for option in options] == [Route.TOPICAL, Route.CAPSULE]
    assert [option.blocked for option in options] == [False, True]


@pytest.mark.parametrize(
    "condition", [Condition.IBS, Condition.GUT_FLARE, Condition.NAUSEA, Condition.ORAL_HYPERSENSITIVITY]
)
@pytest.mark.parametrize("person", [situation(), AGREED], ids=["no acknowledgement", "agreed with a clinician"])
def test_a_troubled_gut_and_reactions_to_oral_supplements_point_to_topical(
    condition: Condition, person: Situation
) -> None:
    options = route_options(situation=attrs.evolve(person, conditions=[condition]))
    assert first(options) == {"topical"}
    topical, oral = options
    (reason,) = (row for row in topical.reasons_for if row.rule.startswith("route.when."))
    assert str(condition) in reason.text
    assert f"condition.{condition}" in rules(oral.blocking if oral.blocked else oral.against)


@pytest.mark.parametrize(
    "person",
    [situation(), Situation(), AGREED, situation(zone=Zone.RED), situation(conditions=[Condition.IBS])],
    ids=["alone", "unknown", "agreed", "red", "ibs"],
)
def test_topical_counts_as_0_mg_which_is_always_a_reason_against_it(person: Situation) -> None:
    assert "route.topical-habit.no-credit" in rules(route(Route.TOPICAL, situation=person).against)
    assert "route.topical-habit.no-credit" not in rules(route(Route.CAPSULE, situation=person).against)


@pytest.mark.parametrize(
    ("zone", "capsule_for", "topical_for"),
    [(Zone.GREEN, True, True), (Zone.YELLOW, False, True), (Zone.RED, False, True)],
)
def test_best_practice_in_the_zone_is_a_reason_for_or_against_each_route(
    zone: Zone, capsule_for: bool, topical_for: bool
) -> None:
    for expected, speaks_for in ((Route.CAPSULE, capsule_for), (Route.TOPICAL, topical_for)):
        option = route(expected, situation=situation(zone=zone))
        rule = f"route.practice.{zone}.{expected}"
        assert (rule in rules(option.reasons_for)) is speaks_for
        assert (rule in rules(option.against)) is not speaks_for


def test_without_a_zone_no_practice_is_a_reason() -> None:
    assert not [rule for rule in rules(route(Route.CAPSULE, situation=Situation()).reasons_for) if "practice" in rule]


def test_the_zone_is_a_reason_for_one_route_only() -> None:
    assert "route.when.green-or-yellow" in rules(route(Route.CAPSULE).reasons_for)
    red = situation(zone=Zone.RED)
    assert "route.when.red" in rules(route(Route.TOPICAL, situation=red).reasons_for)
    assert "route.when.red" not in rules(route(Route.CAPSULE, situation=red).reasons_for)
    yellow = situation(zone=Zone.YELLOW, tolerance=Tolerance.PROVEN)
    assert "route.when.green-or-yellow" not in rules(route(Route.CAPSULE, situation=yellow).reasons_for)


@pytest.mark.parametrize(
    ("arguments", "features"),
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
def test_a_line_of_the_comparison_is_for_one_route_and_against_the_other(
    arguments: dict[str, Any], features: set[str]
) -> None:
    expected_features = features | {"absorption", "speed", "dosing-precision", "cost"}
    names = {feature: f"route.{{}}.{feature}" for feature in (
        "absorption", "local-relief", "mcas-risk", "gut-tolerance", "speed", "in-red", "mood-and-sleep",
        "dosing-precision", "in-crisis", "cost",
    )}  # fmt: skip
    sides: dict[str, list[bool]] = {}
    for expected in Route:
        option = route(expected, **arguments)
        for feature, name in names.items():
            rule = name.format(expected)
            if rule in rules((*option.reasons_for, *option.against)):
                sides.setdefault(feature, []).append(rule in rules(option.reasons_for))
    assert set(sides) == expected_features
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


def test_the_vehicle_does_not_change_the_answer() -> None:
    option = route(Route.TOPICAL)
    for vehicle in Vehicle:
        decision = assess(situation(), Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)))
        assert decision.answer is option.answer


def test_conflicting_aims_are_reasons_on_both_sides_and_the_answer_decides() -> None:
    options = route_options(aims=[Aim.SLEEP, Aim.LOCAL_PAIN], situation=situation())
    topical, oral = options
    assert "route.when.local-relief" in rules(topical.reasons_for)
    assert "route.when.full-body" in rules(oral.reasons_for)
    assert (topical.answer, oral.answer) == (Answer.OFFER, Answer.CONSULT)


def test_a_heart_condition_still_needs_a_clinician_if_the_aim_is_the_heart() -> None:
    option = route(
        Route.CAPSULE, aims=[Aim.HEART_REGULATION], situation=situation(conditions=[Condition.IRREGULAR_HEARTBEAT])
    )
    assert "route.when.neurological" in rules(option.reasons_for)
    assert "condition.irregular-heartbeat" in rules(option.against)
    assert option.answer is Answer.CONSULT


def test_a_reason_that_comes_from_a_domain_cites_the_domain_too() -> None:
    (reason,) = (
        row for row in route(Route.TOPICAL, domains=[Domain.SENSORY]).reasons_for if row.rule == "route.when.calm-only"
    )
    assert "the domain sensory (calm)" in reason.text
    assert {"When topical, line 75", "Core benefits, line 21"} <= {cite.place for cite in reason.cites}
    assert SourceKind.CONVENTION in {cite.kind for cite in reason.cites}


# --- A clinic's own order
def test_the_rulebook_sets_the_order_of_the_criteria() -> None:
    places_of = {"route.rank.blocked": 1, "route.rank.served": 3, "route.rank.answer": 2, "route.rank.against": 4}
    rows = tuple(attrs.evolve(rule, then=places_of[rule.id]) for rule in CURRENT.ranking.rules)
    easier_first = attrs.evolve(CURRENT, ranking=attrs.evolve(CURRENT.ranking, rules=rows))
    assert first(route_options(aims=[Aim.SLEEP], situation=situation(), rulebook=easier_first)) == {"topical"}
    assert first(route_options(aims=[Aim.SLEEP], situation=situation())) == {"capsule"}


# --- Pages
def test_a_ranking_is_one_table_and_shared_reasons_are_listed_once() -> None:
    words = str(form_options(aims=[Aim.SLEEP], domains=[Domain.MOOD], situation=situation()))
    assert words.startswith("For sleep and the domain mood: glycinate comes first.\n\n")
    assert "The answer for every form today: Ask a clinician first." in words
    assert "Every form, the best first\n  rank  form       answer today\n     1  glycinate  [!] Ask first\n" in words
    assert "Glycinate: for it\n  - Sleep: the guide says that glycinate is best for sleep." in words
    assert words.count("Talk to a clinician before your first capsule.") == 1
    assert "Keep in mind, whichever you choose\n  We have not seen the label." in words
    assert "For learning and support only" in words
    assert "consult.start" not in words


def test_short_reasons_are_columns_of_the_table() -> None:
    words = form_options(situation=situation()).page().text(None)
    assert words.startswith("Glycinate, taurate, malate and threonate come first, with no difference between them.")
    assert "Equal ranks are ties." in words
    lines = [re.split(r"  +", line.strip()) for line in words.splitlines()]
    assert ["rank", "form", "answer today", "against it"] in lines
    assert ["1", "glycinate", "[!] Ask first", "nothing"] in lines
    assert ["5", "citrate", "[!] Ask first", "The guide says that citrate may set off gut symptoms."] in lines


def test_rule_ids_sources_and_the_edition_are_details() -> None:
    options = form_options(aims=[Aim.SLEEP], situation=Situation(zone=Zone.GREEN))
    details = options.page().text(None, details=True)
    assert "  - for: sleep: the guide says" in details
    assert "(form.oxide). ALPIMS guide" in details
    assert "  - please state: situation.kidney" in details
    assert "  - not checked: kidney function: not stated (situation.kidney)" in details
    assert f"Edition {CURRENT.edition}." in details
    assert CURRENT.edition not in str(options)


def test_the_hours_to_keep_are_those_of_capsules() -> None:
    taken = situation(medicines=[Medicine(name="levothyroxine", taken_at=[time(7)])])
    hours = (
        "Levothyroxine: keep magnesium 4 hours away from it. You take it at 07:00, so take no magnesium from 03:00 to"
    )
    assert f"Hours to keep\n  {hours}" in form_options(situation=taken).page().text(None)
    assert f"Hours to keep with a capsule\n  {hours}" in route_options(situation=taken).page().text(None)
    assert "Hours to keep" not in str(route_options(situation=situation()))


def test_a_ranking_without_aims_says_so_and_has_html_and_markdown() -> None:
    options = route_options(situation=situation())
    assert str(options).startswith("On the skin comes first.\n\nSay what you want magnesium for,")
    assert "<table" in options._repr_html_()
    assert "| rank | route |" in options._repr_markdown_()


def test_an_option_names_its_product_its_answer_and_the_source_of_each_reason() -> None:
    words = str(form(Form.THREONATE, aims=[Aim.FOCUS], situation=situation(conditions=[Condition.PREGNANCY])))
    option = form(Form.THREONATE, aims=[Aim.FOCUS], situation=situation(conditions=[Condition.PREGNANCY]))
    assert words == str(option)
    assert words.startswith("[x] Do not start this.\n    This is for: threonate hard capsule, 100 mg elemental each,")
    assert "Against it\n  Do not take threonate in pregnancy" in words
    assert "For it\n  Focus: the guide says that threonate is best for focus" in words
    assert "permit:" not in words
    assert option.page().title == "Threonate, rank 6: Do not start this"
    assert "ALPIMS guide, Forms and uses" in option.page().text(details=True)


def test_an_option_for_a_route_names_the_route() -> None:
    assert route(Route.TOPICAL).page().title == "On the skin, rank 1: You can start"
    assert str(route(Route.TOPICAL)).startswith("[+] You can start.\n    This is for:")


def test_a_ranking_can_be_iterated_counted_and_indexed() -> None:
    forms, routes = form_options(situation=situation()), route_options(situation=situation())
    assert [option.form for option in forms] == [forms[i].form for i in range(len(forms))]
    assert set(Form) == {option.form for option in forms}
    assert len(routes) == 2
    assert {option.route for option in routes} == set(Route)
    assert forms.aims == frozenset()


# --- Bad input
def test_invalid_arguments_are_reported_together() -> None:
    for ranked in (form_options, route_options):
        faults = faults_of(ranked, aims=["sleep"], domains=[Aim.SLEEP], situation=None, rulebook="x")
        assert [fault.path for fault in faults] == ["aims", "domains", "situation", "rulebook"]


@pytest.mark.parametrize("aims", ["sleep", 5, None, {"sleep": 1}, [["sleep"]], [None]])
def test_aims_must_be_a_list_of_aims(aims: Any) -> None:
    (path,) = paths_of(form_options, aims=aims, situation=situation())
    assert path.startswith("aims")


def test_an_acknowledgement_of_an_unknown_rule_is_a_fault_at_its_path() -> None:
    person = situation(acknowledged=[Acknowledgement(rule="no.such-rule", reason="why")])
    assert paths_of(route_options, situation=person) == ["situation.acknowledged[0].rule"]


def test_aims_may_be_any_iterable() -> None:
    listed = form_options(aims=[Aim.SLEEP, Aim.MOOD], situation=situation())
    assert form_options(aims=(aim for aim in (Aim.MOOD, Aim.SLEEP, Aim.MOOD)), situation=situation()) == listed


ASK_FIRST = AnswerWords(headline="Ask a clinician first", cell="Ask first")
BARE = {"rank": 1, "answer": Answer.CONSULT, "words": ASK_FIRST, "product": capsule()}


@pytest.mark.parametrize("kind", [FormOption, RouteOption])
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"rank": 0}, "rank"),
        ({"rank": "1"}, "rank"),
        ({"answer": "offer"}, "answer"),
        ({"words": "You can start"}, "words"),
        ({"product": None}, "product"),
        ({"reasons_for": [a_finding()]}, "reasons_for"),
        ({"against": ("so",)}, "against[0]"),
        ({"blocking": (None,)}, "blocking[0]"),
        ({"missing": ("",)}, "missing[0]"),
        ({"not_checked": ("x",)}, "not_checked[0]"),
    ],
)
def test_an_invalid_option_is_rejected(kind: Any, change: dict[str, Any], path: str) -> None:
    assert kind(**BARE).name
    assert paths_of(kind, **{**BARE, **change}) == [path]


def test_a_form_option_cannot_be_topical() -> None:
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
def test_an_invalid_ranking_is_rejected(kind: Any, option: Any, change: dict[str, Any], path: str) -> None:
    whole = {"options": (option(**BARE),), "edition": "1", "disclaimer": "none"}
    assert len(kind(**whole)) == 1
    assert paths_of(kind, **{**whole, **change}) == [path]


def test_an_empty_ranking_has_a_page() -> None:
    words = str(FormOptions(options=(), edition="1", disclaimer="none"))
    assert words.startswith("No form is compared.")
    assert "Every form, the best first" in words


# --- JSON
def test_a_ranking_written_as_json_reads_back_equal() -> None:
    purposes: dict[str, Any] = {"aims": [Aim.SLEEP, Aim.CALM], "domains": [Domain.PAIN]}
    converter = make_converter()
    for kind, options in (
        (FormOptions, form_options(**purposes, situation=situation(zone=Zone.YELLOW))),
        (RouteOptions, route_options(**purposes, situation=Situation(zone=Zone.GREEN))),
    ):
        assert converter.structure(json.loads(to_json(options)), kind) == options
    written = json.loads(to_json(options))
    assert written["aims"] == ["calm", "sleep"]
    assert list(written["options"][0]) == [
        "rank", "answer", "words", "reasons_for", "against", "blocking", "missing", "not_checked", "product",
    ]  # fmt: skip
    assert {option["product"]["kind"] for option in written["options"]} == {"capsule", "topical"}


def test_a_tuple_of_options_is_written_as_a_list() -> None:
    options = form_options(situation=situation()).options
    assert [option["product"]["form"] for option in json.loads(to_json(options))] == [
        str(option.form) for option in options
    ]


def test_faults_in_json_are_reported_with_their_paths() -> None:
    written = json.loads(to_json(route_options(situation=situation())))
    written["options"][1]["rank"] = 0
    written["options"][0]["answer"] = "perhaps"
    paths = paths_of(make_converter().structure, written, RouteOptions)
    assert sorted(paths) == ["options[0].answer", "options[1].rank"]


def test_unchecked_facts_are_listed_with_the_ranking() -> None:
    options = route_options(situation=Situation(zone=Zone.GREEN))
    assert (
        NotChecked(path="situation.kidney", because="{fact}: not stated", numbers={"fact": "kidney function"})
        in options[0].not_checked
    )
    assert "\n  Kidney function: not stated.\n" in str(options)


@pytest.mark.parametrize("person", [situation(), AGREED, Situation(), situation(zone=Zone.RED)])
def test_the_answer_of_an_option_is_the_decision_in_json(person: Situation) -> None:
    option = form(Form.GLYCINATE, situation=person)
    decision = assess(person, Proposal(intent=Intent.START, product=option.product))
    assert json.loads(to_json(decision))["decision"] == option.answer.value
