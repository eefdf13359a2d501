"""Review the courses of one person together: one product each, reviewed as one day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import cast, final

import attrs

from alpims_mg._internal.digests import digest
from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.messages import ANY_RULE, changed, rule_text, say, say_number, word
from alpims_mg._internal.rendering import Block, Details, Foot, Grid, Headline, Page, Renderable, Tone, long_date
from alpims_mg._internal.representation import one_line_repr
from alpims_mg._internal.validation import a_day, an_instance, as_tuple, check_each, check_instances, short_repr
from alpims_mg.assessment.assessing import assess
from alpims_mg.courses.check_ins import CheckIn
from alpims_mg.courses.checking import checked_diary
from alpims_mg.courses.diary import Course, Diary, OtherCourse
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.courses.merging import report_of
from alpims_mg.courses.review_types import Review
from alpims_mg.courses.reviews import review_of
from alpims_mg.courses.together import course_reports, live_together
from alpims_mg.errors import Fault, InvalidInputError, faults_under, raise_if_any
from alpims_mg.model.answer_blocks import answer_text, not_checked_section
from alpims_mg.model.decisions import Decision
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.quantities import Elemental, milligrams
from alpims_mg.model.separations import about
from alpims_mg.model.vocabulary import Zone
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.move_words import DayAmount


@final
@attrs.frozen(kw_only=True)
class JointReview(Renderable):
    """The answer for one day of several courses of one person: a review of each, in the order in which they were given.

    It supports iteration, ``len`` and indexing.

    Raises: ``InvalidInputError`` if there is no review, or if the reviews are of different days.
    """

    reviews: tuple[Review, ...]

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(check_instances("reviews", self.reviews, Review))
        days = sorted({review.as_of for review in self.reviews})
        if len(days) != 1:
            expected, actual = "at least one review, all of the same day", ", ".join(map(str, days)) or "no review"
            fix = "take the reviews from review_courses"
            raise InvalidInputError(Fault(path="reviews", expected=expected, actual=actual, fix=fix))

    def __iter__(self) -> Iterator[Review]:
        return iter(self.reviews)

    def __len__(self) -> int:
        return len(self.reviews)

    def __getitem__(self, index: int) -> Review:
        return self.reviews[index]

    @property
    def as_of(self) -> date:
        """The day that is reviewed."""
        return self.reviews[0].as_of

    @property
    def permitted(self) -> Elemental:
        """What the day permits of all products together."""
        return Elemental(nanograms=sum(review.permitted.nanograms for review in self.reviews))

    def headline(self) -> str:
        """One line with the day, the number of products, and the amount permitted today in all.

        If today has no check-in and one in Green would permit some, the line says how much instead. If a product needs
        urgent care, the line says so instead of the number of products.
        """
        shown = self._headline()
        return f"{shown.words}. {shown.action}"

    def page(self, last_days: int | None = None) -> Page:
        """A page with a table of today's answers, then the answer of each product.

        The calendars show every day, or the ``last_days``. Rule ids, sources and ledgers are details.

        Raises: ``InvalidInputError`` if ``last_days`` is less than 1.
        """
        names = self._names()
        rows = tuple(
            (name, answer_text(review.words.cell), milligrams(review.permitted))
            for name, review in zip(names, self.reviews, strict=True)
        )
        header = (
            say("view.courses", "product"),
            say("view.courses", "what you do"),
            say("view.courses", "in all today"),
        )
        blocks: list[Block] = [Grid(say("view.courses", "Your products today"), header, rows, (2,))]
        for name, review in zip(names, self.reviews, strict=True):
            blocks += (review.headline_of(name), *review.today_blocks(), *review.course_blocks(last_days))
        gaps = dict.fromkeys(gap for review in self for gap in review.gaps())
        blocks += (not_checked_section(gaps), Foot(rule_text(ANY_RULE, self.reviews[0].disclaimer)))
        for name, review in zip(names, self.reviews, strict=True):
            summary, inner = review.details(last_days)
            blocks.append(Details(about(name, summary), (str(review.ledger.course.capsule), *inner)))
        return Page(
            say("view.courses", "Courses on {date}", date=long_date(self.as_of)), tuple(blocks), self._headline()
        )

    def _names(self) -> tuple[str, ...]:
        """A short name for each product, such as "Glycinate, 100 mg". If two would be alike, all that is stated."""
        capsules = [review.ledger.course.capsule for review in self]
        short = [
            say(
                "view.courses",
                "{form}, {mg} mg",
                form=changed(word("Form", one.form), str.capitalize),
                mg=one.elemental.format_mg(),
            )
            for one in capsules
        ]
        alike = len(set(short)) < len(short)
        return tuple(map(str, capsules)) if alike else tuple(short)

    def _headline(self) -> Headline:
        """The day and its products, or the urgent care that one needs, and the next action for all together."""
        day = self.reviews[0].day_and_zone()
        for review in self:
            if review.move is Move.URGENT_CARE:
                shown = review.headline_of(day)
                return shown._replace(action=self._too_much() or shown.action)
        products = say_number("view.courses", "{number} product", "{number} products", len(self.reviews))
        return Headline(Tone.COURSE, about(day, products), self._too_much() or self._amount())

    def _too_much(self) -> str:
        """The next action of whoever took too much of one product. Otherwise empty."""
        over = (review.headline_of("").action for review in self if review.day_amount is DayAmount.TOO_MUCH)
        return next(over, "")

    def _amount(self) -> str:
        """What the day allows of all products together."""
        in_green = [review.after_green.nanograms for review in self if review.after_green is not None]
        if len(in_green) == len(self.reviews) and any(in_green):
            amount = Elemental(nanograms=sum(in_green)).format_mg()
            return say(
                "view.courses",
                "Tell us about today first. On a Green day with no reactions, {mg} mg in all.",
                mg=amount,
            )
        return say("view.courses", "Today allows {mg} mg in all.", mg=self.permitted.format_mg())


def _as_diaries(values: Iterable[Diary]) -> tuple[Diary, ...]:
    return as_tuple(values)


@final
@named_arguments
@attrs.frozen(kw_only=True)
class JointDiary:
    """The contents of a file with several diaries of one person, one for each product, all to be reviewed on one day.

    Raises: ``InvalidInputError`` if there is no diary, or if the diaries have different days of review.
    """

    courses: tuple[Diary, ...] = attrs.field(converter=_as_diaries)

    __repr__ = one_line_repr

    def __attrs_post_init__(self) -> None:
        raise_if_any(check_instances("courses", self.courses, Diary))
        days = sorted({diary.as_of for diary in self.courses})
        if len(days) != 1:
            expected, actual = "at least one diary, all with the same as_of", ", ".join(map(str, days)) or "none"
            raise InvalidInputError(
                Fault(path="courses", expected=expected, actual=actual, fix="give each diary today as its as_of")
            )


def review_joint_diary(diary: JointDiary, *, rulebook: Rulebook = CURRENT) -> JointReview | Decision:
    """Review the courses that a joint diary describes. If a capsule allows no plan, the answer to its proposal instead.

    Raises: ``InvalidInputError`` for every fault that ``review_courses`` names.
    """
    courses: list[tuple[Course, tuple[CheckIn, ...]]] = []
    for i, one in enumerate(diary.courses):
        with faults_under(f"courses[{i}]"):
            course = course_of(one, rulebook=rulebook)
        if isinstance(course, Infeasible):
            return assess(one.situation, one.proposal, rulebook=rulebook)
        courses.append((course, one.check_ins))
    return review_courses(courses, diary.courses[0].as_of, rulebook=rulebook)


def review_courses(
    courses: Iterable[tuple[Course, Iterable[CheckIn]]], today: date, *, rulebook: Rulebook = CURRENT
) -> JointReview:
    """Review several courses of one person together, each with its check-ins: one product each, as one day.

    What the others permit counts as other magnesium of each course. If they do not fit together, the course that began
    last gives way. A reaction counts for all of them, and so do new facts. On a day, at most one of them starts,
    resumes or rises: the one whose last change is oldest, then the one that began first. None does in the three days
    after a start of another one. The order in which the courses are given never matters.

    Raises: ``InvalidInputError`` for no course, for two courses of the same product, and for every fault that
    ``review_course`` names.
    Source: rules ``course.``, above all ``course.one-at-a-time`` and ``course.number.after-another-start``.

    >>> from datetime import date
    >>> from alpims_mg import (
    ...     Acknowledgement, Capsule, CheckIn, DosageForm, Elemental, Form, KidneyFunction, Situation, Zone,
    ...     begin_course, titration_schedule,
    ... )
    >>> malate, glycinate = (
    ...     Capsule(
    ...         form=form, elemental=Elemental.mg(100), divides_into=2, dosage_form=DosageForm.HARD_CAPSULE,
    ...         ingredients=["rice flour"],
    ...     )
    ...     for form in (Form.MALATE, Form.GLYCINATE)
    ... )
    >>> person = Situation(
    ...     age_years=34, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[], other_magnesium=Elemental.mg(0),
    ...     acknowledged=[Acknowledgement(rule="consult.start", reason="discussed in clinic")],
    ... )
    >>> first = begin_course(titration_schedule(malate), starts=date(2026, 3, 1), situation=person)
    >>> second = begin_course(titration_schedule(glycinate), starts=date(2026, 3, 2), situation=person)
    >>> green = CheckIn(day=date(2026, 3, 2), zone=Zone.GREEN, reactions=[])
    >>> for review in review_courses([(first, [green]), (second, [green])], today=date(2026, 3, 2)):
    ...     print(review.headline())
    Monday 2 March 2026, Green zone: start on step 1. You may take 50 mg.
    Monday 2 March 2026, Green zone: do not start yet. Take none for now.
    """
    given = as_tuple(courses)
    raise_if_any(
        (*_list_faults(given), a_day("today", today), an_instance("rulebook", rulebook, Rulebook, example="CURRENT"))
    )
    diaries = _checked(given, today, rulebook)
    raise_if_any(_product_faults([diary.course for diary in diaries]))
    order = sorted(
        range(len(diaries)), key=lambda i: (diaries[i].course.diary_starts, digest(diaries[i].course.identity))
    )
    begun = [diaries[i] for i in order]
    lives = [course_reports(one.course, one.check_ins, rulebook) for one in begun]
    records, day = live_together(lives, today, rulebook)
    in_green = day.live_with(report_of(Zone.GREEN))
    reviews = [
        review_of(
            life.stages[-1],
            one.check_ins,
            days,
            rulebook,
            in_green=in_green[i] if days[-1].report.is_silent else None,
            others=(*begun[:i], *begun[i + 1 :]),
        )
        for i, (one, life, days) in enumerate(zip(begun, lives, records, strict=True))
    ]
    return JointReview(reviews=tuple(reviews[order.index(i)] for i in range(len(diaries))))


_Given = tuple[Course, Iterable[CheckIn]]


def _list_faults(given: object) -> Iterator[Fault | None]:
    """Yield the faults of a value that should be a tuple of pairs, each of a course and its check-ins."""
    if _length(given) == 0:
        expected, fix = "a list with at least one course", "give [(course, check_ins), ...]"
        yield Fault(path="courses", expected=expected, actual="none", fix=fix)
    yield from check_each("courses", given, _pair_fault)


def _pair_fault(path: str, value: object) -> Fault | None:
    if _length(value) == len(("course", "check_ins")):
        return None
    expected, fix = "a pair of a course and its check-ins", "write (course, check_ins)"
    return Fault(path=path, expected=expected, actual=short_repr(value), fix=fix)


def _length(value: object) -> int | None:
    """The number of items of a tuple. None for any other value."""
    return len(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else None


def _checked(given: Iterable[_Given], today: date, rulebook: Rulebook) -> list[OtherCourse]:
    """The courses, each with its check-ins in the order of their days.

    Raises: ``InvalidInputError`` for every fault that ``review_course`` names, each under the place of its course.
    """
    diaries: list[OtherCourse] = []
    faults: list[Fault] = []
    for i, (course, check_ins) in enumerate(given):
        try:
            diaries.append(OtherCourse(course=course, check_ins=checked_diary(course, check_ins, today, rulebook)))
        except InvalidInputError as error:
            faults += [fault if fault.path == "today" else fault.under(f"courses[{i}]") for fault in error.faults]
    raise_if_any(faults)
    return diaries


def _product_faults(courses: Sequence[Course]) -> Iterator[Fault]:
    """Yield a fault for each course of a product that an earlier one in the list has too."""
    for i, course in enumerate(courses):
        first = next(j for j, other in enumerate(courses) if other.capsule == course.capsule)
        if first < i:
            expected, fix = f"another product than that of courses[{first}]", "put all of one product into one course"
            yield Fault(path=f"courses[{i}].course", expected=expected, actual=str(course.capsule), fix=fix)
