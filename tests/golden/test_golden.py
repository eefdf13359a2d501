"""Hand-worked cases: what is asked, the one thing that the answer must say, and the reading that it rests on.

Each case asserts its subject alone. Whole answers are in ``tests/snapshots``.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from golden.kernel import earliest_of, preview_of, review_of, review_two
from snapshots.answers import (
    clock_answer,
    decided,
    diary_answer,
    diary_findings,
    label_answer,
    options_question,
)

from alpims_mg import Review, form_options, route_options

HERE = Path(__file__).parent
KEYS = {"id", "reading", "subject", "expected", "input"}
DECISIONS = {"offer", "consult", "withhold", "needs-information"}
AREAS = {
    "cases": {
        *("Words", "Answers", "Zones", "Topical", "Conditions", "Kidney", "Age", "Medicines", "Ingredients", "Forms"),
        *("Dose, start", "Dose, rise", "Dose, last rung", "Dose, hold", "Dose, ceilings", "Dose, divided"),
        *("Dose, time", "Dose, advice", "Dose, maintain", "Dose, increase", "Clock", "Lowering", "Dosage form"),
    },
    "diaries": {
        *("Advance", "Begin", "Facts", "Held days", "Missed days", "Precedence", "Reactions", "Red", "Resume"),
        *("Safety", "Same day", "Static plan", "Yellow", "Too much", "After a stop", "Doses", "Corrections", "Wishes"),
        *("Not permitted", "Joining", "Another product", "Two products", "Looking ahead"),
    },
    "clock": {"Clock", "Windows", "No slot", "Unknown"},
    "labels": {"Labels"},
    "options": {"Forms", "Routes", "Domains", "Conditions", "Zones"},
}
REMARKS_ON_AMOUNTS = {
    *("course.more-taken", "course.taken-without-permission"),
    *("course.remark.no-more-today", "course.remark.nothing-offered"),
}
"""The remarks on what was taken, or may be taken, on a day."""
FILES = [file for family in AREAS for file in sorted((HERE / family).glob("*.json"))]
Answer = Mapping[str, Any]


def _steps(answer: Answer) -> list[dict[str, Any]]:
    return list((answer.get("plan") or answer["draft"])["steps"])


def _answer(answer: Answer, expected: Any) -> dict[str, Any]:
    """The decision, and the rule by which it is made where the case names one."""
    acknowledged = {(one["rule"], one.get("about")) for one in answer["acknowledged"]}
    deciding = {
        one["rule"]
        for one in answer["findings"]
        if one["verdict"] == answer["decision"]
        and (answer["decision"] == "withhold" or (one["rule"], one.get("about")) not in acknowledged)
    }
    by = {"by": expected["by"] if expected["by"] in deciding else sorted(deciding)} if "by" in expected else {}
    return {"decision": answer["decision"], **by}


def _caution(answer: Answer, expected: Any) -> Any:
    cautions = [one["rule"] for one in answer["findings"] if one["verdict"] == "caution"]
    return expected if expected in cautions else cautions


def _instead(answer: Answer, expected: Any) -> Any:
    kinds = [one["reason"]["rule"] for one in answer["alternatives"]]
    return expected if expected in kinds else kinds


def _hours(answer: Answer, expected: Any) -> Any:
    (hours,) = [one["separation_hours"] for one in answer["findings"] if "separation_hours" in one]
    return hours


def _instead_lower_says(answer: Answer, expected: Any) -> str:
    said = {one["reason"]["rule"]: one["advice"]["rule"] for one in answer["alternatives"]}
    return str(said["route.instead.lower"])


def _instead_of_the_product(answer: Answer, expected: Any) -> str:
    reasons = {one["reason"]["rule"]: one["reason"]["text"] for one in answer["alternatives"]}
    return str(reasons["route.instead.product"])


def _advice(answer: Answer, expected: Any) -> Any:
    advice = [one["rule"] for one in (answer.get("plan") or answer["draft"])["advice"]]
    return expected if expected in advice else advice


def _nearest(answer: Answer, expected: Any) -> Any:
    return {side: answer["infeasible"][f"nearest_{side}_mg"] for side in ("below", "above")}


def _says(answer: Answer, expected: Any) -> Any:
    """Which of the expected words the finding of a rule has, and which of the unwanted ones it does not have."""
    text = " ".join(one["text"] for one in answer["findings"] if one["rule"] == expected["rule"])
    return expected | {
        "says": [words for words in expected["says"] if words in text],
        "not": [words for words in expected["not"] if words not in text],
    }


CASE_SUBJECTS: dict[str, Callable[[Answer, Any], Any]] = {
    "answer": _answer,
    "caution": _caution,
    "advice": _advice,
    "ask again": lambda answer, _: [one["rule"] for one in answer["advice"] if one["rule"].startswith("zone.")],
    "says": _says,
    "first finding": lambda answer, _: answer["findings"][0]["rule"],
    "to acknowledge": lambda answer, _: [[one["rule"], one.get("about")] for one in answer["to_acknowledge"]],
    "missing": lambda answer, _: sorted(answer["missing"]),
    "not checked": lambda answer, _: sorted(gap["path"] for gap in answer["not_checked"]),
    "hours": _hours,
    "alternatives": lambda answer, _: {one["reason"]["rule"]: one["answer"] for one in answer["alternatives"]},
    "instead of the product": _instead_of_the_product,
    "instead lower says": _instead_lower_says,
    "amounts": lambda answer, _: [step["daily_mg"] for step in _steps(answer)],
    "first amount": lambda answer, _: _steps(answer)[0]["daily_mg"],
    "last amount": lambda answer, _: _steps(answer)[-1]["daily_mg"],
    "nearest totals": _nearest,
    "hold": lambda answer, _: _steps(answer)[0]["days"],
    "intakes": lambda answer, _: {one["at"]: one["elemental_mg"] for one in _steps(answer)[-1]["intakes"]},
    "times": lambda answer, _: [one["at"] for one in _steps(answer)[-1]["intakes"]],
    "on the clock": lambda answer, _: [one["clock"] for one in _steps(answer)[-1]["intakes"]],
    "left": lambda answer, _: "nothing" if answer["plan"] is None else _steps(answer)[-1]["daily_mg"],
    "advice of the offer": lambda answer, _: [one["rule"] for one in answer["advice"]],
    "instead": _instead,
    "habits": lambda answer, _: sorted(
        one["rule"]
        for one in (answer.get("plan") or answer["draft"])["advice"]
        if one["rule"].startswith("dose.habit.")
    ),
    "food": lambda answer, _: sorted({one["with_food"] for step in _steps(answer) for one in step["intakes"]}),
}


def _first(ranked: Any) -> Any:
    """The name of the first option; all of them in order where several share the first rank."""
    names = sorted(option.name for option in ranked if option.rank == 1)
    return names if len(names) > 1 else names[0]


def _permitted(review: Review) -> dict[str, str]:
    return {"move": str(review.move), "permitted_mg": review.permitted.format_mg()}


def _found(asked: Mapping[str, Any], expected: Any) -> Any:
    rules = [finding.rule for finding in review_of(asked).findings]
    return expected if expected in rules else rules


def _not_found(asked: Mapping[str, Any], expected: Any) -> Any:
    rules = [finding.rule for finding in review_of(asked).findings]
    return rules if expected in rules else expected


def _held_days_left(asked: Mapping[str, Any], _: Any) -> int:
    waiting = {requirement.rule: requirement.left for requirement in review_of(asked).waiting_for}
    return waiting.get("course.waits.held-days") or 0


def _numbers(asked: Mapping[str, Any], expected: Any) -> Any:
    """The rule and the numbers of the finding that is expected, or the rules of all findings."""
    findings = {finding.rule: dict(finding.numbers) for finding in review_of(asked).findings}
    rule = expected["rule"]
    return {"rule": rule, "numbers": findings[rule]} if rule in findings else sorted(findings)


def _waits(asked: Mapping[str, Any], _: Any) -> Any:
    return sorted([requirement.rule, requirement.left] for requirement in review_of(asked).waiting_for)


DIARY_SUBJECTS: dict[str, Callable[[Answer, Any], Any]] = {
    "permitted": lambda asked, _: _permitted(review_of(asked)),
    "amount": lambda asked, _: review_of(asked).permitted.format_mg(),
    "finding": _found,
    "no finding": _not_found,
    "held days left": _held_days_left,
    "headline": lambda asked, _: review_of(asked).headline(),
    "alternatives": lambda asked, _: [one.reason.rule for one in review_of(asked).alternatives],
    "numbers": _numbers,
    "waits": _waits,
    "preview": lambda asked, _: preview_of(asked),
    "earliest": lambda asked, _: earliest_of(asked),
    "two products": lambda asked, _: [_permitted(review) for review in review_two(asked)],
}


def said(family: str, case: Mapping[str, Any]) -> Any:
    """What the answer to a case says of its subject."""
    asked, subject = case["input"], case["subject"]
    match family, subject:
        case "cases", _:
            return CASE_SUBJECTS[subject](decided(asked), case["expected"])
        case "diaries", "move":
            answer = diary_answer(asked)
            return {"move": answer["move"], "rule": answer["rule"]}
        case "diaries", "first reaction":
            return next(rule for rule in diary_findings(asked) if rule.startswith("reaction."))
        case "diaries", "remarks":
            return sorted(REMARKS_ON_AMOUNTS & set(diary_findings(asked)))
        case "diaries", _:
            return DIARY_SUBJECTS[subject](asked, case["expected"])
        case "clock", "placed":
            return {one["at"]: one["clock"] for one in clock_answer(asked)["placed"]}
        case "clock", "in the way":
            return clock_answer(asked)["sets"]
        case "clock", "not checked":
            return clock_answer(asked)["not_checked"]
        case "labels", _:
            return label_answer(asked)[subject]
        case "options", "first form":
            return _first(form_options(**options_question(asked)))
        case "options", "first route":
            return _first(route_options(**options_question(asked)))
        case _:
            raise AssertionError(f"no case of {family} has the subject {subject}")


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_answer_says_what_the_reading_says(file: Path) -> None:
    case = _read(file)
    assert said(file.parent.name, case) == case["expected"], case["reading"]


def test_a_case_has_the_name_of_its_file_a_subject_and_a_reading_in_words() -> None:
    for file in FILES:
        case = _read(file)
        area, colon, words = case["reading"].partition(": ")
        assert case.keys() == KEYS, file
        assert case["id"] == file.stem
        assert area in AREAS[file.parent.name], file
        assert colon
        assert words
        assert ".md" not in words


def test_every_area_of_the_readings_has_a_case() -> None:
    for family, areas in AREAS.items():
        found = {_read(file)["reading"].partition(": ")[0] for file in FILES if file.parent.name == family}
        assert found == areas


def test_every_decision_occurs() -> None:
    cases = [_read(file) for file in FILES if file.parent.name == "cases"]
    assert {decided(case["input"])["decision"] for case in cases} == DECISIONS
