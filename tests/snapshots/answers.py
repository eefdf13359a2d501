"""Short answers to kept questions, written so that a reviewer can read a difference line by line."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from alpims_mg import (
    Aim,
    Domain,
    InvalidInputError,
    Label,
    Medicine,
    Review,
    Routine,
    Situation,
    Step,
    Unschedulable,
    assess,
    form_options,
    review_course,
    route_options,
    schedule_day,
)
from alpims_mg.courses.diary import Course
from alpims_mg.courses.diary_courses import course_of
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.wire import make_converter, read_case, read_diary, to_json

CONVERTER = make_converter()
WIDTH = 120


def written(value: Any, indent: int = 0) -> str:
    """JSON in which each list or object stands on one line if it fits."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= WIDTH or not isinstance(value, dict | list):
        return line
    pad = " " * (indent + 2)
    parts = (
        [f"{json.dumps(key)}: {written(one, indent + 2)}" for key, one in value.items()]
        if isinstance(value, dict)
        else [written(one, indent + 2) for one in value]
    )
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{pad}" + f",\n{pad}".join(parts) + f"\n{' ' * indent}{closing}"


def stated(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer without what is empty."""
    return {key: value for key, value in answer.items() if value not in (None, [], {}, "")}


# --- Cases: a situation and a proposal
def _finding(finding: Mapping[str, Any]) -> str:
    parts = [f"{finding['verdict']} {finding['rule']}"]
    if "about" in finding:
        parts.append(f"about {finding['about']}")
    if hours := finding.get("separation_hours"):
        parts.append(f"{hours['medicine_to_magnesium']} h before magnesium, {hours['magnesium_to_medicine']} h after")
    if "severity" in finding:
        parts.append(finding["severity"])
    if finding.get("supposed"):
        parts.append("supposed")
    return "; ".join(parts) + (f": {finding['text']}" if finding.get("numbers") else "")


def _step(step: Mapping[str, Any]) -> str:
    last = "" if step["days"] is None else step["first_day"] + step["days"] - 1
    intakes = (
        f"{intake['at']} {intake['portion']} ({intake['elemental_mg']} mg{'' if intake['with_food'] else ', no food'})"
        for intake in step["intakes"]
    )
    return f"days {step['first_day']}-{last}: {step['daily_mg']} mg = {', '.join(intakes)}"


def _product(product: Mapping[str, Any]) -> str:
    if product["kind"] == "topical":
        return f"topical {product['vehicle']}"
    kind = product.get("dosage_form", "capsule")
    return f"{kind} {product['form']} {product['elemental_mg']} mg in {product['divides_into']}"


def _proposal(proposal: Mapping[str, Any]) -> str:
    amounts = (
        f"{key} {proposal[key]}" for key in ("target_mg", "current_daily_mg", "lower_to_mg") if proposal.get(key)
    )
    return "; ".join((proposal["intent"], _product(proposal["product"]), *amounts))


def _nearest(infeasible: Mapping[str, Any] | None) -> str:
    nearest = infeasible or {}
    amounts = [nearest.get(f"nearest_{side}_mg") for side in ("below", "above")]
    return "" if amounts == [None, None] else f"below {amounts[0]}, above {amounts[1]}"


def _limit(limit: Mapping[str, Any]) -> str:
    numbers = f"{limit['amount_mg']} of {limit['level_mg']} mg, margin {limit['margin_mg']} mg"
    return f"{limit['outcome']} {limit['rule']}: {numbers}"


def decided(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of the decision for a case."""
    case = read_case(json.dumps(asked))
    return dict(json.loads(to_json(assess(case.situation, case.proposal))))


def case_answer(asked: Mapping[str, Any], *, every_limit: bool = False) -> dict[str, Any]:
    answer = decided(asked)
    plan = answer.get("plan") or answer.get("draft") or {}
    limits = (limit for limit in plan.get("limits", ()) if every_limit or limit["outcome"] != "within")
    gaps = sorted(gap["path"] for gap in answer["not_checked"])
    gaps.remove("situation.other_conditions")  # every answer has this gap, so no snapshot repeats it
    return {
        "decision": answer["decision"],
        **stated(
            {
                "findings": [_finding(one) for one in answer["findings"] if one["verdict"] != "permit"],
                "steps": [_step(step) for step in plan.get("steps", ())],
                "patch_test": plan.get("patch_test"),
                "advice": [one["rule"] for one in answer.get("advice", ()) if answer["decision"] == "offer"],
                "limits": [_limit(limit) for limit in limits],
                "nearest": _nearest(answer.get("infeasible")),
                "missing": sorted(answer.get("missing", ())),
                "not_checked": gaps,
                "acknowledged": [one["rule"] for one in answer["acknowledged"]],
                "alternatives": [
                    f"{one['answer']}: {_proposal(one['proposal'])}" for one in answer.get("alternatives", ())
                ],
            }
        ),
    }


def case_with_every_limit(asked: Mapping[str, Any]) -> dict[str, Any]:
    return case_answer(asked, every_limit=True)


# --- Diaries: a course, and what was reported day by day
def run_lengths(values: Iterable[Any]) -> list[list[Any]]:
    return [[value, len(list(run))] for value, run in groupby(values)]


def diary_review(asked: Mapping[str, Any]) -> Review:
    """The review of a diary on its last day."""
    diary = read_diary(json.dumps(asked))
    course = course_of(diary)
    assert isinstance(course, Course)
    return review_course(course, diary.check_ins, diary.as_of)


def diary_findings(asked: Mapping[str, Any]) -> list[str]:
    """The rules of the findings of a diary's review, in order."""
    return [found.rule for found in diary_review(asked).findings]


def diary_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    review = diary_review(asked)
    days = review.ledger.days
    waiting = ([requirement.rule, requirement.left] for requirement in review.waiting_for)
    return {
        "move": str(review.move),
        "rung": review.rung,
        "permitted_mg": review.permitted.format_mg(),
        "rule": days[-1].rule,
        "moves": run_lengths(str(day.move) for day in days),
        "rungs": run_lengths(day.rung for day in days),
        "waiting_for": sorted(waiting, key=lambda row: (row[0], row[1] or 0)),
    }


# --- The clock: a day's intakes, a routine and medicines
def clock_question(asked: Mapping[str, Any]) -> tuple[Step, Routine, tuple[Medicine, ...] | None]:
    listed = asked["medicines"]
    medicines = None if listed is None else tuple(CONVERTER.structure(medicine, Medicine) for medicine in listed)
    return CONVERTER.structure(asked["step"], Step), CONVERTER.structure(asked["routine"], Routine), medicines


def clock_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    day = schedule_day(*clock_question(asked))
    gaps = {"not_checked": [gap.path for gap in day.not_checked]}
    if isinstance(day, Unschedulable):
        sets = [[conflict.about or str(conflict.constraint) for conflict in conflicts] for conflicts in day.sets]
        return {"sets": sets, **gaps}
    placed = json.loads(to_json(day))["placed"]
    times = [
        {"clock": one["clock"], "at": one["intake"]["at"], **({"moved_to": one["at"]} if one["moved"] else {})}
        for one in placed
    ]
    return {"placed": times, "room_minutes": day.room_minutes, **gaps}


# --- Labels: a text or a record
def read_label(asked: Mapping[str, Any]) -> Label:
    return Label.from_text(asked["text"]) if "text" in asked else Label.from_dsld(asked["record"])


def _serving(serving: Mapping[str, Any]) -> dict[str, Any]:
    amounts = {name: serving.get(name) for name in ("elemental_mg", "compound_mg", "elemental_least_mg")}
    amounts["elemental_most_mg"] = serving["elemental_most_mg"]
    return {"capsules": serving["capsules"], **{name: mg for name, mg in amounts.items() if mg is not None}}


def _capsule(label: Label) -> Any:
    """One capsule of the label, or the paths of the faults that prevent it."""
    try:
        capsule = json.loads(to_json(label.capsule(divides_into=4)))
    except InvalidInputError as error:
        return sorted({fault.path for fault in error.faults})
    return {name: capsule[name] for name in ("form", "elemental_mg", "compound_mg") if capsule.get(name) is not None}


def label_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    label = read_label(asked)
    return {
        "dosage_form": str(label.dosage_form) if label.dosage_form else None,
        "forms": [str(source.form) if source.form else None for source in label.sources],
        "salts": sorted({str(salt) for source in label.sources for salt in source.salts}),
        "servings": [_serving(serving) for serving in json.loads(to_json(label))["servings"]],
        "ingredients": None if label.ingredients is None else list(label.ingredients),
        "rules": [finding.rule for finding in label.findings],
        "not_read": sorted({gap.path for gap in label.not_read}),
        "capsule": _capsule(label),
        "additives": sorted(map(str, additives_in(label.ingredients or ()))),
    }


# --- Options: aims, domains and a situation
def options_question(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "aims": [Aim(word) for word in asked["aims"]],
        "domains": [Domain(word) for word in asked["domains"]],
        "situation": CONVERTER.structure(asked["situation"], Situation),
    }


def _ranked(options: Any) -> Iterator[str]:
    for option in options:
        blocking = [finding.rule for finding in option.blocking]
        parts = [f"{option.rank}. {option.name}: {option.answer}"]
        parts += [f"blocked by {', '.join(blocking)}"] * bool(blocking)
        parts += [f"missing {', '.join(sorted(option.missing))}"] * bool(option.missing)
        yield "; ".join(parts)


def options_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    arguments = options_question(asked)
    forms, routes = form_options(**arguments), route_options(**arguments)
    return {
        "forms": list(_ranked(forms)),
        "routes": list(_ranked(routes)),
        **stated({"unserved_forms": [str(one) for one in forms.unserved]}),
    }


ANSWERS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "cases": case_answer,
    "bounds": case_with_every_limit,
    "diaries": diary_answer,
    "clock": clock_answer,
    "labels": label_answer,
    "options": options_answer,
}
"""How each family of questions is answered. Each family is a folder next to this file."""
