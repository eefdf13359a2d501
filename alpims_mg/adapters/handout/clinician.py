"""The clinician's sheet, in English: each reason with its rule and source, the limits, and the edition."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from alpims_mg._internal.rendering import Foot, Headline, Listing, Tone, sentence
from alpims_mg.adapters.handout.sheets import Part, Ruled, RuleTable, Sheet
from alpims_mg.courses.review_types import Review, date_table, offers_steps
from alpims_mg.model.answer_blocks import draft_block
from alpims_mg.model.decisions import Consult, Decision, Offer, Withhold, plan_or_draft
from alpims_mg.model.findings import Finding
from alpims_mg.model.limit_checks import LimitCheck, LimitOutcome
from alpims_mg.model.plans import DosePlan, Plan

_FOR: Final = "For the clinician."
_STEPS: Final = "Steps, in elemental magnesium a day"
_DRAFT_STEPS: Final = "DRAFT of the steps, in elemental magnesium a day"


def decision_clinician_sheet(decision: Decision) -> Sheet:
    """The clinician's sheet of an answer. A draft says so, and has day numbers."""
    plan, marks, is_draft = plan_or_draft(decision), draft_block(()), isinstance(decision, Consult)
    title = _title(decision)
    return Sheet(
        title=title,
        intro=_intro(plan),
        headline=Headline(Tone.NEEDS_INFORMATION, title),
        parts=(
            *_plan_parts(plan, _DRAFT_STEPS if is_draft else _STEPS),
            *_decision_parts(decision),
            *_closing(decision),
        ),
        draft=(marks.above, marks.below) if is_draft else None,
    )


def review_clinician_sheet(review: Review) -> Sheet:
    """The clinician's sheet of a day of a course: the move, what the course waits for, and today's answer."""
    course = review.ledger.course
    dates = (date_table(review.dates),) if review.dates and offers_steps(review) else ()
    parts = (
        *_reasons("Reasons of the move, strictest first", review.findings),
        *_listing("Still needed", map(str, review.waiting_for)),
        *dates,
        *_decision_parts(review.decision),
        f"Course from {course.starts} on, reviewed on {review.as_of}. Ledger {review.ledger.digest}.",
        *_closing(review.decision),
    )
    title = f"{review.as_of}: {review.words.headline}. Answer to the proposal: {review.decision.answer}"
    headline = Headline(Tone.COURSE, title)
    return Sheet(title=title, intro=_intro(course.plan), headline=headline, parts=parts)


def _title(decision: Decision) -> str:
    plan = plan_or_draft(decision)
    answer = sentence(f"{decision.answer}: {decision.words.headline}")
    return answer if plan is None else f"{answer} {sentence(plan.summary())}"


def _intro(plan: Plan | None) -> str:
    product = plan.capsule if isinstance(plan, DosePlan) else None
    return _FOR if product is None else f"{_FOR} {sentence(str(product))}"


def _plan_parts(plan: Plan | None, caption: str) -> Iterator[Part]:
    """Yield the steps, and the limits that are exceeded, reached or nearest."""
    if not isinstance(plan, DosePlan):
        return
    yield plan.staircase().table._replace(caption=caption)
    nearest = plan.nearest_limit()
    near = [limit for limit in plan.limits if limit.outcome is not LimitOutcome.WITHIN or limit == nearest]
    if near:
        title = f"Limits exceeded, reached or nearest ({len(near)} of {len(plan.limits)})"
        header = ("result", "limit mg", "plan mg", "difference", "because, and rule")
        yield RuleTable(
            title, header, tuple((*row[:-2], Ruled(*row[-2:])) for row in map(LimitCheck.row, near)), (1, 2)
        )


def _decision_parts(decision: Decision) -> Iterator[Part]:
    """Yield the reasons of an answer, the acknowledgements, the alternatives, the advice and the gaps."""
    plan = plan_or_draft(decision)
    own = decision.advice if isinstance(decision, Offer | Withhold) else ()
    advice = dict.fromkeys(found.rule for found in chain(own, () if plan is None else plan.advice))
    alternatives = decision.alternatives if isinstance(decision, Withhold) else ()
    yield from _reasons("Reasons, strictest first", decision.findings)
    yield from _listing("Acknowledged", map(str, decision.acknowledged))
    yield from _listing("Alternatives", map(str, alternatives))
    yield from _listing("Advice given to the patient, by rule", (", ".join(advice),) if advice else ())
    yield from _listing("Not checked, by field", map(str, decision.not_checked))


def _reasons(caption: str, findings: Iterable[Finding]) -> Iterator[RuleTable]:
    rows = tuple(
        (str(found.verdict), Ruled(found.plainly(), found.rule), found.places() or "no source") for found in findings
    )
    if rows:
        yield RuleTable(caption, ("verdict", "because, and rule", "source"), rows)


def _listing(title: str, items: Iterable[str]) -> Iterator[Listing]:
    shown = tuple(items)
    if shown:
        yield Listing(title, shown)


def _closing(decision: Decision) -> tuple[Part, ...]:
    return f"Edition {decision.edition}.", Foot(decision.disclaimer)
