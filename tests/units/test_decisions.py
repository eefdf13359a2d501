"""Decisions: four answers, each with every reason."""

from datetime import date, time
from typing import Any, cast

import attrs
import pytest
from units.builders import a_finding, faults_of, paths_of

from alpims_mg import (
    Acknowledgement,
    Answer,
    Consult,
    DosePlan,
    DoseSeparation,
    Elemental,
    Infeasible,
    Intake,
    Intent,
    InvalidInputError,
    LimitCheck,
    LimitOutcome,
    NeedsInformation,
    Offer,
    Portion,
    Proposal,
    Step,
    TimeOfDay,
    ToAcknowledge,
    Topical,
    TopicalPlan,
    Vehicle,
    Verdict,
    Withhold,
    acknowledge,
)
from alpims_mg._internal.rendering import Headline, Tone
from alpims_mg.model.agreements import unacknowledged
from alpims_mg.model.answer_blocks import first_step
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.decisions import Alternative, NotChecked

PERMIT = a_finding("zone.x", Verdict.PERMIT, "calm today")
ASKS = a_finding("consult.x", Verdict.CONSULT, "a clinician first")
IRON = a_finding("medicine.iron", Verdict.CONSULT, "it binds", about="iron")
NO = a_finding("kidney.x", Verdict.WITHHOLD, "cannot be cleared")
NASTY = a_finding("medicine.y", Verdict.CONSULT, "it <b>binds</b> | so", about="<script>alert(1)</script>")
PLAN = DosePlan(
    steps=(
        Step(
            first_day=1,
            days=None,
            intakes=(Intake(at=TimeOfDay.DINNER, portion=Portion.HALF, elemental=Elemental.mg(50), with_food=True),),
        ),
    ),
    advice=(a_finding("dose.habit.x", Verdict.CAUTION, "drink enough"),),
)
SKIN = TopicalPlan(vehicle=Vehicle.OIL, patch_test=True)
ALTERNATIVE = Alternative(
    proposal=Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL)),
    reason=a_finding("route.x", Verdict.CAUTION, "after a patch test"),
    answer=Answer.CONSULT,
    advice=a_finding("route.z", Verdict.CAUTION, "ask first"),
)
UNEVEN = Infeasible(
    finding=a_finding("dose.x", Verdict.WITHHOLD, "between portions"),
    nearest_below=Elemental.mg(180),
    nearest_above=Elemental.mg(210),
)
WORDS = AnswerWords(headline="You can", cell="Yes")
TOLD = cast("Any", {"findings": (PERMIT,), "edition": "2026-01-01", "disclaimer": "For learning only.", "words": WORDS})
ANSWERS = (
    Offer(**TOLD, plan=PLAN),
    Consult(**TOLD | {"findings": (ASKS,)}, draft=SKIN),
    Withhold(**TOLD | {"findings": (NO,)}, alternatives=(ALTERNATIVE,), infeasible=UNEVEN),
    NeedsInformation(**TOLD, missing=("situation.zone",)),
)


RISING = DosePlan(
    steps=(
        attrs.evolve(PLAN.steps[0], days=7),
        Step(
            first_day=8,
            days=None,
            intakes=(
                Intake(
                    at=TimeOfDay.LUNCH,
                    portion=Portion.HALF,
                    elemental=Elemental.mg(50),
                    with_food=True,
                    clock=time(18, 30),
                ),
                Intake(at=TimeOfDay.DINNER, portion=Portion(quarters=6), elemental=Elemental.mg(50), with_food=False),
            ),
        ),
    )
)


def whole(answer: Any) -> str:
    """The text of an answer with its details, without line breaks within a paragraph."""
    return str(answer.page().text(None, details=True))


def ack(rule: str, about: str | None = None) -> Acknowledgement:
    return Acknowledgement(rule=rule, reason="discussed", about=about)


def test_a_consult_finding_is_answered_by_an_acknowledgement_of_its_rule() -> None:
    assert unacknowledged((PERMIT, ASKS, NO), ()) == (ASKS,)
    assert unacknowledged((PERMIT, ASKS, NO), (ack("consult.x"),)) == ()


@pytest.mark.parametrize("about", [None, "zinc", "Iron", "iron x"])
def test_an_acknowledgement_of_another_medicine_or_of_none_does_not_cover_this_one(about: str | None) -> None:
    assert unacknowledged((IRON,), (ack("medicine.iron", about),)) == (IRON,)


def test_an_acknowledgement_covers_the_medicine_that_it_is_about_and_no_later_one() -> None:
    zinc = attrs.evolve(IRON, about="zinc")
    assert unacknowledged((IRON, zinc), (ack("medicine.iron", "iron"),)) == (zinc,)


def test_an_acknowledgement_about_a_medicine_does_not_cover_a_finding_about_none() -> None:
    assert unacknowledged((ASKS,), (ack("consult.x", "iron"),)) == (ASKS,)


TOTAL_OF_300 = attrs.evolve(ASKS, rule="ceiling.x", about="300 mg", numbers={"total_mg": "300"})


@pytest.mark.parametrize(
    ("about", "covered"),
    [
        ("300 mg", True), ("300", True), ("300.5 mg", True), ("1000 mg", True), (f"{'9' * 200} mg", True),
        ("299.999999 mg", False), ("0 mg", False), (None, False), ("lots", False), ("300 g", False), ("-400 mg", False),
    ],
)  # fmt: skip
def test_an_acknowledged_total_covers_every_total_up_to_it(about: str | None, covered: bool) -> None:
    assert unacknowledged((TOTAL_OF_300,), (ack("ceiling.x", about),)) == (() if covered else (TOTAL_OF_300,))
    assert unacknowledged((TOTAL_OF_300,), (ack("ceiling.y", "400 mg"), ack("ceiling.x", about))) == (
        () if covered else (TOTAL_OF_300,)
    )


def test_only_a_finding_with_a_total_is_covered_by_a_larger_one() -> None:
    named = attrs.evolve(TOTAL_OF_300, numbers=())
    no_number = attrs.evolve(TOTAL_OF_300, numbers={"total_mg": "a lot"})
    for finding in (named, no_number):
        assert unacknowledged((finding,), (ack("ceiling.x", "400 mg"),)) == (finding,)
        assert unacknowledged((finding,), (ack("ceiling.x", "300 mg"),)) == ()


def test_a_consult_lists_once_what_is_still_to_be_acknowledged() -> None:
    zinc = attrs.evolve(IRON, about="zinc")
    told = TOLD | {"findings": (PERMIT, ASKS, IRON, zinc, zinc), "acknowledged": (ack("medicine.iron", "iron"),)}
    asked = Consult(**told, draft=SKIN).to_acknowledge
    assert asked == (ToAcknowledge(rule="consult.x"), ToAcknowledge(rule="medicine.iron", about="zinc"))
    assert [str(one) for one in asked] == ["consult.x", "medicine.iron [zinc]"]


def test_acknowledging_signs_what_is_listed_and_nothing_else() -> None:
    day = date(2026, 3, 1)
    consult = Consult(**TOLD | {"findings": (ASKS, IRON)}, draft=SKIN)
    signed = acknowledge(consult, reason="discussed in clinic", on=day)
    assert [(one.rule, one.about, one.reason, one.on) for one in signed] == [
        ("consult.x", None, "discussed in clinic", day),
        ("medicine.iron", "iron", "discussed in clinic", day),
    ]
    assert str(signed[1]) == "medicine.iron [iron]: discussed in clinic, 2026-03-01"
    for answer in ANSWERS:
        assert bool(acknowledge(answer, reason="discussed in clinic")) is isinstance(answer, Consult)


def test_acknowledging_refuses_what_is_no_answer_no_reason_and_no_day() -> None:
    assert paths_of(acknowledge, None, reason="", on="today") == ["decision", "reason", "on"]
    assert paths_of(Acknowledgement, rule="consult.x", reason="so", on="2026-03-01") == ["on"]
    assert paths_of(ToAcknowledge, rule="", about="") == ["rule", "about"]


HOURS = [
    DoseSeparation(medicine_to_magnesium=2, magnesium_to_medicine=6),
    DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=2),
]


def test_the_hours_to_keep_from_a_medicine_of_several_kinds_are_one_rule_and_stand_on_the_page_once() -> None:
    kinds = tuple(attrs.evolve(IRON, rule=f"medicine.{i}", separation=separation) for i, separation in enumerate(HOURS))
    apart = attrs.evolve(NO, rule="medicine.z", about="a", separation=HOURS[0])
    answer = Offer(**TOLD | {"findings": (*kinds, IRON, apart, PERMIT)}, plan=PLAN)
    longest = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=6)
    assert list(answer.separation_by_medicine().items()) == [("a", HOURS[0]), ("iron", longest)]
    hours = (
        "Hours to keep\n  A: take no magnesium for 2 hours after it, and for 6 hours before it.\n"
        "  Iron: take no magnesium for 4 hours after it, and for 6 hours before it.\n\n"
    )
    assert answer.page().text().count(hours) == 1


def test_hours_that_are_alike_before_and_after_are_one_number() -> None:
    alike = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=4)
    answer = Offer(**TOLD | {"findings": (attrs.evolve(IRON, separation=alike),)}, plan=PLAN)
    assert "Hours to keep\n  Iron: keep magnesium 4 hours away from it.\n" in str(answer)


def test_the_hours_around_a_medicine_are_clock_times_where_the_person_takes_it_at_a_stated_time() -> None:
    timed = attrs.evolve(IRON, separation=HOURS[1], numbers=(("taken_at", "07:00 21:00"),))
    (line,) = (
        line for line in whole(Offer(**TOLD | {"findings": (timed,)}, plan=PLAN)).splitlines() if "Iron: " in line
    )
    assert line.endswith(
        "before it. You take it at 07:00, so take no magnesium from 05:00 to 11:00. "
        "You take it at 21:00, so take no magnesium from 19:00 to 01:00."
    )


def test_a_medicine_of_which_no_hours_can_be_said_says_why() -> None:
    why = attrs.evolve(IRON, verdict=Verdict.CAUTION, numbers=(("no_separation", "ask when to take it"),))
    assert "Take care\n  Iron: it binds. Ask when to take it.\n" in str(Offer(**TOLD | {"findings": (why,)}, plan=PLAN))


def test_without_hours_no_hours_are_shown() -> None:
    for answer in ANSWERS:
        assert answer.separation_by_medicine() == {}
        assert "Hours to keep" not in str(answer)


@pytest.mark.parametrize("findings", [(PERMIT, ASKS, NO), (ASKS, PERMIT), (PERMIT,), ()])
def test_the_verdict_of_an_answer_is_the_strictest_of_its_findings(findings: Any) -> None:
    severities = [one.verdict.severity for one in findings]
    assert Offer(**TOLD | {"findings": findings}, plan=PLAN).verdict.severity == max(severities, default=0)


def test_a_consult_names_what_still_waits_for_a_clinician() -> None:
    half = Consult(**TOLD | {"findings": (ASKS, IRON)}, draft=PLAN, acknowledged=(ack("consult.x"),))
    assert half.asks() == (IRON,)
    assert str(half).split("\n\n")[1] == "Why\n  Iron: it binds."


@pytest.mark.parametrize(("answer", "mark"), [*zip(ANSWERS, ("+", "!", "x", "?"), strict=True)])
def test_an_answer_begins_with_its_mark_and_words_and_ends_with_the_disclaimer(answer: Any, mark: str) -> None:
    assert str(answer).startswith(f"[{mark}] You can.\n")
    assert str(answer).endswith("\n\nFor learning only.")
    assert whole(answer).endswith("\n\nEdition 2026-01-01.")
    assert "<strong>You can</strong>" in answer._repr_html_()
    assert answer._repr_markdown_().startswith("**You can**\n")


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_details_of_an_answer_show_every_finding_and_who_says_so(answer: Any) -> None:
    for one in answer.findings:
        assert one.headline() in whole(answer)
        assert str(one.cites[0]) in whole(answer)


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_people_read_first_has_no_rule_ids_sources_edition_or_paths(answer: Any) -> None:
    left = NotChecked(path="situation.kidney", because="how old the result is")
    first = str(attrs.evolve(answer, not_checked=(left,)))
    rules = {one.rule for one in (*answer.findings, *PLAN.advice)}
    assert [word for word in (*rules, "a book", "2026-01-01", "situation.kidney", "withhold") if word in first] == []


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_shows_what_was_acknowledged_and_what_was_not_checked(answer: Any) -> None:
    left = NotChecked(path="situation.kidney", because="how old the result is")
    fuller = attrs.evolve(answer, acknowledged=(ack("consult.y", "iron"),), not_checked=(left,))
    assert "consult.y [iron]: discussed" in whole(fuller)
    assert "how old the result is (situation.kidney)" in whole(fuller)
    assert "Not checked\n  How old the result is.\n" in str(fuller)
    assert "Acknowledged" not in whole(answer)
    assert "Not checked\n  Everything we look at was stated.\n" in str(answer)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_escapes_what_people_wrote(answer: Any) -> None:
    nasty = attrs.evolve(answer, findings=(NASTY,), disclaimer="<i>|</i>")
    assert "<script>" not in nasty._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in nasty._repr_html_().replace("<wbr>", "")
    assert "<i>" not in nasty._repr_html_()
    assert "it \\<b\\>binds\\</b\\> \\| so" in nasty.page().markdown(details=True)


@pytest.mark.parametrize(
    "answer", [Offer(**TOLD, plan=PLAN), Consult(**TOLD | {"findings": (ASKS,)}, draft=PLAN)], ids=["offer", "consult"]
)
def test_a_plan_in_an_answer_is_a_table_with_caption_and_scopes(answer: Offer | Consult) -> None:
    assert "<caption>Your steps, in magnesium a day</caption>" in answer._repr_html_()
    assert '<th scope="row" data-h="step">1</th>' in answer._repr_html_()
    assert "| 1 | 1 | 50 mg | 1/2 capsule at dinner |" in answer._repr_markdown_()
    assert "2026" not in str(answer)


def test_the_steps_of_an_offer_have_dates_if_the_first_day_is_given() -> None:
    page = Offer(**TOLD, plan=RISING).page(date(2026, 2, 26)).text()
    assert page.split("\n\n")[1].splitlines() == [
        "Your steps from Thursday 26 February 2026 on, in magnesium a day",
        "  step  date              from day   a day  how",
        "  ----  ----------------  --------  ------  ------------------------------------",
        "     1  26 February              1   50 mg  1/2 capsule at dinner",
        "     2  5 March or later         8  100 mg  1/2 capsule at 18:30, 1 1/2 capsules",
        "                                            at dinner",
    ]
    with pytest.raises(InvalidInputError, match="name an earlier day"):
        Offer(**TOLD, plan=RISING).page(date.max)


def test_a_draft_has_no_dates_and_says_so_above_and_below() -> None:
    draft = Consult(**TOLD | {"findings": (ASKS,)}, draft=RISING)
    assert draft.page(date(2026, 2, 26)) == draft.page()
    parts = str(draft).split("\n\n")
    assert [part for part in parts if part.startswith("DRAFT.")] == [parts[2], parts[-3]]


def test_the_words_of_an_answer_are_its_headline() -> None:
    words = AnswerWords(headline="You can", cell="Yes", action="Take half a capsule.", then="Stay on that for 7 days.")
    assert Offer(**TOLD | {"words": words}, plan=PLAN).page().headline == Headline(
        Tone.OFFER, "You can", "Take half a capsule.", "Stay on that for 7 days."
    )


def test_the_first_step_of_a_plan_is_said_in_words() -> None:
    assert first_step(PLAN) == {"doses": "half a capsule (50 mg of magnesium) at dinner, with food"}
    several = attrs.evolve(RISING, steps=(attrs.evolve(RISING.steps[1], first_day=1),))
    assert first_step(several)["doses"] == (
        "half a capsule at 18:30, with food, and 1 1/2 capsules at dinner. That is 100 mg of magnesium a day"
    )
    (intake,) = PLAN.steps[0].intakes
    alike = (intake, attrs.evolve(intake, at=TimeOfDay.BEDTIME, portion=Portion.WHOLE))
    fed = DosePlan(steps=(attrs.evolve(PLAN.steps[0], intakes=alike),))
    assert first_step(fed)["doses"] == (
        "half a capsule at dinner and 1 capsule at bedtime, with food. That is 100 mg of magnesium a day"
    )
    many = (*alike, attrs.evolve(intake, at=TimeOfDay.LUNCH))
    assert first_step(DosePlan(steps=(attrs.evolve(PLAN.steps[0], intakes=many),)))["doses"] == (
        "1/2 capsule at dinner, 1 capsule at bedtime and 1/2 capsule at lunch, with food. "
        "That is 150 mg of magnesium a day"
    )
    assert first_step(RISING)["days"] == "7"
    assert first_step(SKIN) == first_step(None) == {}


def test_an_offer_without_a_plan_says_what_to_do() -> None:
    advice = a_finding("dose.lower.x", Verdict.CAUTION, "you can stop today. Tell your clinician")
    page = str(Offer(**TOLD, plan=None, advice=(advice,)))
    assert page.split("\n\n")[:2] == [
        "[+] You can.\n    You can stop today.",
        "What to do\n  You can stop today. Tell your clinician.",
    ]
    assert str(Offer(**TOLD, plan=None)).startswith("[+] You can.\n    Take it as follows.\n\nNot checked")
    skin = Offer(**TOLD, plan=SKIN)
    assert "\n\nMagnesium on the skin, as oil; do a patch test first.\n\n" in str(skin)


def test_a_plan_shows_what_to_watch_for_the_mildest_first_then_habits() -> None:
    advice = (
        attrs.evolve(a_finding("x", Verdict.CAUTION, "a slow pulse: stop, and get help"), urgent=True),
        a_finding("dose.habit.x", Verdict.CAUTION, "drink enough"),
        attrs.evolve(a_finding("y", Verdict.CAUTION, "watch for what is new"), urgent=False),
        attrs.evolve(a_finding("z", Verdict.CAUTION, "cramps: go back"), urgent=False),
    )
    page = str(Offer(**TOLD, plan=attrs.evolve(PLAN, advice=advice)))
    assert page.split("\n\n")[2:4] == [
        "Watch for\n  Watch for what is new.\n  Cramps\n      Go back.\n  A slow pulse\n      Stop, and get help.",
        "Good habits\n  Drink enough.",
    ]


def test_a_caution_among_the_findings_is_shown_once() -> None:
    careful = a_finding("condition.x", Verdict.CAUTION, "start low and go slow")
    again = attrs.evolve(careful, rule="condition.y")
    answer = Offer(**TOLD | {"findings": (careful, again, PERMIT)}, plan=PLAN)
    assert "\n\nTake care\n  Start low and go slow.\n\n" in str(answer)
    assert "Take care" not in str(Offer(**TOLD, plan=PLAN))
    apart = attrs.evolve(careful, separation=HOURS[0], about="iron")
    assert "Take care" not in str(Offer(**TOLD | {"findings": (apart,)}, plan=PLAN))


def limit(rule: str, level: int, amount: int, outcome: str) -> LimitCheck:
    return LimitCheck(
        rule=rule,
        level=Elemental.mg(level),
        amount=Elemental.mg(amount),
        outcome=LimitOutcome(outcome),
        because=f"{rule.partition('.')[2]} says {level} mg",
        cites=PERMIT.cites,
    )


def test_only_the_nearest_limit_or_those_that_are_exceeded_are_shown() -> None:
    within = (limit("ceiling.far", 400, 200, "within"), limit("ceiling.near", 250, 200, "within"))
    other = limit("dose.amount.x", 200, 200, "binding")
    near = str(Offer(**TOLD, plan=attrs.evolve(PLAN, limits=(*within, other))))
    assert "\n\nNearest limit: Near says 250 mg. Your plan stops at 200 mg.\n\n" in near
    assert "400" not in near
    above = limit("ceiling.low", 150, 200, "exceeded")
    exceeded = Offer(**TOLD, plan=attrs.evolve(PLAN, limits=(*within, above)))
    assert "\n\nThis is above a limit. Low says 150 mg. Your plan goes to 200 mg.\n\n" in str(exceeded)
    assert "Nearest limit" not in str(exceeded)
    assert all(one.headline() in whole(exceeded) for one in (*within, above))
    assert "nearest limit: 150 mg</text>" in exceeded._repr_html_()
    assert "imit" not in str(Offer(**TOLD, plan=attrs.evolve(PLAN, limits=(other,))))


def test_advice_that_is_a_finding_too_is_not_told_twice() -> None:
    (advice,) = PLAN.advice
    offer = Offer(**TOLD | {"findings": (advice,)}, plan=PLAN)
    assert str(offer).count("Drink enough") == 1
    assert str(Offer(**TOLD, plan=PLAN)).count("Drink enough") == 1


def test_a_withhold_says_why_what_can_be_had_and_what_may_be_done_instead() -> None:
    assert str(ANSWERS[2]).split("\n\n")[:3] == [
        "[x] You can.\n    Cannot be cleared.",
        UNEVEN.page().text().split("\n\n")[1],
        "What you can do instead\n  After a patch test. Ask first.",
    ]
    assert "start topical magnesium, oil: after a patch test; ask first (route.x)" in whole(ANSWERS[2])


def test_a_withhold_with_an_action_of_its_own_shows_every_reason() -> None:
    words = AnswerWords(headline="Not today", cell="Not today", action="Do not start it.", then="Ask again.")
    later = a_finding("zone.again", because="ask again in Green")
    page = str(Withhold(**TOLD | {"words": words, "findings": (NO, PERMIT)}, advice=(later,)))
    assert page.split("\n\n")[:4] == [
        "[x] Not today.\n    Do not start it.\n    Ask again.",
        "Why\n  Cannot be cleared.",
        "What you can do instead\n  These rules know of nothing.",
        "Another day\n  Ask again in Green.",
    ]
    assert str(Withhold(**TOLD)).startswith("[x] You can.\n\nWhat you can do instead")


def test_an_answer_that_needs_information_asks_for_each_fact() -> None:
    gaps = (
        NotChecked(path="situation.zone", because="zone: not stated"),
        NotChecked(path="situation.kidney", because="how old the result is"),
    )
    words = AnswerWords(headline="We need to know more", cell="More", action="Answer 2 questions.")
    asks = NeedsInformation(**TOLD | {"words": words}, missing=("situation.zone", "medicines"), not_checked=gaps)
    assert str(asks).split("\n\n")[:3] == [
        "[?] We need to know more.\n    Answer 2 questions.",
        "Please tell us\n  1. Zone?\n  2. Medicines?",
        "Not checked\n  How old the result is.",
    ]


@pytest.mark.parametrize("answer", [ANSWERS[2], ANSWERS[3]])
def test_an_answer_without_a_plan_has_no_dates(answer: Any) -> None:
    assert answer.page(date(2026, 3, 1)).text() == str(answer)


def test_what_cannot_be_had_names_the_totals_that_can() -> None:
    assert str(UNEVEN) == (
        "[x] This product has no plan.\n    Between portions.\n\nThe nearest amounts that this product gives\n"
        "  - 180 mg a day, which is less\n  - 210 mg a day, which is more"
    )
    assert UNEVEN.page().text(details=True).endswith("withhold: between portions (dose.x). a book, page 1 (guide)")
    assert "nearest" not in str(Infeasible(finding=NO))
    assert "less" not in str(Infeasible(finding=NO, nearest_above=Elemental.mg(250)))
    assert "<li>210\u00a0mg a day, which is more</li>" in UNEVEN._repr_html_()


@pytest.mark.parametrize(
    ("kind", "fields", "paths"),
    [
        (Infeasible, {"finding": None, "nearest_below": 180, "nearest_above": 210.0}, None),
        (NotChecked, {"path": "", "because": None}, None),
        (
            Alternative,
            {"proposal": None, "reason": "because", "answer": "offer", "advice": None, "missing": ("",)},
            ["proposal", "reason", "answer", "advice", "missing[0]"],
        ),
        (
            Offer,
            {
                "words": "yes",
                "findings": (1,),
                "acknowledged": (1,),
                "not_checked": (1,),
                "edition": "",
                "disclaimer": 5,
                "plan": PLAN,
            },
            ["words", "findings[0]", "acknowledged[0]", "not_checked[0]", "edition", "disclaimer"],
        ),
        (Offer, TOLD | {"plan": {}, "advice": (1,)}, ["plan", "advice[0]"]),
        (Consult, TOLD | {"draft": "draft"}, ["draft"]),
        (
            Withhold,
            TOLD | {"alternatives": (1,), "advice": (1,), "infeasible": NO},
            ["alternatives[0]", "advice[0]", "infeasible"],
        ),
        (NeedsInformation, TOLD | {"missing": ("", 5)}, ["missing[0]", "missing[1]"]),
    ],
)
def test_all_faults_of_an_answer_come_together(kind: Any, fields: dict[str, Any], paths: list[str] | None) -> None:
    assert paths_of(kind, **fields) == (list(fields) if paths is None else paths)


def test_lists_in_an_answer_are_not_refused_for_being_no_lists() -> None:
    faults = (
        *faults_of(Offer, **TOLD | {"findings": [PERMIT]}, plan=PLAN),
        *faults_of(NeedsInformation, **TOLD, missing=["situation.zone"]),
    )
    assert not any(fault.expected == "a list" for fault in faults)


def test_an_alternative_says_what_and_why() -> None:
    assert str(ALTERNATIVE) == "start topical magnesium, oil: after a patch test; ask first (route.x)"


def test_what_is_ruled_out_is_no_alternative() -> None:
    with pytest.raises(InvalidInputError, match="an answer other than withhold"):
        attrs.evolve(ALTERNATIVE, answer=Answer.WITHHOLD)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_never_changes_and_equals_its_like(answer: Any) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        answer.edition = "later"
    assert attrs.evolve(answer) == answer
    assert attrs.evolve(answer, edition="later") != answer
    assert hash(attrs.evolve(answer)) == hash(answer)
