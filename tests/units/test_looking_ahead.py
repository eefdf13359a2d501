"""A look ahead, the headline of a day without a check-in, what is asked and announced, and the page of a ledger."""

import json
import re
from datetime import date, time
from typing import Any

import attrs
import pytest
from units.builders import IN_HALVES, dose_plan, paths_of, situation
from units.test_courses import FACTS, STARTS, check_in, course, day

from alpims_mg import (
    Acknowledgement,
    CheckIn,
    Condition,
    Course,
    DoseTaken,
    Elemental,
    InvalidInputError,
    KidneyFunction,
    Move,
    Preview,
    Reaction,
    Review,
    Wish,
    Zone,
    ZoneOutlook,
    begin_course,
    preview,
    review_course,
)
from alpims_mg.wire import make_converter, to_json

FIRST_WEEK = [check_in(number) for number in range(1, 8)]


def rules_of(review: Review) -> list[str]:
    return [finding.rule for finding in review.findings]


class TestPreview:
    AHEAD = preview(course(), FIRST_WEEK[:6], day(7))

    def test_a_page_says_what_is_assumed_of_today_what_tomorrow_permits_and_when_the_next_rungs_come(self) -> None:
        assert str(self.AHEAD).splitlines()[:19] == [
            "[=] Saturday 7 March 2026: a look at tomorrow, Sunday 8 March.",
            "    A look ahead is not a yes. Each day needs its own check-in.",
            "",
            "What we assume",
            "  Today has no check-in yet. We take today as Green, with no reactions.",
            "  You take 50 mg today.",
            "",
            "Tomorrow, by zone, with no reactions",
            "  zone    what you do  step   a day",
            "  Green   Go up           2  100 mg",
            "  Yellow  Stay            1   50 mg",
            "  Red     Stay            1   50 mg",
            "",
            "The earliest day of each next step",
            "  step   a day  earliest",
            "     2  100 mg  Sunday 8 March",
            "     3  150 mg  Sunday 15 March",
            "     4  200 mg  Sunday 22 March",
            "",
        ]
        assert "  - green: course.rise-offered\n" in self.AHEAD.page().text(details=True)

    def test_an_amount_that_no_check_in_states_is_assumed(self) -> None:
        ahead = preview(course(), [*FIRST_WEEK[:6], check_in(7, taken=None)], day(7))
        assert ahead.assumed == CheckIn(day=day(7), taken=Elemental.mg(50))
        assert "What we assume\n  You take 50 mg today.\n\n" in str(ahead)

    def test_each_thing_that_is_assumed_has_a_sentence_of_its_own(self) -> None:
        ahead = attrs.evolve(self.AHEAD, assumed=CheckIn(day=day(7), zone=Zone.GREEN))
        assert (
            "\n\nWhat we assume\n  Today has no check-in yet. We take today as Green, with no reactions.\n\nT"
            in str(ahead)
        )

    def test_a_whole_check_in_is_taken_as_it_is(self) -> None:
        ahead = preview(course(), FIRST_WEEK, day(7))
        assert ahead.assumed is None
        assert "What we assume" not in str(ahead)
        assert ahead.permitted == self.AHEAD.permitted

    def test_the_last_rung_has_no_dates_ahead(self) -> None:
        reports = [check_in(number, taken=50 * min(4, (number + 6) // 7)) for number in range(1, 29)]
        ahead = preview(course(), reports, day(28))
        assert ahead.dates == ()
        assert "The earliest day" not in str(ahead)
        assert {outlook.move for outlook in ahead.tomorrow} == {Move.MAINTENANCE}

    def test_a_stop_that_is_opened_has_dates(self) -> None:
        agreed = Acknowledgement(rule="course.after-stop", reason="discussed in clinic", about=str(day(2)))
        opened = attrs.evolve(FACTS, acknowledged=[*FACTS.acknowledged, agreed])
        reports = [check_in(1), check_in(2, reactions=[Reaction.HIVES], taken=0), check_in(3, taken=0)]
        assert preview(course(), reports, day(3)).dates == ()
        reports[2] = attrs.evolve(reports[2], situation=opened)
        assert [rung.earliest for rung in preview(course(), reports, day(3)).dates][:2] == [day(5), day(12)]

    def test_it_survives_json(self) -> None:
        converter = make_converter()
        assert converter.structure(json.loads(to_json(self.AHEAD)), Preview) == self.AHEAD

    def test_every_fault_is_named(self) -> None:
        paths = paths_of(attrs.evolve, self.AHEAD, as_of="x", assumed=1, tomorrow=(1,), dates=(1,), edition="")
        assert paths == ["as_of", "assumed", "tomorrow[0]", "dates[0]", "edition"]
        paths = paths_of(ZoneOutlook, zone="green", move="stay", words=1, rule="", rung=0, permitted=50)
        assert paths == ["zone", "move", "words", "rule", "rung", "permitted"]

    def test_it_refuses_what_a_review_refuses(self) -> None:
        assert paths_of(preview, course(), [check_in(3)], day(2)) == ["check_ins[0].day"]
        assert paths_of(preview, course(), (), "x") == ["today"]


FIRST_TELL = "no check-in yet. Tell us today's zone and your reactions. On a Green day with no reactions, take"


class TestHeadline:
    @pytest.mark.parametrize(
        ("reports", "number", "headline"),
        [
            ([], 1, f"Sunday 1 March 2026: {FIRST_TELL} 50 mg."),
            (FIRST_WEEK, 8, f"Sunday 8 March 2026: {FIRST_TELL} 100 mg."),
            ([check_in(1, None, None)], 1, "Sunday 1 March 2026: do not start yet. Take none for now."),
            (
                [check_in(1, reactions=[Reaction.HIVES])],
                2,
                "Monday 2 March 2026: stop taking it, and talk to a clinician. Take none for now.",
            ),
        ],
        ids=["first day", "rise", "check-in without a zone", "stop"],
    )
    def test_a_day_without_a_check_in_says_what_green_would_permit_if_anything(
        self, reports: list[CheckIn], number: int, headline: str
    ) -> None:
        assert review_course(course(), reports, day(number)).headline() == headline

    def test_it_is_on_the_wire_only_in_a_review_without_a_check_in(self) -> None:
        silent, reported = (
            json.loads(to_json(review_course(course(), given, STARTS))) for given in ([], [check_in(1)])
        )
        assert silent["after_green_mg"] == "50"
        assert reported["after_green_mg"] is None
        assert paths_of(attrs.evolve, review_course(course(), [], STARTS), after_green=50) == ["after_green"]


class TestNotices:
    def test_two_kidney_results_on_one_day_announce_the_earlier_date(self) -> None:
        results = [attrs.evolve(FACTS, kidney_date=date(2025, month, 4), as_of=STARTS) for month in (3, 9)]
        reports = [check_in(1, situation=facts) for facts in results]
        (found,) = [
            finding
            for finding in review_course(course(), reports, STARTS).findings
            if finding.rule == "course.remark.kidney-result-ages"
        ]
        assert found.text == (
            "your kidney result will soon be too old. From 2026-03-05 on it counts as not assessed. Have your kidney "
            "function measured again before then"
        )

    def test_a_result_of_29_february_is_too_old_from_1_march(self) -> None:
        facts = situation(kidney_date=date(2024, 2, 29), as_of=date(2025, 2, 20))
        leap = begin_course(dose_plan(IN_HALVES), starts=date(2025, 2, 20), situation=facts)
        (found,) = [
            finding
            for finding in review_course(leap, [], date(2025, 2, 20)).findings
            if finding.rule == "course.remark.kidney-result-ages"
        ]
        assert dict(found.numbers) == {"day": "2025-03-01"}

    def test_the_question_about_silent_days_is_one_line(self) -> None:
        review = review_course(course(), [check_in(1), check_in(3)], day(3))
        text = review.page().text(None, details=True)
        (line,) = [line for line in text.splitlines() if "(course.remark.silent-days)" in line]
        assert line.startswith("  - caution: did you have a reaction or a dose on days without a check-in (2026-03-02)")

    def test_a_withdrawn_check_in_leaves_its_day_silent(self) -> None:
        reports = [check_in(1), check_in(2, id="a"), CheckIn(day=day(2), id="b", replaces="a", withdraw=True)]
        review = review_course(course(), [*reports, check_in(3)], day(3))
        assert "course.remark.silent-days" in rules_of(review)


class TestLedgerPage:
    REPORTS = (
        check_in(1, id="a", taken=500),
        check_in(1, id="b", replaces="a"),
        check_in(2, None, taken=None, wish=Wish.HOLD, doses=(DoseTaken(elemental=Elemental.mg(25), at=time(8)),)),
        check_in(2, taken=None, doses=(DoseTaken(elemental=Elemental.mg(25), at=time(19)),)),
        check_in(3, id="c", situation=FACTS),
        CheckIn(day=day(4), id="d", replaces="c", withdraw=True),
        check_in(5, Zone.YELLOW, None, reactions=[Reaction.NAUSEA, Reaction.BLOATING], id="e"),
        CheckIn(day=day(5), id="f", replaces="e", doses=[]),
        CheckIn(day=day(6), id="g", replaces="f"),
    )

    def page(self, last_days: int | None = None) -> str:
        return review_course(course(), self.REPORTS, day(6)).ledger.page(last_days).text(None, details=True)

    def test_it_shows_doses_their_total_wishes_and_both_entries_of_each_correction(self) -> None:
        page = self.page()
        assert "  - 2026-03-02: 25 mg at 08:00, 25 mg at 19:00. Total 50 mg, permitted 50 mg" in page
        assert "Wishes\n  - 2026-03-02: hold\n" in page
        assert page[page.index("Corrections\n") : page.index("\n\nHash")].splitlines() == [
            "Corrections",
            "  - a, 2026-03-01: green, no reaction, 500 mg. Corrected by b, 2026-03-01: green, no reaction, 50 mg",
            "  - c, 2026-03-03: green, no reaction, 50 mg, new facts. Corrected by d, 2026-03-04: withdrawn",
            "  - e, 2026-03-05: yellow, bloating, nausea. Corrected by f, 2026-03-05: no dose",
            "  - f, 2026-03-05: no dose. Corrected by g, 2026-03-06: nothing stated",
        ]

    def test_it_names_each_reaction_and_each_day_whose_reactions_are_not_stated(self) -> None:
        untold, unwell = check_in(2, reactions=None), check_in(3, reactions=[Reaction.NAUSEA, Reaction.BLOATING])
        none = check_in(4, reactions=[Reaction.NONE])
        page = review_course(course(), [check_in(1), untold, unwell, none], day(5)).ledger.page()
        assert "\n\nReactions\n  - 2026-03-02: not stated\n  - 2026-03-03: bloating, nausea\n\n" in page.text(
            details=True
        )

    def test_the_last_days_have_the_corrections_of_these_days_alone(self) -> None:
        page = self.page(3)
        assert "The course, in mg of elemental magnesium a day, the last 3 days of 6\n" in page
        assert "2026-03-01:" not in page
        assert page.count("Corrected by") == 3
        assert "Doses\n" not in page
        assert self.page(6) == self.page()
        assert "the last day of 6\n" in self.page(1)
        assert self.page(1).count("Corrected by") == 1

    def test_a_correction_of_an_entry_that_the_ledger_lacks_is_left_out(self) -> None:
        ledger = review_course(course(), self.REPORTS, day(6)).ledger
        assert "Corrections\n" not in str(attrs.evolve(ledger, check_ins=ledger.check_ins[1:2]))

    def test_a_review_shows_the_last_days_of_its_ledger(self) -> None:
        review = review_course(course(), FIRST_WEEK, day(7))
        whole, last = (review.page(days).text(details=True) for days in (None, 2))
        rows = [re.findall(r"^  2026-03-0(\d)  green", text, re.MULTILINE) for text in (whole, last)]
        assert rows == [[*"1234567"], ["6", "7"]]
        assert paths_of(review.page, 0) == ["last_days"]
        assert paths_of(review.ledger.page, "x") == ["last_days"]


class TestWaits:
    def waits(self, reports: list[CheckIn], number: int, of: Course | None = None) -> list[tuple[str, int | None]]:
        waiting = review_course(of or course(), reports, day(number)).waiting_for
        return [(requirement.rule, requirement.left) for requirement in waiting]

    def test_a_wish_to_hold_is_waited_for_below_the_last_rung_only(self) -> None:
        held = [*FIRST_WEEK[:6], check_in(7, wish=Wish.HOLD)]
        assert self.waits(held, 7) == [("course.waits.go-on", None)]

    def test_a_wish_for_less_at_the_first_rung_is_not_called_a_wish_for_a_pause_alone(self) -> None:
        words = str(review_course(course(), [check_in(1), check_in(2, wish=Wish.LOWER)], day(2)))
        assert "less than the lowest amount" in words
        assert "You asked to hold, to pause or to take less" in " ".join(words.split())

    def test_a_pause_on_a_green_day_waits_for_calm_days_and_names_what_keeps_it(self) -> None:
        blocked = attrs.evolve(FACTS, conditions=[Condition.HEART_BLOCK])
        waits = self.waits([*FIRST_WEEK, check_in(8, taken=0, situation=blocked)], 8)
        assert waits == [("course.waits.calm-days-to-resume", 3), ("course.waits.ruled-out", None)]

    def test_a_pause_names_a_question_of_a_start_and_no_fact_twice(self) -> None:
        asks = attrs.evolve(FACTS, conditions=[Condition.NAUSEA], kidney=None)
        paused = [*FIRST_WEEK, check_in(8, taken=0, wish=Wish.PAUSE), check_in(9, taken=0, wish=Wish.GO_ON)]
        waits = self.waits([*paused[:-1], attrs.evolve(paused[-1], situation=asks)], 9)
        assert waits == [
            ("course.waits.calm-days-to-resume", 3),
            ("course.waits.acknowledgement", None),
            ("course.waits.fact", None),
        ]


class TestHorizon:
    def test_a_start_more_than_ten_years_ago_is_refused(self) -> None:
        long_ago = begin_course(dose_plan(IN_HALVES), starts=date(26, 3, 1), situation=FACTS)
        for function in (review_course, preview):
            with pytest.raises(InvalidInputError, match=r"^starts must be less than 3660 days before 2026-03-12"):
                function(long_ago, [], date(2026, 3, 12))

    def test_ten_years_are_reviewed(self) -> None:
        old: Any = attrs.evolve(FACTS, kidney=KidneyFunction.NORMAL)
        started = begin_course(dose_plan(IN_HALVES), starts=date(2016, 3, 1), situation=old)
        assert len(review_course(started, [], date(2026, 3, 8)).ledger.days) == 3660
