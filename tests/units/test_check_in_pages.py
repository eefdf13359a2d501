"""The page of a check-in: what it states, and what it does not."""

from datetime import date, time
from typing import Any

import pytest
from units.builders import situation

from alpims_mg import CheckIn, DoseTaken, Elemental, Reaction, Wish, Zone

DAY = date(2026, 3, 12)
DOSES = [DoseTaken(elemental=Elemental.mg(25), at=time(8)), DoseTaken(elemental=Elemental.mg(25))]


@pytest.mark.parametrize(
    ("stated", "items"),
    [
        ({}, ["Zone: not stated", "Reactions: not stated", "Taken: not stated"]),
        (
            {"zone": Zone.RED, "reactions": [], "taken": Elemental.mg(50)},
            ["Zone: Red", "Reactions: none", "Taken: 50 mg"],
        ),
        (
            {"reactions": [Reaction.NAUSEA, Reaction.LOOSE_STOOLS], "doses": DOSES, "wish": Wish.GO_ON},
            [
                "Zone: not stated",
                "Reactions: loose stools, nausea",
                "Taken: 25 mg at 08:00 and 25 mg",
                "What you want: go on",
            ],
        ),
        (
            {"reactions": [Reaction.NONE], "doses": [], "situation": situation(), "replaces": "a"},
            [
                "Zone: not stated",
                "Reactions: none",
                "Taken: 0 mg",
                "You stated new facts.",
                "This corrects the entry a.",
            ],
        ),
    ],
)
def test_a_check_in_shows_what_it_states_and_what_it_does_not(stated: dict[str, Any], items: list[str]) -> None:
    lines = CheckIn(day=DAY, **stated).page().text().splitlines()
    assert lines == [
        "Your check-in for Thursday 12 March 2026",
        "",
        "What you told us",
        *(f"  - {item}" for item in items),
    ]


def test_a_check_in_that_takes_back_an_entry_says_so() -> None:
    page = CheckIn(day=DAY, id="b", replaces="a", withdraw=True).page()
    assert page.text().splitlines()[2:] == ["This takes back the entry a."]


def test_a_check_in_is_one_line_as_a_text() -> None:
    entry = CheckIn(day=DAY, zone=Zone.RED)
    assert str(entry) == entry.summary() == "2026-03-12: red"
