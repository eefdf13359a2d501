"""What only a reader refuses, because a schema cannot say it: mostly what holds between several fields."""

import json
import re
from functools import cache
from typing import Any

from peers.hand_documents import case, person
from peers.wire_documents import KINDS, Document, drawn

from alpims_mg.errors import Fault

INTAKE = {"at": "dinner", "portion": "1", "elemental_mg": "100", "with_food": True}
STEP = {"first_day": 1, "days": None, "intakes": [INTAKE]}
DAY = "2026-03-01"


@cache
def documents_by_rule() -> dict[str, Document]:
    """The rules that only a reader checks, as their faults say them, each with a document that breaks it."""

    def of(name: str, value: dict[str, Any], **changed: object) -> Document:
        return Document(name, json.dumps({**value, **changed}))

    routine = {"wakes": "07:00", "sleeps": "22:00"}
    ledger, supply, check = (drawn(KINDS[name], 1)[0] for name in ("Ledger", "Supply", "LimitCheck"))
    course, days = ledger["course"], ledger["days"]
    plan, diary = course["plan"], drawn(KINDS["Diary"], 1)[0]
    finding = {"rule": "consult.start", "verdict": "consult", "because": "", "cites": []}
    return {
        "computed from the other fields": of("Step", STEP, daily_mg="50"),
        "given once": case(situation='{"zone": "green", "zone": "red"}'),
        "given, unless atc or rxnorm is given": person(medicines=[{"route": "oral"}]),
        "the name of a medicine": person(medicines=[{"name": "no known medications"}]),
        "the name of a condition": person(other_conditions=["unknown"]),
        "a condition that has no word of its own": person(other_conditions=["EDS"]),
        "only lists that are stated": person(partial=["medicines"]),
        "given where kidney_date is given": person(kidney_date=DAY, as_of=DAY),
        "no later than": person(kidney="normal", kidney_date="2026-03-02", as_of=DAY),
        "None, since ": case(more=', "lower_to_mg": "50"'),
        "less than the present ": Document(
            "Case",
            case().text.replace('"start"', '"lower", "current_daily_mg": "100", "lower_to_mg": "200"'),
        ),
        "between waking and sleeping": person(routine={**routine, "dinner": "23:00"}),
        "later than ": person(routine={**routine, "breakfast": "12:00", "lunch": "08:00"}),
        "different from wakes": person(routine={**routine, "sleeps": "07:00"}),
        "at least .* mg elemental": of("DoseBand", {"what": "start", "least_mg": "100", "most_mg": "50"}),
        "times of day, separated by spaces": of("Finding", finding, numbers={"taken_at": "noon"}),
        "a rung that begins on day": of("DosePlan", {"kind": "dose-plan"}, steps=[{**STEP, "first_day": 2}]),
        "None on a rung that ends": of("Step", STEP, days=7, hold=7),
        "what the amounts say": of("LimitCheck", check, level_mg="1", amount_mg="2", outcome="within"),
        "the .* capsules of the rungs": of("Supply", supply, needed=supply["needed"] + 1),
        "at most the .* of the stock": of("Supply", supply, bottle=0, used_quarters=1),
        "given with replaces": of("CheckIn", {"day": DAY}, withdraw=True),
        "an entry with nothing else in it": of("CheckIn", {"day": DAY}, withdraw=True, replaces="a", zone="red"),
        "a total or doses, not both": of("CheckIn", {"day": DAY}, taken_mg="100", doses=[]),
        "either none or a list of reactions": of("CheckIn", {"day": DAY}, reactions=["none", "itching"]),
        "a day after ": of("Diary", diary, changes=[{"on": diary["starts"], "proposal": diary["proposal"]}]),
        "at least one diary, all with the same as_of": of(
            "JointDiary", {}, courses=[{**diary, "changes": []}, {**diary, "changes": [], "as_of": "9999-01-01"}]
        ),
        "the product that the plan is for": of("Course", course, plan={**plan, "capsule": None}),
        "portions of a capsule of": of(
            "Course", course, plan={**plan, "capsule": {**plan["capsule"], "elemental_mg": "7"}}
        ),
        "amounts below the plan's last one, each once": of("Course", course, other_rungs=[plan["steps"][-1]]),
        "each day of the course before": of("Course", course, told=days[:1]),
        "None, because the facts of the course before go on": of(
            "Course", course, starts="9999-01-01", situation={}, follows=course
        ),
        "every day from": of("Ledger", ledger, as_of="9999-01-01"),
        "a day whose rung, amounts and totals agree": of(
            "Ledger", ledger, days=[{**days[0], "taken_total_mg": "7"}, *days[1:]]
        ),
    }


WHOLE_NUMBER_WITH_A_POINT = person(age_years=34.0)
CODE_WITH_A_LINE_BREAK = person(medicines=[{"atc": "no code\n"}])


def only_a_reader_refuses(fault: Fault) -> bool:
    """Whether a schema cannot see a fault.

    JSON Schema takes 7.0 for a whole number. A line break is removed from the text of a code, but not from other text.
    """
    integral = re.fullmatch(r"-?[0-9]+\.0|-?[0-9.]+e\+?[0-9]+", fault.actual)
    kept = re.search(r"(atc|rxnorm)$", fault.path) and fault.fix.startswith("remove line breaks")
    return bool(integral or kept) or any(re.search(rule, fault.expected) for rule in documents_by_rule())
