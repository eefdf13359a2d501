"""The command ``new-case``: it asks for the facts of a case one by one, checks each reply, and writes a case."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from alpims_mg import CURRENT, Form, Intent, NeedsInformation, Route, Zone, assess
from alpims_mg.adapters import cli
from alpims_mg.adapters.cli.new_case_command import NO_ANSWER, SAMPLE
from alpims_mg.adapters.cli.replies import reply_value
from alpims_mg.assessment.case_questions import fields_to_ask
from alpims_mg.errors import InvalidInputError
from alpims_mg.rulebook.questions import CaseField
from alpims_mg.wire import read_case

ROOT = Path(__file__).resolve().parents[2]
LITTLE_KNOWN = ROOT / "examples" / "cases" / "start-with-little-known.json"

Captured = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch

REPLIES = {
    CaseField.INTENT: "start",
    CaseField.PRODUCT: "capsule",
    CaseField.FORM: "glycinate",
    CaseField.STRENGTH: "100 mg",
    CaseField.DOSAGE_FORM: "hard capsule",
    CaseField.DIVISION: "4",
    CaseField.INGREDIENTS: "hypromellose, Rice  bran",
    CaseField.PRESENT_AMOUNT: "100",
    CaseField.TARGET: "300",
    CaseField.LOWER_TO: "50",
    CaseField.VEHICLE: "oil",
    CaseField.ZONE: "GREEN",
    CaseField.TOLERANCE: "no",
    CaseField.AGE: "34",
    CaseField.KIDNEY: "normal",
    CaseField.CONDITIONS: "mcas, EDS",
    CaseField.OTHER_CONDITIONS: "none",
    CaseField.MEDICINES: "levothyroxine",
    CaseField.OTHER_MAGNESIUM: "0",
}
WRITTEN = {
    "proposal": {
        "intent": "start",
        "product": {
            "kind": "capsule",
            "form": "glycinate",
            "elemental_mg": "100",
            "dosage_form": "hard-capsule",
            "divides_into": 4,
            "ingredients": ["hypromellose", "Rice bran"],
        },
        "target_mg": "300",
    },
    "situation": {
        "zone": "green",
        "tolerance": "unproven",
        "age_years": 34,
        "kidney": "normal",
        "conditions": ["mcas", "eds"],
        "other_conditions": [],
        "medicines": [{"name": "levothyroxine"}],
        "other_magnesium_mg": "0",
    },
}
NOT_STATED = ""


def replies(**changed: str | list[str]) -> list[str]:
    """A reply to each question about a first capsule. ``changed`` holds others, by the name of the field."""
    given: list[str] = []
    for field in fields_to_ask(Route.CAPSULE, Intent.START, rulebook=CURRENT):
        reply = changed.get(field.name.lower(), REPLIES[field])
        given += reply if isinstance(reply, list) else [reply]
    return given


def new_case(patch: Patch, given: list[str], *arguments: object) -> int:
    """Run the command with these lines on standard input."""
    patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in given)))
    return cli.run(["new-case", *map(str, arguments)])


def asked_in(printed: str) -> list[CaseField]:
    """The fields whose questions were printed."""
    return [field for field, rule in CURRENT.questions if f"\n{rule.then.question}\n" in printed]


class TestACase:
    def test_has_what_was_replied(self, monkeypatch: Patch, capsys: Captured, tmp_path: Path) -> None:
        path = tmp_path / "case.json"
        assert new_case(monkeypatch, replies(), path) == 0
        assert json.loads(path.read_text()) == WRITTEN
        printed = capsys.readouterr()
        assert printed.out.startswith("The case is written to")
        assert f"alpims-mg assess {path}" in " ".join(printed.out.split())
        assert asked_in(printed.err) == list(fields_to_ask(Route.CAPSULE, Intent.START, rulebook=CURRENT))

    def test_is_printed_if_no_file_is_named(self, monkeypatch: Patch, capsys: Captured) -> None:
        for arguments in ((), ("-",), ("--json",)):
            assert new_case(monkeypatch, replies(), *arguments) == 0
            assert json.loads(capsys.readouterr().out) == WRITTEN

    def test_is_both_written_and_printed_with_json(self, monkeypatch: Patch, capsys: Captured, tmp_path: Path) -> None:
        path = tmp_path / "case.json"
        assert new_case(monkeypatch, replies(), path, "--json") == 0
        assert capsys.readouterr().out == path.read_text()

    @pytest.mark.parametrize("intent", list(Intent))
    @pytest.mark.parametrize("route", list(Route))
    def test_can_be_read_for_each_route_and_intent_with_all_replies_and_with_only_those_needed(
        self, route: Route, intent: Intent, monkeypatch: Patch, capsys: Captured
    ) -> None:
        words = {choice.value: choice.word for choice in CURRENT.questions[CaseField.INTENT].then.choices}
        fields = fields_to_ask(route, intent, rulebook=CURRENT)
        given = REPLIES | {CaseField.INTENT: words[intent.value], CaseField.PRODUCT: str(route)}
        for whole in (True, False):
            kept = [
                given[field] if whole or not CURRENT.questions[field].then.may_skip else NOT_STATED for field in fields
            ]
            assert new_case(monkeypatch, kept) == 0
            case = read_case(capsys.readouterr().out)
            assert (case.proposal.intent, case.proposal.product.route) == (intent, route)
            assert (case.situation.zone is Zone.GREEN) == (whole and CaseField.ZONE in fields)

    def test_leaves_out_what_was_not_stated(self, monkeypatch: Patch, capsys: Captured) -> None:
        assert new_case(monkeypatch, replies(kidney=NOT_STATED, target=NOT_STATED, medicines="none")) == 0
        case = json.loads(capsys.readouterr().out)
        assert "kidney" not in case["situation"]
        assert "target_mg" not in case["proposal"]
        assert case["situation"]["medicines"] == []


class TestAReply:
    @pytest.mark.parametrize(
        ("field", "wrong", "words"),
        [
            ("form", "glycnate", "It must be a word that we know. You wrote 'glycnate'. Did you mean glycinate?"),
            ("division", "3", "It must be a word that we know. You wrote '3'. Write ? to see the words."),
            ("strength", "a lot", "It must be milligrams. You wrote 'a lot'. Write for example 100 or 62.5."),
            ("strength", "0", "It must be a whole number of 0.001 mg above zero. You wrote 0 mg elemental."),
            ("target", "900", "a day. You wrote 900 mg elemental."),
            ("age", "old", "It must be a whole number. You wrote 'old'. Write only digits."),
            ("age", "200", "It must be a whole number of years from 0 to 130. You wrote 200."),
            ("conditions", "mcas, eczma", "'eczma'. Write ? to see the words. Leave other conditions out here."),
            ("medicines", "levothyroxine, no medicines", "You wrote 'no medicines'."),
        ],
    )
    def test_is_checked_at_once_and_asked_for_again(
        self, field: str, wrong: str, words: str, monkeypatch: Patch, capsys: Captured
    ) -> None:
        right = REPLIES[CaseField[field.upper()]]
        assert new_case(monkeypatch, replies(**{field: [wrong, right]})) == 0
        printed = capsys.readouterr()
        assert json.loads(printed.out) == WRITTEN
        assert words in " ".join(printed.err.split())

    def test_of_a_question_mark_explains_the_question_and_its_words(self, monkeypatch: Patch, capsys: Captured) -> None:
        assert new_case(monkeypatch, replies(zone=["?", "green"], age=["?", "34"])) == 0
        printed = " ".join(capsys.readouterr().err.split())
        zone, age = (CURRENT.questions[field].then for field in (CaseField.ZONE, CaseField.AGE))
        assert all(str(choice) in printed for choice in zone.choices)
        assert zone.more in printed
        assert age.more in printed

    def test_is_required_where_no_case_can_be_written_without_it(self, monkeypatch: Patch, capsys: Captured) -> None:
        assert new_case(monkeypatch, replies(form=[NOT_STATED, "glycinate"])) == 0
        assert NO_ANSWER in capsys.readouterr().err

    @pytest.mark.parametrize("field", list(CaseField))
    def test_may_be_each_word_of_a_question_as_people_say_it_or_as_json_does(self, field: CaseField) -> None:
        asked = CURRENT.questions[field].then
        for choice in asked.choices:
            for word in (choice.word, choice.value, choice.word.upper().replace("-", " ")):
                value = reply_value(field, asked, word)
                assert value in (choice.value, [choice.value], int(choice.value) if choice.value.isdigit() else None)

    def test_that_ends_too_early_is_one_fault_and_writes_nothing(
        self, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        path = tmp_path / "case.json"
        assert new_case(monkeypatch, ["start"], path) == 2
        printed = capsys.readouterr()
        assert (printed.out, path.exists()) == ("", False)
        assert printed.err.splitlines()[-1].startswith("standard input must be a reply to each question; got no reply")
        monkeypatch.setattr(sys, "stdin", None)
        assert cli.run(["new-case"]) == 2

    def test_that_a_terminal_has_shown_is_not_shown_again(self, monkeypatch: Patch, capsys: Captured) -> None:
        given = "".join(f"{line}\n" for line in replies())

        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        for stdin, shown in ((io.StringIO(given), True), (Terminal(given), False)):
            monkeypatch.setattr(sys, "stdin", stdin)
            assert cli.run(["new-case"]) == 0
            assert ("\n> glycinate\n" in capsys.readouterr().err) == shown

    def test_that_ends_at_a_terminal_leaves_the_fault_a_line_of_its_own(
        self, monkeypatch: Patch, capsys: Captured
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(sys, "stdin", Terminal(""))
        assert cli.run(["new-case"]) == 2
        assert "\nstandard input must be a reply" in capsys.readouterr().err

    @pytest.mark.parametrize("width", ["50", "80"])
    def test_is_asked_for_in_lines_that_are_no_wider_than_asked_for(
        self, width: str, monkeypatch: Patch, capsys: Captured
    ) -> None:
        monkeypatch.setenv("COLUMNS", width)
        helped = replies(**{field.name.lower(): ["?", REPLIES[field]] for field in CaseField})
        assert new_case(monkeypatch, helped) == 0
        assert all(len(line) <= int(width) for line in capsys.readouterr().err.splitlines())


class TestAPartialCase:
    def test_is_asked_only_for_the_facts_that_are_missing(
        self, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        known = read_case(LITTLE_KNOWN.read_bytes())
        decision = assess(known.situation, known.proposal)
        assert isinstance(decision, NeedsInformation)
        given = [REPLIES[CaseField(path)] for path in decision.missing]
        path = tmp_path / "answered.json"
        assert new_case(monkeypatch, given, path, "--from", LITTLE_KNOWN) == 0
        assert {str(field) for field in asked_in(capsys.readouterr().err)} == set(decision.missing)
        case = read_case(path.read_bytes())
        assert not isinstance(assess(case.situation, case.proposal), NeedsInformation)
        before, after = json.loads(LITTLE_KNOWN.read_text()), json.loads(path.read_text())
        assert after["proposal"] == before["proposal"]
        assert after["situation"].items() >= {key: value for key, value in before["situation"].items() if value}.items()

    def test_is_asked_for_the_rest_of_a_list_of_which_a_part_is_stated(
        self, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        known: dict[str, Any] = json.loads(json.dumps(WRITTEN))
        facts = {"conditions": ["mcas"], "medicines": [{"name": "iron"}], "partial": ["conditions", "medicines"]}
        known["situation"] |= facts
        path = tmp_path / "known.json"
        path.write_text(json.dumps(known))
        assert new_case(monkeypatch, ["?", "EDS, mcas", "levothyroxine, iron"], "--from", path) == 0
        printed = capsys.readouterr()
        asked = [line for line in printed.err.splitlines() if line.startswith("Is there anything else?")]
        assert asked == [rule.then.question for _, rule in CURRENT.rest_questions]
        assert "Say none if those are all." in " ".join(printed.err.split())
        written = json.loads(printed.out)["situation"]
        assert written["conditions"] == ["mcas", "eds"]
        assert written["medicines"] == [{"name": "iron"}, {"name": "levothyroxine"}]
        assert written["partial"] == []
        assert new_case(monkeypatch, ["", "none"], "--from", path) == 0
        written = json.loads(capsys.readouterr().out)["situation"]
        assert written == known["situation"] | {"partial": ["conditions"]}

    def test_that_names_a_list_in_part_which_it_does_not_state_is_refused(
        self, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        path = tmp_path / "known.json"
        path.write_text(json.dumps({"situation": {"partial": ["medicines"]}, "proposal": WRITTEN["proposal"]}))
        assert new_case(monkeypatch, [], "--from", path) == 2
        assert "situation.partial must be only lists that are stated" in " ".join(capsys.readouterr().err.split())

    def test_with_an_egfr_states_the_kidney_function(
        self, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        known: dict[str, Any] = json.loads(json.dumps(WRITTEN))
        known["situation"] |= {"kidney": None, "egfr": {"value": "90", "unit": "ml/min/1.73m2"}}
        path = tmp_path / "known.json"
        path.write_text(json.dumps(known))
        assert new_case(monkeypatch, [], "--from", path) == 0
        printed = capsys.readouterr()
        assert asked_in(printed.err) == []
        assert json.loads(printed.out) == known

    @pytest.mark.parametrize(
        "known", [{}, {"situation": None}, {"proposal": {}}, {"proposal": {"intent": None, "product": None}}]
    )
    def test_without_a_proposal_is_asked_for_all_of_it(
        self, known: dict[str, Any], monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        path = tmp_path / "known.json"
        path.write_text(json.dumps(known))
        given = replies(target=[], ingredients=[], dosage_form=[], tolerance=[], other_conditions="gout")
        assert new_case(monkeypatch, given, "--from", path) == 0
        case = read_case(capsys.readouterr().out)
        assert case.proposal.product.form is Form.GLYCINATE  # type: ignore[union-attr]
        assert case.situation.other_conditions == ("gout",)

    @pytest.mark.parametrize(
        ("contents", "fault"),
        [
            ('{"situation": {"zone": "blue", "age_years": -1}}', "situation.zone must be"),
            ('{"situation": {"zone": "red", "zone": "green"}}', "situation.zone must be given once"),
            ('{"situation": [], "proposal": {"intent": "start"}}', "situation must be an object"),
            ('{"other": 1}', "other must be a known key"),
            ("[]", "the input must be an object"),
        ],
    )
    def test_with_a_fault_is_refused_before_the_first_question(
        self, contents: str, fault: str, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        path = tmp_path / "known.json"
        path.write_text(contents)
        assert new_case(monkeypatch, replies(), "--from", path) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith(fault)

    def test_cannot_come_from_standard_input_or_a_file_that_is_not_there(
        self, monkeypatch: Patch, capsys: Captured
    ) -> None:
        assert new_case(monkeypatch, replies(), "--from", "-") == 2
        assert capsys.readouterr().err.startswith("--from must be a file; got '-'; name a file, since the replies")
        assert new_case(monkeypatch, replies(), "--from", "nowhere.json") == 2
        assert capsys.readouterr().err.startswith("--from must be a file that can be read")


class TestAFile:
    def test_that_exists_is_overwritten_only_if_asked_for(
        self, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        path = tmp_path / "case.json"
        path.write_text("kept")
        assert new_case(monkeypatch, replies(), path) == 2
        printed = capsys.readouterr()
        assert printed.err == (
            f"FILE must be a new file; got {str(path)!r}, which exists; name another file, or add --force\n"
        )
        assert path.read_text() == "kept"
        assert new_case(monkeypatch, replies(), path, "--force") == 0
        assert json.loads(path.read_text()) == WRITTEN

    def test_that_appears_during_the_questions_is_kept(
        self, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        path = tmp_path / "case.json"
        lines = iter(replies())

        class Typing(io.StringIO):
            def readline(self, *_: object) -> str:  # type: ignore[override]
                path.write_text("kept")
                return f"{next(lines)}\n"

        monkeypatch.setattr(sys, "stdin", Typing())
        assert cli.run(["new-case", str(path)]) == 1
        assert path.read_text() == "kept"
        assert capsys.readouterr().err.endswith("the answer could not be written: File exists\n")

    @pytest.mark.parametrize("name", ["", "no/such/folder/case.json"])
    def test_that_cannot_be_written_is_refused_before_the_first_question(
        self, name: str, monkeypatch: Patch, capsys: Captured, tmp_path: Path
    ) -> None:
        for force in ((), ("--force",)):
            assert new_case(monkeypatch, replies(), tmp_path / name, *force) == 2
            printed = capsys.readouterr()
            assert (printed.out, printed.err[:13]) == ("", "FILE must be ")


def test_the_values_that_stand_for_replies_are_the_same_as_replies_could_be() -> None:
    for field, value in SAMPLE.items():
        assert reply_value(field, CURRENT.questions[field].then, str(value)) == value
    with pytest.raises(InvalidInputError):
        reply_value(CaseField.FORM, CURRENT.questions[CaseField.FORM].then, "sand")
