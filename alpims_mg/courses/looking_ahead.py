"""Look one day ahead in a course: what tomorrow would permit in each zone, and the earliest dates of the next rungs."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, final

import attrs

from alpims_mg._internal.messages import ANY_RULE, rule_text, say, word
from alpims_mg._internal.rendering import (
    Block,
    Cell,
    Details,
    Displayed,
    Foot,
    Grid,
    Headline,
    Listing,
    Marked,
    Page,
    Renderable,
    Section,
    Tone,
    long_date,
    weekday_date,
)
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, a_member, a_text, a_whole_number, an_instance, check_instances
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.checking import checked_diary
from alpims_mg.courses.diary import Course
from alpims_mg.courses.facts import Questions, questions
from alpims_mg.courses.merging import report_of
from alpims_mg.courses.replaying import DayRecord, live_day, live_last_day_again, replay_days
from alpims_mg.courses.review_types import RungDate
from alpims_mg.courses.waiting import rung_dates
from alpims_mg.errors import raise_if_any
from alpims_mg.model.answer_blocks import answer_text
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.quantities import Elemental, a_mass, milligrams
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import CURRENT, Rulebook


@final
@attrs.frozen(kw_only=True)
class ZoneOutlook(Displayed):
    """What tomorrow would permit after a check-in in one zone without a reaction.

    ``move`` is what the course would do, such as to stay, and ``rule`` is the id of the rule that decides this.
    ``words`` says the move to a person. ``rung`` counts from 1, and is None if the course would be on no rung.
    """

    zone: Zone
    move: Move
    words: AnswerWords
    rule: str
    rung: int | None
    permitted: Elemental

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_member("zone", self.zone, Zone),
                a_member("move", self.move, Move),
                an_instance("words", self.words, AnswerWords, example="AnswerWords(...)"),
                a_text("rule", self.rule, example="course.holding"),
                a_whole_number("rung", self.rung, least=1, most=10**6, of="rungs", optional=True),
                a_mass("permitted", self.permitted, Elemental, example=50),
            )
        )

    def row(self) -> tuple[Cell, ...]:
        """The cells of this zone's row in the table of ``Preview.page``."""
        zone = Marked(Tone(self.zone.value), word("zone-name", self.zone.value.capitalize()))
        step = "" if self.rung is None else str(self.rung)
        return (zone, answer_text(self.words.cell), step, milligrams(self.permitted))


@final
@attrs.frozen(kw_only=True)
class Preview(Renderable):
    """What tomorrow would permit in each zone if today goes as permitted, and the earliest dates of the next rungs.

    ``assumed`` is the check-in that the preview adds to those of today: that the permitted amount is taken and, if
    today has no check-in yet, that today is Green without a reaction. It is None if nothing has to be added.
    ``tomorrow`` has an outlook for each zone. ``dates`` has the rungs still to come that the rules allow. Their
    dates assume that every day is calm and taken in full, that no wish stands, and that every rise is offered.
    """

    as_of: date
    assumed: CheckIn | None
    tomorrow: tuple[ZoneOutlook, ...]
    dates: tuple[RungDate, ...]
    edition: str
    disclaimer: str

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            (
                a_day("as_of", self.as_of),
                an_instance("assumed", self.assumed, CheckIn, example="CheckIn(...)", optional=True),
                *check_instances("tomorrow", self.tomorrow, ZoneOutlook),
                *check_instances("dates", self.dates, RungDate),
                a_text("edition", self.edition, example="2026-11-25"),
                an_instance("disclaimer", self.disclaimer, str, example="'For learning and support only.'"),
            )
        )

    @property
    def permitted(self) -> dict[Zone, Elemental]:
        """The daily amount that tomorrow would permit in each zone."""
        return {outlook.zone: outlook.permitted for outlook in self.tomorrow}

    def page(self) -> Page:
        """A page with what is assumed of today, what tomorrow would permit, and the dates of the next steps."""
        tomorrow = weekday_date(self.as_of + timedelta(days=1))
        today = long_date(self.as_of)
        words = say("view.preview", "{today}: a look at tomorrow, {tomorrow}", today=today, tomorrow=tomorrow)
        shown = Headline(Tone.COURSE, words, _NO_PERMISSION)
        return Page(say("view.preview", "Looking ahead on {date}", date=today), tuple(self._blocks()), shown)

    def _blocks(self) -> Iterator[Block]:
        if self.assumed is not None:
            yield Section(say("view.preview", "What we assume"), tuple(self._assumptions(self.assumed)))
        header = (
            say("view.preview", "zone"),
            say("view.courses", "what you do"),
            say("view.plan", "step"),
            say("view.plan", "a day"),
        )
        yield Grid(
            say("view.preview", "Tomorrow, by zone, with no reactions"),
            header,
            tuple(one.row() for one in self.tomorrow),
            (2, 3),
        )
        if self.dates:
            rows = tuple(
                (str(rung.rung), milligrams(rung.daily), weekday_date(rung.earliest))
                for rung in self.dates
                if rung.earliest is not None
            )
            names = (say("view.plan", "step"), say("view.plan", "a day"), say("view.course", "earliest"))
            yield Grid(say("view.preview", "The earliest day of each next step"), names, rows, (0, 1))
        yield Foot(rule_text(ANY_RULE, self.disclaimer))
        rules = Listing("Rules", tuple(f"{one.zone}: {one.rule}" for one in self.tomorrow))
        yield Details(say("view.preview", "Rules and edition"), (rules, f"Edition {self.edition}."))

    def _assumptions(self, assumed: CheckIn) -> Iterator[str]:
        """Yield a sentence for each thing that the preview assumes of today."""
        if assumed.zone is not None:
            yield say("view.preview", "Today has no check-in yet. We take today as Green, with no reactions.")
        if assumed.taken is not None:
            yield say("view.preview", "You take {mg} mg today.", mg=assumed.taken.format_mg())


_NO_PERMISSION: Final = say("view.preview", "A look ahead is not a yes. Each day needs its own check-in.")


def preview(course: Course, check_ins: Iterable[CheckIn], today: date, *, rulebook: Rulebook = CURRENT) -> Preview:
    """Look ahead from today: what tomorrow would permit in each zone if today goes as permitted.

    If today has a check-in, it counts as reported. If it states no amount, the permitted amount counts as taken. If
    today has no check-in, it counts as Green, without a reaction, and taken as permitted. The next day's review says
    the same after such check-ins.

    Raises: ``InvalidInputError`` for every fault that ``review_course`` names.

    >>> from datetime import date
    >>> from alpims_mg import (
    ...     Acknowledgement, Capsule, DosageForm, Form, KidneyFunction, Situation, begin_course, titration_schedule
    ... )
    >>> capsule = Capsule(
    ...     form=Form.GLYCINATE, elemental=Elemental.mg(100), divides_into=2, dosage_form=DosageForm.HARD_CAPSULE,
    ...     ingredients=["rice flour"],
    ... )
    >>> person = Situation(
    ...     age_years=34, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[], other_magnesium=Elemental.mg(0),
    ...     acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic")],
    ... )
    >>> course = begin_course(titration_schedule(capsule), starts=date(2026, 3, 1), situation=person)
    >>> ahead = preview(course, [], today=date(2026, 3, 1))
    >>> [(str(outlook.zone), outlook.permitted.format_mg()) for outlook in ahead.tomorrow]
    [('green', '50'), ('yellow', '0'), ('red', '0')]
    """
    sorted_check_ins, proposals = checked_diary(course, check_ins, today, rulebook), questions(course)
    records = replay_days(course, proposals, sorted_check_ins, today, rulebook)
    records[-1], assumed = _completed(records, proposals, rulebook)
    evening, next_day = records[-1].evening, today + timedelta(days=1)
    outlooks: list[ZoneOutlook] = []
    for zone in Zone:
        record = live_day(evening, next_day, report_of(zone), proposals, rulebook)
        rule, rung = rulebook.course_events[record.event], None if record.rung is None else record.rung + 1
        move = rule.then.move
        words = rulebook.move_words[move].then
        outlooks.append(
            ZoneOutlook(zone=zone, move=move, words=words, rule=rule.id, rung=rung, permitted=record.permitted)
        )
    return Preview(
        as_of=today,
        assumed=assumed,
        tomorrow=tuple(outlooks),
        dates=tuple(rung for rung in rung_dates(course, proposals, records, records[-1], rulebook) if rung.earliest),
        edition=rulebook.edition,
        disclaimer=rulebook.notices[Notice.DISCLAIMER].then,
    )


def _completed(records: list[DayRecord], proposals: Questions, rulebook: Rulebook) -> tuple[DayRecord, CheckIn | None]:
    """Today's record if today goes as permitted, and the check-in that this adds to today's, or None."""
    report = records[-1].report
    if report.amounts:
        return records[-1], None
    is_silent = report.is_silent
    report = report_of(Zone.GREEN) if is_silent else report
    permitted = live_last_day_again(records, report, proposals, rulebook).permitted
    assumed = CheckIn(
        day=records[-1].day,
        zone=Zone.GREEN if is_silent else None,
        reactions=frozenset() if is_silent else None,
        taken=permitted,
    )
    completed = report._replace(amounts=frozenset({permitted}))
    return live_last_day_again(records, completed, proposals, rulebook), assumed
