"""What the simulator says of the subject of a golden diary."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from courses.lives import preview, simulate_two
from courses.model import Outcome
from courses.reading import course_in, day_of, entry_of, outcomes

from alpims_mg import Elemental

SUBJECTS = ("move", "permitted", "amount", "finding", "no finding", "held days left", "preview", "two products")


def permitted(outcome: Outcome) -> dict[str, str]:
    return {"move": outcome.move, "permitted_mg": Elemental(nanograms=outcome.permitted).format_mg()}


def notices(outcome: Outcome) -> Iterator[str]:
    if outcome.asks_about_silence:
        yield "course.remark.silent-days"
    if outcome.kidney_ends is not None:
        yield "course.remark.kidney-result-ages"


def modelled(case: Mapping[str, Any]) -> Any:
    asked, expected = case["input"], case["expected"]
    match case["subject"]:
        case "permitted":
            return permitted(outcomes(asked)[-1])
        case "move":
            return {**expected, "move": outcomes(asked)[-1].move}
        case "amount":
            return permitted(outcomes(asked)[-1])["permitted_mg"]
        case "finding":
            last = outcomes(asked)[-1]
            remarks = sorted({*last.remarks, *notices(last)})
            return expected if expected in remarks else remarks
        case "no finding":
            return expected if expected not in outcomes(asked)[-1].remarks else f"{expected} was found"
        case "held days left":
            course, last = course_in(asked), outcomes(asked)[-1]
            return course.holds[(last.rung or 1) - 1] - last.held
        case "preview":
            entries = [entry_of(one) for one in asked["check_ins"]]
            ahead = preview(course_in(asked), entries, day_of(asked["as_of"]))
            return {zone: Elemental(nanograms=amount).format_mg() for zone, amount in ahead.items()}
        case "two products":
            both = [(course_in(one), [entry_of(entry) for entry in one["check_ins"]]) for one in asked["courses"]]
            return [permitted(outcome) for outcome in simulate_two(both, day_of(asked["as_of"]))[-1]]
        case subject:
            raise AssertionError(f"the simulator has no subject {subject}: {json.dumps(expected)}")
