"""The commands ``record`` and ``assess --fhir``, the pages of a reading, and how a record and a case are joined."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from adapters.bundles import SNOMED, TODAY, bundles
from hypothesis import assume, given, strategies as st
from units.builders import capsule

from alpims_mg import (
    Condition,
    Egfr,
    EgfrUnit,
    Elemental,
    FactList,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    NeedsInformation,
    Proposal,
    Situation,
    Zone,
    __main__,
    assess,
)
from alpims_mg.adapters import cli
from alpims_mg.adapters.cli.options import EXIT_CODES
from alpims_mg.adapters.fhir import MagnesiumOrder, NotRead, Reading, RecordFact, read
from alpims_mg.adapters.fhir.combining import combine
from alpims_mg.adapters.fhir.command import reading_values
from alpims_mg.model.vocabulary import Answer
from alpims_mg.wire import make_converter, read_case, read_decision, to_json

ROOT: Final = Path(__file__).resolve().parents[2]
RECORD: Final = ROOT / "examples" / "records" / "a-made-up-person.json"
REST: Final = ROOT / "examples" / "records" / "the-rest.json"
BESIDE: Final = ("assess", "--fhir", str(RECORD), "--case", str(REST), "--today", "2026-03-01")
START: Final = Proposal(product=capsule(), intent=Intent.START)
DAY: Final = date(2026, 3, 1)

Captured = pytest.CaptureFixture[str]


def run(*arguments: str) -> int:
    return cli.run(arguments, __main__.EXTRA_COMMANDS, record_reader=__main__.RECORD_READER)


def printed_by(capsys: Captured, *arguments: str) -> str:
    """What a command prints. It ends with 0, and prints nothing on standard error."""
    assert run(*arguments) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def fault_of(capsys: Captured, *arguments: str) -> str:
    """The fault of a command, which prints nothing else."""
    assert run(*arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def edited(path: Path, source: Path, change: Callable[[Any], object]) -> str:
    """The name of a file with the JSON of another one, changed."""
    value = json.loads(source.read_text())
    change(value)
    path.write_text(json.dumps(value))
    return str(path)


def piped(monkeypatch: pytest.MonkeyPatch, contents: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(contents)))


class TestRecord:
    def test_prints_the_page_of_the_reading_and_its_day(self, capsys: Captured) -> None:
        printed = printed_by(capsys, "record", str(RECORD), "--today", "2026-03-01")
        title, day, *_ = printed.split("\n\n")
        assert title == read(RECORD.read_bytes(), today=DAY).page().title
        assert day == "Read as of 1 March 2026."

    def test_reads_standard_input(self, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
        named = printed_by(capsys, "record", str(RECORD), "--today", "2026-03-01")
        piped(monkeypatch, RECORD.read_bytes())
        assert printed_by(capsys, "record", "-", "--today", "2026-03-01") == named

    def test_takes_the_date_of_the_computer_without_today(self, capsys: Captured) -> None:
        dates = []
        for _ in range(2):  # midnight may pass between a reading and the comparison
            before = date.today()
            printed = printed_by(capsys, "record", str(RECORD))
            dates += [printed_by(capsys, "record", str(RECORD), "--today", str(before)) == printed]
        assert any(dates)

    def test_in_json_has_stable_keys_and_the_situation_of_a_case(self, capsys: Captured) -> None:
        values = json.loads(printed_by(capsys, "record", str(RECORD), "--today", "2026-03-01", "--json"))
        assert list(values) == ["situation", "facts", "not_read", "magnesium_orders", "proposed", "dead", "died"]
        assert {tuple(fact) for fact in values["facts"]} == {("path", "words", "reference", "date", "doubts")}
        assert {tuple(entry) for entry in values["not_read"]} == {("reference", "words", "why")}
        (order,) = values["magnesium_orders"]
        assert tuple(order) == ("reference", "words", "product", "daily_mg", "missing")
        case = json.loads(REST.read_text()) | {"situation": values["situation"]}
        assert read_case(json.dumps(case)).situation == read(RECORD.read_bytes(), today=DAY).situation

    def test_takes_lists_as_whole_that_the_caller_names(self, capsys: Captured) -> None:
        for names, left in (("medicines", ["conditions"]), ("medicines, conditions", [])):
            arguments = ("record", str(RECORD), "--today", "2026-03-01", "--json", "--complete", names)
            assert json.loads(printed_by(capsys, *arguments))["situation"].get("partial", []) == left

    def test_says_first_that_a_person_has_died(self, capsys: Captured, tmp_path: Path) -> None:
        for died, said in (({"deceasedDateTime": "2026-01-02"}, "is 2 January 2026."), ({"deceasedBoolean": True}, "")):
            patient = {"resourceType": "Patient", "id": "1", **died}
            (tmp_path / "record.json").write_text(json.dumps(patient))
            printed = printed_by(capsys, "record", str(tmp_path / "record.json"))
            assert printed.startswith("[x] The record says that this person has died.")
            assert said in printed.split("\n\n", maxsplit=1)[0]
            assert "please ask" not in printed

    @pytest.mark.parametrize(
        ("contents", "fault"),
        [
            ("{", "record must be JSON text"),
            ("[]", "record must be"),
            ('{"situation": {}}', "record must be FHIR in JSON; got no resourceType"),
        ],
    )
    def test_names_what_is_wrong_with_a_file(self, contents: str, fault: str, tmp_path: Path, capsys: Captured) -> None:
        (tmp_path / "record.json").write_text(contents)
        printed = fault_of(capsys, "record", str(tmp_path / "record.json"))
        assert printed.startswith(fault)

    @pytest.mark.parametrize(
        ("arguments", "fault"),
        [
            (["record"], "FILE must be given; got nothing; see alpims-mg record --help"),
            (["record", "nowhere.json"], "FILE must be a file that can be read; got 'nowhere.json'"),
            (["record", str(RECORD), "--today", "soon"], "--today must be a date; got 'soon'; write for example"),
            (["record", str(RECORD), "--complete", "medicine"], "--complete must be one of conditions, medicines; got"),
            (["record", str(RECORD), "--jsn"], "OPTION must be one of --today, --complete"),
            (["assess"], "FILE must be given; got nothing; see alpims-mg assess --help"),
            (
                ["assess", "--fhir", str(RECORD)],
                "--case must be given with --fhir; got nothing; name a file with the zone",
            ),
            (["assess", str(RECORD)], "FILE must be a case; got a health record in FHIR; name it with --fhir, and"),
            ([*BESIDE[:3], "--case", str(RECORD)], "--case must be a case; got a health record in FHIR"),
            (["assess", "a.json", "--case", "b.json"], "FILE must be given; got --case too; see alpims-mg assess"),
            (["assess", "--fhir", "-", "--case", "-"], "--case must be another file than --fhir; got standard input"),
            (["assess", str(REST), "--today", "2026-03-01"], "--today must be given with --fhir; got no --fhir"),
            (["assess", str(REST), "--order", "a"], "--order must be given with --fhir; got no --fhir"),
            (["assess", "--fhir", "nowhere.json", str(REST)], "--fhir must be a file that can be read"),
            ([*BESIDE[:3], "--case", "nowhere.json"], "--case must be a file that can be read"),
            ([*BESIDE, "--order", "Condition/eds"], "--order must be the reference of an order of magnesium"),
        ],
    )
    def test_says_which_argument_is_wrong(self, arguments: list[str], fault: str, capsys: Captured) -> None:
        assert fault_of(capsys, *arguments).startswith(fault)

    def test_needs_a_reader(self, capsys: Captured) -> None:
        assert cli.run(["record", str(RECORD)]) == 2
        assert capsys.readouterr().err.startswith("record must be run with a reader of records; got none")

    def test_names_the_references_of_several_patients_and_no_words_of_the_record(
        self, tmp_path: Path, capsys: Captured
    ) -> None:
        other = {
            "resourceType": "Patient",
            "id": "other",
            "name": [{"family": "Secretname"}],
            "birthDate": "1950-02-03",
        }
        path = edited(tmp_path / "two.json", RECORD, lambda bundle: bundle["entry"].append({"resource": other}))
        printed = fault_of(capsys, "record", path)
        assert "made-up" in printed
        assert "other" in printed
        assert not re.search(r"Secretname|Example|Robin|1950|1988|Ehlers", printed)


class TestAssessBesideARecord:
    def test_puts_the_answer_first_and_what_does_not_count_below(self, capsys: Captured) -> None:
        printed = printed_by(capsys, *BESIDE, "--complete", "conditions,medicines")
        assert printed.startswith("[!] Ask a clinician first.")
        answer, _, below = printed.partition("6 entries of this record count")
        assert "Does not count" not in answer
        reading = read(RECORD.read_bytes(), today=DAY)
        assert all(entry.words in " ".join(below.split()) for entry in reading.not_read)
        assert printed.count("For learning and support only.") == 1

    def test_is_the_answer_to_the_situation_of_both(self, capsys: Captured) -> None:
        values = json.loads(printed_by(capsys, *BESIDE, "--json", "--complete", "conditions,medicines"))
        assert list(values) == ["answer", "record"]
        reading = read(RECORD.read_bytes(), today=DAY, complete={"conditions", "medicines"})
        case = read_case(REST.read_bytes())
        assert reading.situation is not None
        person = attrs.evolve(
            reading.situation,
            zone=Zone.GREEN,
            acknowledged=case.situation.acknowledged,
            other_magnesium=case.situation.other_magnesium,
        )
        assert read_decision(json.dumps(values["answer"])) == assess(person, case.proposal)
        assert values["record"] == json.loads(to_json(reading_values(reading)))

    def test_takes_the_case_as_its_argument_too(self, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
        printed = printed_by(capsys, *BESIDE)
        assert printed_by(capsys, "assess", str(REST), *BESIDE[1:3], *BESIDE[5:]) == printed
        piped(monkeypatch, RECORD.read_bytes())
        assert printed_by(capsys, "assess", "--fhir", "-", *BESIDE[3:]) == printed
        piped(monkeypatch, REST.read_bytes())
        assert printed_by(capsys, *BESIDE[:3], "--case", "-", *BESIDE[5:]) == printed

    def test_takes_a_case_without_a_record_from_the_option_too(self, capsys: Captured) -> None:
        assert printed_by(capsys, "assess", "--case", str(REST)) == printed_by(capsys, "assess", str(REST))

    def test_ends_with_the_exit_code_of_its_answer(self, capsys: Captured) -> None:
        for more in ((), ("--complete", "conditions,medicines")):
            answer = json.loads(printed_by(capsys, *BESIDE, *more, "--json"))["answer"]["decision"]
            assert run(*BESIDE, *more, "--exit-code") == EXIT_CODES[Answer(answer)] != 0
            assert capsys.readouterr().err == ""

    def test_says_how_to_state_that_lists_are_whole(self, capsys: Captured, tmp_path: Path) -> None:
        hint = "If the record names all of them: add --complete conditions,medicines\n"
        assert hint in printed_by(capsys, *BESIDE)
        path = edited(tmp_path / "rest.json", REST, lambda case: case["situation"].pop("other_magnesium_mg"))
        arguments = (*BESIDE[:3], "--case", path, "--complete", "conditions,medicines", *BESIDE[5:])
        assert "--complete" not in printed_by(capsys, *arguments)

    def test_gives_dates_and_details_as_without_a_record(self, capsys: Captured, tmp_path: Path) -> None:
        whole = (*BESIDE[:3], "--complete", "conditions,medicines", *BESIDE[5:], "--case")
        asked = json.loads(printed_by(capsys, *whole, str(REST), "--json"))["answer"]["to_acknowledge"]
        agreed = [{"rule": one["rule"], "about": one["about"], "reason": "discussed in clinic"} for one in asked]
        path = edited(tmp_path / "rest.json", REST, lambda case: case["situation"]["acknowledged"].extend(agreed))
        printed = printed_by(capsys, *whole, path, "--details", "--from", "2026-03-02")
        assert printed.startswith("[+] You can start.")
        assert "2 March" in printed
        assert "Condition/bronchitis" in printed
        assert fault_of(capsys, *whole, path, "--from", "soon").startswith("--from must be a date")

    def test_does_not_count_the_order_that_the_case_proposes(self, capsys: Captured, tmp_path: Path) -> None:
        arguments = (*BESIDE, "--json", "--order", "MedicationStatement/magnesium")
        record = json.loads(printed_by(capsys, *arguments))["record"]
        assert record["proposed"]["reference"] == "MedicationStatement/magnesium"
        assert record["magnesium_orders"] == []
        assert len(record["situation"]["medicines"]) == 1
        printed = printed_by(capsys, *BESIDE, "--order", "MedicationStatement/magnesium")
        assert "Magnesium in the record" not in printed
        assert "The proposed product\n  - Magnesium citrate 50 mg capsule, 1 October 2025.\n" in printed

    def test_refuses_a_person_who_has_died(self, capsys: Captured, tmp_path: Path) -> None:
        path = edited(
            tmp_path / "record.json", RECORD, lambda one: one["entry"][0]["resource"].update(deceasedBoolean=True)
        )
        printed = fault_of(capsys, "assess", "--fhir", path, "--case", str(REST))
        assert printed.startswith("record must be the record of a living person; got that of a person who died")

    def test_refuses_a_contradiction_without_a_value_of_the_record(self, capsys: Captured, tmp_path: Path) -> None:
        def contradict(case: Any) -> None:
            egfr = {"value": "91", "unit": "ml/min/1.73m2"}
            case["situation"] |= {"age_years": 71, "egfr": egfr, "other_magnesium_mg": "0", "as_of": "2026-02-28"}

        path = edited(tmp_path / "rest.json", REST, contradict)
        faults = fault_of(capsys, *BESIDE[:3], "--case", path, *BESIDE[5:]).splitlines()
        assert [line.split(" must be ")[0] for line in faults] == [
            "situation.age_years",
            "situation.egfr",
            "situation.as_of",
            "situation.other_magnesium_mg",
        ]
        assert not any(re.search(r"\b(37|92|Magnesium citrate)\b", line) for line in faults)

    def test_lets_a_case_state_no_other_magnesium_beside_one_that_is_not_swallowed(
        self, capsys: Captured, tmp_path: Path
    ) -> None:
        def on_skin(bundle: Any) -> None:
            (order,) = (one["resource"] for one in bundle["entry"] if one["resource"]["id"] == "magnesium")
            order["medicationCodeableConcept"]["text"] = "Magnesium chloride cream"
            order["dosage"][0]["route"] = {
                "coding": [{"system": SNOMED, "code": "6064005", "display": "Topical route"}]
            }

        record = edited(tmp_path / "record.json", RECORD, on_skin)
        rest = edited(tmp_path / "rest.json", REST, lambda case: case["situation"].update(other_magnesium_mg="0"))
        arguments = ("--case", rest, "--today", "2026-03-01", "--json")
        assert run("assess", "--fhir", str(RECORD), *arguments) == 2
        assert "more than 0, since the record has magnesium" in capsys.readouterr().err
        values = json.loads(printed_by(capsys, "assess", "--fhir", record, *arguments))
        assert [order["words"] for order in values["record"]["magnesium_orders"]] == ["Magnesium chloride cream"]

    def test_names_the_faults_of_the_case(self, capsys: Captured, tmp_path: Path) -> None:
        path = edited(tmp_path / "rest.json", REST, lambda case: case["situation"].update(zone="blue"))
        assert fault_of(capsys, *BESIDE[:3], "--case", path).startswith("situation.zone must be one of")
        Path(path).write_text("{")
        assert fault_of(capsys, *BESIDE[:3], "--case", path).startswith("--case must be JSON text")


FACT = RecordFact(path="age_years", words="born 1961-07-02", reference="Patient/1")


class TestPage:
    def test_merges_entries_of_one_fact_and_names_their_newest_date_and_their_doubts(self) -> None:
        digoxin = RecordFact(path="medicines[0]", words="digoxin", reference="MedicationRequest/1", date=DAY)
        older = attrs.evolve(digoxin, reference="MedicationRequest/2", date=date(2020, 5, 4), doubts=("It is old.",))
        undated = attrs.evolve(digoxin, reference="MedicationRequest/3", date=None)
        situation = Situation(medicines=[Medicine(name="digoxin")])
        page = Reading(situation=situation, facts=(older, digoxin, undated)).page()
        assert "Digoxin (3 entries), 1 March 2026. It is old.\n" in page.text()
        assert "MedicationRequest/2" in page.text(details=True)
        assert "MedicationRequest/2" not in page.text()

    def test_cuts_the_long_decimals_of_results_except_in_the_details(self) -> None:
        number = "26.186265168833234"
        result = RecordFact(path="egfr", words=f"eGFR: {number} mL/min/1.73m2", reference="Observation/1", date=DAY)
        older = NotRead(reference="Observation/2", words=f"Creatinine: 0.000{number[3:]} mg/dL, {number}", why="Old.")
        tablet = RecordFact(path="medicines[0]", words=f"Tablet {number} mg", reference="MedicationRequest/1")
        egfr = Egfr(value=number, unit=EgfrUnit.ML_MIN_SCALED)
        page = Reading(situation=Situation(egfr=egfr), facts=(result, tablet), not_read=(older,)).page()
        text, details = page.text(), page.text(details=True)
        assert "eGFR: 26.186 mL/min/1.73m2, 1 March 2026." in text
        assert "The eGFR is 26.186 ml/min/1.73m2." in text
        assert f"Creatinine: 0.000{number[3:]} mg/dL, 26.186" in text
        assert f"Tablet {number} mg" in text
        assert f"egfr: eGFR: {number} mL/min/1.73m2" in " ".join(details.split())

    def test_says_of_each_list_whether_it_is_whole(self) -> None:
        some = Situation(conditions=[Condition.POTS], medicines=[Medicine(name="digoxin")])
        texts = {
            "none": Reading(situation=attrs.evolve(some, conditions=[], medicines=[])),
            "all": Reading(situation=some),
            "part": Reading(situation=attrs.evolve(some, partial=list(FactList))),
            "nothing": Reading(situation=Situation()),
        }
        said = {name: reading.page().text() for name, reading in texts.items()}
        assert said["none"].count("It is stated that there are none.") == 2
        assert "It is stated that these are all conditions." in said["all"]
        assert "It is stated that these are all medicines." in said["all"]
        assert "Known to the rules: pots (a heart that races when you stand up)." in said["all"]
        assert said["part"].count("The record does not say that these are all.") == 2
        assert "these are all" not in said["nothing"]
        assert [name for name, text in said.items() if "Which health conditions" in text] == ["nothing"]
        assert [name for name, text in said.items() if "Which other health conditions" in text] == ["part"]

    def test_asks_for_what_no_record_states_even_where_it_states_all(self) -> None:
        full = Situation(
            age_years=34,
            kidney=KidneyFunction.NORMAL,
            conditions=[],
            medicines=[],
            other_magnesium=Elemental.mg(0),
        )
        text = Reading(situation=full, facts=(FACT,)).page().text()
        assert text.startswith("1 entry of this record counts. 3 questions are open.")
        assert re.findall(r"^ +[0-9]\. (.*)$", text, re.MULTILINE) == [
            "Which zone are you in today?",
            "What do you want to do?",
            "Do you swallow it, or is it for the skin?",
        ]

    def test_folds_long_lists_and_keeps_all_in_the_details(self) -> None:
        names = [f"medicine {letter}" for letter in "abcdefgh"]
        entries = tuple(
            NotRead(reference=f"MedicationRequest/{name}", words=name, why="It was stopped on 2026-02-01.")
            for name in (*names, names[0], "")
        )
        page = Reading(situation=Situation(), not_read=entries).page()
        text = " ".join(page.text().split())
        assert "It was stopped on 1 February 2026: medicine a (2 entries); medicine b; " in text
        assert "medicine e and 4 more." in text
        assert "medicine f" not in text
        assert page.title.startswith("No entry of this record counts, and 10 do not.")
        assert all(entry.reference in page.text(None, details=True) for entry in entries)

    def test_shows_the_magnesium_its_amount_and_what_is_missing(self) -> None:
        order = MagnesiumOrder(reference="MedicationRequest/1", words="Mag-Ox 400", daily=Elemental.mg("241.2"))
        unknown = MagnesiumOrder(reference="MedicationRequest/2", words="", missing=("how much a unit gives",))
        known = Reading(situation=Situation(other_magnesium=Elemental.mg("241.2")), magnesium_orders=(order,))
        text = known.page().text()
        assert "Mag-Ox 400: 241.2 mg of magnesium a day.\n" in text
        assert "It counts as 241.2 mg a day of other magnesium." in text
        text = attrs.evolve(known, magnesium_orders=(order, attrs.evolve(order, words="Slow-Mag"))).page().text()
        assert "Together they count as 241.2 mg a day of other magnesium." in text
        text = Reading(situation=Situation(), magnesium_orders=(order, unknown)).page().text()
        said = "MedicationRequest/2: its amount is not known. The record does not say how much a unit gives."
        assert said in " ".join(text.split())
        assert "So the other magnesium is not known." in text

    @given(bundles())
    def test_names_every_reference_in_its_details_and_fits_its_width(self, bundle: Any) -> None:
        reading = read(bundle, today=TODAY)
        whole = reading.page().text(None, details=True)
        references = {one.reference for one in reading.facts} | {one.reference for one in reading.not_read}
        assert [reference for reference in references if reference not in whole] == []
        assert all(len(line) <= 50 for line in reading.page().text(50, details=True).splitlines())
        assert json.loads(to_json(reading_values(reading)))["dead"] is reading.dead


RECORDED = st.from_type(Situation).map(
    lambda one: Situation(
        age_years=one.age_years,
        kidney=one.kidney,
        egfr=one.egfr,
        kidney_date=one.kidney_date,
        as_of=one.as_of,
        conditions=one.conditions,
        other_conditions=one.other_conditions,
        medicines=one.medicines,
        partial=one.partial,
        other_magnesium=one.other_magnesium,
    )
)
"""Situations as a record can state them."""


def agreeing(recorded: Situation, stated: Situation) -> Situation:
    """The situation of a record without a contradiction to what a case states."""
    same = {
        name: getattr(stated, name)
        for name in ("age_years", "kidney", "egfr")
        if getattr(stated, name) is not None and getattr(recorded, name) is not None
    }
    return attrs.evolve(recorded, **same)


def mildest(situation: Situation) -> Situation:
    """The situation with the mildest value of each fact that it does not state."""
    return attrs.evolve(
        situation,
        age_years=30 if situation.age_years is None else situation.age_years,
        kidney=KidneyFunction.NORMAL if situation.kidney is None and situation.egfr is None else situation.kidney,
        conditions=situation.conditions or (),
        medicines=situation.medicines or (),
        partial=(),
        other_magnesium=situation.other_magnesium or Elemental.mg(0),
    )


STRICTER: Final = (Answer.OFFER, Answer.CONSULT, Answer.NEEDS_INFORMATION, Answer.WITHHOLD)


class TestJoining:
    @given(RECORDED, st.from_type(Situation), st.from_type(Proposal), st.sets(st.sampled_from(FactList)))
    def test_is_never_milder_than_either_alone(
        self, recorded: Situation, stated: Situation, proposal: Proposal, complete: set[FactList]
    ) -> None:
        today = stated.as_of or recorded.as_of or DAY
        assume(recorded.kidney_date is None or recorded.kidney_date <= today)
        recorded = attrs.evolve(recorded, as_of=today if recorded.kidney_date else None)
        ours = {name: getattr(stated, name) for name in ("zone", "tolerance", "avoids", "acknowledged", "routine")}
        for one, other in (
            (recorded, stated),
            (mildest(recorded), stated),
            (recorded, mildest(stated)),
            (mildest(recorded), mildest(stated)),
        ):
            theirs = agreeing(one, other)
            answer = assess(combine(theirs, other, today=today, complete=complete), proposal)
            for alone in (other, attrs.evolve(theirs, **ours)):
                given_alone = assess(alone, proposal)
                if not isinstance(given_alone, NeedsInformation):
                    assert STRICTER.index(answer.answer) >= STRICTER.index(given_alone.answer)

    @given(RECORDED)
    def test_of_a_record_with_nothing_states_what_the_other_states(self, situation: Situation) -> None:
        assume(situation.kidney_date is None or situation.as_of is not None)
        today = situation.as_of or DAY
        same = attrs.evolve(situation, as_of=today if situation.as_of or situation.kidney_date else None)
        assert combine(Situation(), same, today=today) == same
        without = attrs.evolve(same, as_of=today if same.kidney_date else None)
        assert combine(without, Situation(), today=today) == without

    @pytest.mark.parametrize("name", list(FactList))
    def test_a_list_is_whole_if_one_side_says_so_and_names_all_of_the_other(self, name: FactList) -> None:
        entries: tuple[Any, Any] = (
            (Condition.POTS, Condition.EDS)
            if name is FactList.CONDITIONS
            else (Medicine(name="digoxin"), Medicine(name="Ibuprofen", atc="M01AE01"))
        )
        one, other = entries

        def is_whole(recorded: Situation, stated: Situation, *complete: FactList) -> bool:
            joined = combine(recorded, stated, today=DAY, complete=complete)
            assert set(items_of(joined)) == {*items_of(recorded), *items_of(stated)}
            return name not in joined.partial

        def items_of(situation: Situation) -> Any:
            return getattr(situation, name.value)

        def stating(*items: Any, partial: bool = False) -> Situation:
            lists: dict[str, Any] = {name.value: items}
            return Situation(**lists, partial=[name] if partial else [])

        whole, part = stating(one), stating(one, partial=True)
        both, beside = stating(other, one), stating(other, partial=True)
        assert is_whole(whole, part)
        assert is_whole(part, whole)
        assert is_whole(part, both)
        assert is_whole(both, part)
        assert not is_whole(part, part)
        assert not is_whole(part, part, name)
        assert not is_whole(whole, beside)
        assert is_whole(whole, beside, name)
        assert not is_whole(beside, whole, name)
        assert not is_whole(beside, stating())

    def test_own_words_and_names_count_in_any_case(self) -> None:
        recorded = Situation(conditions=[], other_conditions=["Gout"], medicines=[Medicine(name="DIGOXIN")])
        recorded = attrs.evolve(recorded, partial=list(FactList))
        stated = Situation(conditions=[], other_conditions=["gout"], medicines=[Medicine(name="digoxin")])
        assert combine(recorded, stated, today=DAY).partial == frozenset()
        stated = attrs.evolve(stated, other_conditions=[])
        assert combine(recorded, stated, today=DAY).partial == {FactList.CONDITIONS}

    def test_the_larger_amount_and_the_older_date_count(self) -> None:
        egfr = Egfr(value="92", unit=EgfrUnit.ML_MIN_SCALED)
        recorded = Situation(egfr=egfr, kidney_date=date(2024, 1, 1), as_of=DAY, other_magnesium=Elemental.mg(100))
        stated = attrs.evolve(recorded, kidney_date=date(2026, 1, 1), other_magnesium=Elemental.mg(50))
        joined = combine(recorded, stated, today=DAY)
        assert (joined.kidney_date, joined.other_magnesium) == (date(2024, 1, 1), Elemental.mg(100))
        order = MagnesiumOrder(reference="MedicationRequest/1", words="Mag-Ox", daily=Elemental.mg(200))
        unknown = attrs.evolve(order, daily=None)
        second = attrs.evolve(order, words="Slow-Mag", daily=Elemental.mg(150))
        refill = attrs.evolve(order, reference="MedicationRequest/2", words="MAG-OX")
        orders = (order, unknown, second, refill)
        joined = combine(attrs.evolve(recorded, other_magnesium=None), stated, today=DAY, orders=orders)
        assert joined.other_magnesium == Elemental.mg(350)
        joined = combine(attrs.evolve(recorded, other_magnesium=None), recorded, today=DAY, orders=(unknown,))
        assert joined.other_magnesium == Elemental.mg(100)

    def test_what_both_state_must_be_the_same(self) -> None:
        recorded, stated = Situation(kidney=KidneyFunction.NORMAL), Situation(kidney=KidneyFunction.SEVERE)
        with pytest.raises(InvalidInputError, match=r"^situation\.kidney must be what the record states"):
            combine(recorded, stated, today=DAY)
        assert combine(recorded, recorded, today=DAY) == recorded


def test_the_situation_of_a_reading_keeps_its_value_in_json() -> None:
    reading = read(RECORD.read_bytes(), today=DAY)
    values = json.loads(to_json(reading_values(reading)))
    assert make_converter().structure(values["situation"], Situation) == reading.situation
