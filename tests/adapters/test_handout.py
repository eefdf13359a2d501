"""Hand-outs: only an offer shows a plan, a draft says so, and the patient's sheet has what a patient needs."""

import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from adapters.sheets import CASES, SheetText, decision_of, longest, review_of_example, sheets_of
from adapters.test_cli import NotInstalled, forget
from hypothesis import given, strategies as st
from units.builders import START_ACKNOWLEDGED, capsule, paths_of, proposal, situation, topical

from alpims_mg import (
    EDITION,
    CheckIn,
    Consult,
    Elemental,
    Intent,
    Medicine,
    NeedsInformation,
    Offer,
    Tolerance,
    Withhold,
    Zone,
    __main__,
    assess,
    begin_course,
    review_course,
)
from alpims_mg._internal.messages import LANGUAGES, Language
from alpims_mg.adapters import cli
from alpims_mg.adapters.handout import Contacts, Handout, make_handout
from alpims_mg.courses.review_types import Review
from alpims_mg.model.decisions import Decision, plan_or_draft
from alpims_mg.model.findings import watch_blocks
from alpims_mg.model.plans import DosePlan
from alpims_mg.rulebook.courses import Move
from alpims_mg.testing import strategies
from alpims_mg.wire import read_case

STARTS = date(2026, 3, 1)
BUILT = st.one_of(strategies.offers(), strategies.consults(), strategies.withholds(), strategies.needs_informations())
"""Answers with any plan, draft and texts, also those that no case leads to."""
ASSESSED = strategies.decisions()
languages = st.sampled_from(LANGUAGES)
NEVER = re.compile(r"\b(?:rungs?|proven|tolerance|permits?|permitted|withholds?|withheld|bound|enum)\b", re.IGNORECASE)
"""Words that a patient's sheet never has."""


def read(answer: Any, **more: Any) -> tuple[SheetText, SheetText]:
    return sheets_of(make_handout(answer, **more).html())


def example_decisions() -> list[Decision]:
    cases = [read_case(path.read_bytes()) for path in CASES]
    return [assess(case.situation, case.proposal) for case in cases]


# --- The laws
@given(BUILT | ASSESSED, languages)
def test_no_steps_are_shown_but_those_of_an_offer_and_of_a_draft(decision: Decision, language: Language) -> None:
    for sheet in read(decision, language=language):
        if sheet.has_steps:
            assert isinstance(decision, Offer) or ("draft" in sheet.classes and isinstance(decision, Consult))
        if isinstance(decision, Withhold | NeedsInformation):
            assert not any("diary" in names for names in sheet.tables)


@given(strategies.consults() | ASSESSED, languages)
def test_a_draft_says_so_on_every_sheet_and_each_page_of_paper(decision: Decision, language: Language) -> None:
    html = make_handout(decision, language=language).html()
    is_draft = isinstance(decision, Consult)
    assert [("draft" in sheet.classes) for sheet in sheets_of(html)] == [is_draft, is_draft]
    assert html.count('<p class="draft-mark">') == (4 if is_draft else 0)
    assert html.count("{@top-center{content:") == (2 if is_draft else 0)


@given(BUILT, st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_only_an_offer_has_dates(decision: Decision, starts: date) -> None:
    dated, undated = make_handout(decision, starts=starts), make_handout(decision)
    if isinstance(decision, Offer) and decision.plan is not None:
        assert dated.html() != undated.html()
    else:
        assert dated == undated


@given(strategies.reviews(), languages)
def test_a_day_of_a_course_shows_no_steps_to_the_patient(review: Review, language: Language) -> None:
    patient, _ = read(review, language=language)
    assert not patient.has_steps


@given(ASSESSED)
def test_a_patient_reads_no_rule_ids_sources_or_words_of_the_rulebook(decision: Decision) -> None:
    patient, clinician = read(decision)
    names = set(decision.separation_by_medicine())
    shown = re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "$^", "", patient.text)
    found = {finding.rule for finding in decision.findings if "." in finding.rule}
    assert not any(rule in shown for rule in found)
    assert all(rule in clinician.text for rule in found)
    assert EDITION not in patient.text
    assert EDITION in clinician.text
    assert "situation." not in shown


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_sheets_of_the_examples_have_no_banned_words(path: Path) -> None:
    case = read_case(path.read_bytes())
    patient, _ = read(assess(case.situation, case.proposal), starts=STARTS)
    assert NEVER.findall(patient.text) == []


# --- What each answer shows
def test_an_offer_has_its_steps_with_dates_and_a_diary_for_the_first() -> None:
    patient, clinician = read(decision_of("first-day"), starts=STARTS)
    assert "You can start Take half a capsule (50 mg of magnesium) at dinner, with food." in patient.text
    assert "1 from Sunday 1 March 50 mg ½ capsule at dinner 2 8 March, or later 100 mg" in patient.text
    assert "My diary for step 1" in patient.text
    assert "Sat 7 Mar" in patient.text
    assert "Sun 8 Mar" not in patient.text
    assert "March" not in clinician.text


def test_a_draft_has_day_numbers_questions_and_room_for_the_reply() -> None:
    patient, _ = read(decision_of("start-without-asking"), starts=STARTS)
    assert "DRAFT of the steps Step Magnesium a day How 1 day 1 50 mg" in patient.text
    assert "2 day 8, or later" in patient.text
    assert "Questions to ask Is this right for me?" in patient.text
    assert "What the clinician said For the clinician to fill in" in patient.text
    assert "diary" not in patient.text
    assert patient.text.startswith("DRAFT. ")
    assert patient.text.endswith("DRAFT. A clinician decides whether and when this begins.")


def test_missing_facts_are_questions_with_a_line_to_fill_in() -> None:
    patient, _ = read(decision_of("start-with-little-known"))
    assert "How well do your kidneys work? Say normal, moderate, severe or not-assessed. My answer" in patient.text
    assert patient.tables == []


def test_a_refusal_says_what_else_to_do_and_names_no_amount_a_day() -> None:
    strong, clinician = read(decision_of("start-of-a-strong-tablet"))
    assert "What you can do instead" in strong.text
    assert "nearest amounts" not in strong.text
    assert "Alternatives" in clinician.text


def test_every_intent_has_its_own_answer() -> None:
    person = situation(tolerance=Tolerance.PROVEN, acknowledged=[START_ACKNOWLEDGED])
    present = {"current_daily": Elemental.mg(100)}
    shown = {
        "You can take less": proposal(capsule(), Intent.LOWER, lower_to=Elemental.mg(50), **present),
        "You can stop": proposal(capsule(), Intent.LOWER, lower_to=Elemental.mg(0), **present),
        "You can go on": proposal(capsule(), Intent.MAINTAIN, **present),
    }
    for words, asked in shown.items():
        assert words in read(assess(person, asked))[0].text


def test_a_product_for_the_skin_has_a_diary_without_milligrams() -> None:
    decision = assess(situation(tolerance=Tolerance.PROVEN), topical())
    patient, _ = read(decision, starts=STARTS)
    assert isinstance(decision, Offer)
    assert "Used (yes or no)" in patient.text
    assert "Taken (mg)" not in patient.text
    assert "Magnesium supplements. For Date" in patient.text


def test_limits_are_for_the_clinician_alone() -> None:
    patient, clinician = read(decision_of("increase-to-the-next-rung"))
    assert "imit:" not in patient.text
    assert "Limits exceeded, reached or nearest" in clinician.text


def test_a_plan_without_a_capsule_or_limits_is_shown_too() -> None:
    offer = decision_of("first-day")
    assert isinstance(offer, Offer)
    assert isinstance(offer.plan, DosePlan)
    bare = attrs.evolve(offer, plan=attrs.evolve(offer.plan, capsule=None, limits=()), findings=())
    patient, clinician = read(bare)
    assert patient.text.startswith("Magnesium supplements.")
    assert "Limits" not in clinician.text
    assert "Reasons" not in clinician.text


# --- Whom to call
def test_numbers_to_call_are_shown_or_lines_to_fill_in() -> None:
    given = Contacts(clinician="Dr. <Ruiz> 555", emergency="112")
    html = make_handout(decision_of("first-day"), contacts=given).html()
    assert "<strong>Dr. &lt;Ruiz&gt; 555</strong>" in html
    assert "<strong>112</strong>" in html
    assert "<li>Poison centre <i></i></li>" in html


def test_whom_to_call_stands_after_the_signs_or_before_what_to_fill_in() -> None:
    offer, refusal = (read(decision_of(name))[0].text for name in ("first-day", "start-on-a-red-day"))
    assert offer.index("You took much more than planned") < offer.index("Whom to call") < offer.index("Good habits")
    assert refusal.index("Not checked") < refusal.index("Whom to call")


# --- A day of a course
def review_on(*zones: Zone | None) -> Review:
    decision = assess(situation(acknowledged=[START_ACKNOWLEDGED]), proposal(capsule(100, 2)))
    plan: Any = plan_or_draft(decision)
    course = begin_course(plan, starts=STARTS, situation=situation(acknowledged=[START_ACKNOWLEDGED]))
    check_ins = [
        CheckIn(day=STARTS + timedelta(days=number), zone=zone, reactions=[], taken=Elemental.mg(50))
        for number, zone in enumerate(zones)
        if zone is not None
    ]
    return review_course(course, check_ins, STARTS + timedelta(days=len(zones) - 1))


def test_a_course_has_todays_move_what_it_waits_for_and_the_diary_of_its_step() -> None:
    patient, clinician = read(review_of_example())
    assert "Thursday 12 March 2026, Red zone: stay on step 1" in patient.text
    assert "5 more days after today, taken in full at this amount." in patient.text
    assert "My diary for step 1 Day My zone mark one Taken (mg) How I felt Fri 13 Mar" in patient.text
    assert "2026-03-18" in clinician.text
    assert "course.waits.calm-days" in clinician.text
    assert review_of_example().ledger.digest in clinician.text
    assert review_of_example().ledger.digest not in patient.text


def test_the_diary_of_a_course_begins_today_if_today_has_no_check_in() -> None:
    patient, _ = read(review_on(Zone.GREEN, None))
    assert "Mon 2 Mar" in patient.text


def test_a_course_names_no_next_amount_that_is_not_offered() -> None:
    review = review_on(Zone.GREEN, Zone.GREEN)
    assert "Before the next step" in read(review)[0].text
    refused = attrs.evolve(review, decision=decision_of("start-on-a-red-day"))
    assert "next step" not in read(refused)[0].text
    assert "earliest" not in read(refused)[0].text


def test_a_course_that_has_not_begun_or_has_ended_has_no_step() -> None:
    waiting = review_on(Zone.RED)
    assert waiting.step is None
    patient, clinician = read(waiting)
    assert "My diary Day" in patient.text
    assert "Dates of the steps" not in clinician.text
    assert "diary" not in read(attrs.evolve(waiting, move=Move.ENDED))[0].text


def test_every_sign_of_a_course_is_on_its_sheet() -> None:
    review = review_of_example()
    patient, _ = read(review)
    (watch,) = watch_blocks(review.ledger.course.plan.advice)
    assert all(sign.sign in patient.text for sign in watch.signs)


# --- Diaries
@pytest.mark.parametrize(("hold", "days"), [(3, 3), (60, 28), (None, 7)])
def test_a_diary_has_the_days_of_the_step_and_fits_on_a_page(hold: int | None, days: int) -> None:
    offer = decision_of("maintain-on-a-yellow-day")
    assert isinstance(offer, Offer)
    assert isinstance(offer.plan, DosePlan)
    (step,) = offer.plan.steps
    plan = attrs.evolve(offer.plan, steps=(attrs.evolve(step, hold=hold),))
    assert read(attrs.evolve(offer, plan=plan))[0].text.count("☐ Green") == days


def test_a_diary_ends_with_the_last_date_there_is() -> None:
    patient, _ = read(decision_of("maintain-on-a-yellow-day"), starts=date.max - timedelta(days=2))
    assert patient.text.count("☐ Green") == 3


# --- Words of each language
@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("en", ("Sunday 1 March", "8 March", "Sun 1 Mar")),
        ("de", ("Sonntag, 1. März", "8. März", "So. 1. März")),
        ("es", ("domingo 1 de marzo", "8 de marzo", "dom 1 mar")),
    ],
)
def test_dates_are_written_as_in_the_language(language: Language, dates: tuple[str, ...]) -> None:
    html = make_handout(decision_of("first-day"), language=language, starts=STARTS).html()
    assert f'<html lang="{language}">' in html
    assert all(shown in sheets_of(html)[0].text for shown in dates)


@pytest.mark.parametrize(("language", "amount"), [("en", "62.5 mg"), ("de", "62,5 mg"), ("es", "62,5 mg")])
def test_amounts_are_written_as_in_the_language(language: Language, amount: str) -> None:
    person = situation(acknowledged=[START_ACKNOWLEDGED])
    decision = assess(person, proposal(capsule(125, 2)))
    html = make_handout(decision, language=language).html()
    assert amount.replace(" ", "\u00a0") in html or amount in html


# --- Hostile names
HOSTILE = ("<script>alert(1)</script>", "a" * 1000, "לבותירוקסין 25", "'\"&</article>{{ 1 }}")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_as_it_is_and_changes_nothing_around_it(name: str) -> None:
    decision = assess(situation(medicines=[Medicine(name=name)]), proposal())
    html = make_handout(decision).html()
    assert "<script" not in html
    assert [sheet.classes & {"clinician"} for sheet in sheets_of(html)] == [set(), {"clinician"}]


def test_no_part_is_lost_with_many_medicines() -> None:
    decision = longest(names=tuple(f"medicine {number}" for number in range(40)))
    patient, clinician = read(decision)
    assert all(f"edicine {number}" in patient.text + clinician.text for number in range(40))


def test_a_part_that_the_template_does_not_know_is_an_error() -> None:
    made = make_handout(decision_of("first-day"))
    unknown: Any = (("a",),)
    broken = attrs.evolve(made, patient=made.patient._replace(parts=unknown))
    with pytest.raises(Exception, match="has_no_place_here"):
        broken.html()


def test_a_mark_of_a_draft_is_safe_in_the_style_sheet() -> None:
    made = make_handout(decision_of("start-without-asking"))
    html = attrs.evolve(made, patient=made.patient._replace(draft=('"}</style>\n\\', ""))).html()
    assert 'content:"\\22 }\\3c /style\\3e \\a \\5c "' in html


# --- Faults
def test_every_fault_is_reported() -> None:
    offer = decision_of("first-day")
    wrong: dict[str, Any] = {"answer": "yes", "starts": "soon", "language": "fr", "contacts": "112", "paper": "A3"}
    assert paths_of(make_handout, *[wrong.pop("answer")], **wrong) == [
        *("answer", "starts", "language", "contacts", "paper"),
    ]
    assert paths_of(make_handout, offer, starts=date.max) == ["starts"]
    assert paths_of(make_handout, review_of_example(), starts=STARTS) == ["starts"]
    assert paths_of(Contacts, clinician="", emergency=112) == ["clinician", "emergency"]


# --- PDF
class FakeWeasyPrint:
    """A library that takes the HTML of a hand-out, and returns it."""

    def __init__(self, string: str) -> None:
        self.string = string

    def write_pdf(self, pdf_variant: str) -> bytes:
        return f"{pdf_variant}: {self.string}".encode()


def test_a_pdf_is_made_from_the_page_with_colours_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", SimpleNamespace(HTML=FakeWeasyPrint))
    made = make_handout(decision_of("first-day"), paper="letter")
    pdf = made.pdf().decode()
    assert pdf == f"pdf/ua-1: {made.html().replace('currentColor', '#004f7c')}"
    assert "@page{size:letter}" in pdf
    assert "size:" not in re.sub("font-size:", "", make_handout(decision_of("first-day")).html())


def test_without_weasyprint_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ModuleNotFoundError, match=r"needs weasyprint: pip install 'alpims-mg\[pdf\]'"):
        make_handout(decision_of("first-day")).pdf()


@pytest.mark.parametrize("library", ["babel", "jinja2"])
def test_importing_the_adapter_names_the_extra(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch, "alpims_mg.adapters.handout")
    forget(monkeypatch, library)
    monkeypatch.setattr(sys, "meta_path", [NotInstalled(library), *sys.meta_path])
    with pytest.raises(ModuleNotFoundError, match=rf"needs {library}: pip install 'alpims-mg\[handout\]'"):
        __import__("alpims_mg.adapters.handout")


# --- The command
DIARY = "examples/diaries/a-week-that-turns-red.json"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def run(*arguments: object) -> int:
    return cli.run(["handout", *map(str, arguments)], __main__.EXTRA_COMMANDS)


class TestCommand:
    CASE = "examples/cases/first-day.json"

    def test_writes_a_page(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "page.html"
        options = ("--from", "2026-03-01", "--lang", "de", "--paper", "A4", "--emergency", "112")
        assert run(self.CASE, "--out", out, *options) == 0
        expected = make_handout(
            decision_of("first-day"), starts=STARTS, language="de", paper="A4", contacts=Contacts(emergency="112")
        )
        assert out.read_text(encoding="utf-8") == expected.html()
        printed = capsys.readouterr().out
        assert "[+] You can start." in printed
        assert "page.html" in printed.replace("\n", "").replace(" ", "")

    def test_writes_a_pdf(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "weasyprint", SimpleNamespace(HTML=FakeWeasyPrint))
        out = tmp_path / "page.pdf"
        assert run(self.CASE, "--out", out) == 0
        assert out.read_bytes().startswith(b"pdf/ua-1: <!doctype html>")

    def test_reviews_a_diary(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "page.html"
        assert run(DIARY, "--out", out, "--json") == 0
        assert json.loads(capsys.readouterr().out) == {"decision": "offer", "out": str(out)}
        assert out.read_text(encoding="utf-8") == make_handout(review_of_example()).html()

    def test_answers_a_diary_of_a_capsule_without_a_plan(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        diary = json.loads((ROOT / DIARY).read_text(encoding="utf-8"))
        diary["proposal"]["product"]["elemental_mg"] = "900"
        file = tmp_path / "diary.json"
        file.write_text(json.dumps(diary), encoding="utf-8")
        assert run(file, "--out", tmp_path / "page.html", "--json") == 0
        assert json.loads(capsys.readouterr().out)["decision"] == "withhold"

    @pytest.mark.parametrize(
        ("arguments", "fault"),
        [
            (("none.json", "--out", "{}/a.html"), "FILE must be a file that can be read; got 'none.json' (No such"),
            ((CASE, "--out", "{}/a.txt"), "--out must be a file name that ends in .html or .pdf"),
            ((CASE, "--out", "{}/none/a.pdf"), "--out must be a file name that ends in .html or .pdf"),
            ((CASE, "--out", "{}/a.html", "--from", "soon"), "--from must be a date; got 'soon'"),
            ((CASE, "--out", "{}/a.html", "--from", "20260301"), "--from must be a date; got '20260301'"),
            ((DIARY, "--out", "{}/a.html", "--from", "2026-03-01"), "--from must be left out, since a course"),
            ((CASE, "--out", "{}/a.html", "--lang", "fr"), "--lang must be one of en, de, es; got 'fr'"),
            ((CASE, "--out", "{}/a.html", "--poison-centre", ""), "--poison-centre must be"),
        ],
    )
    def test_names_a_fault_and_writes_nothing(
        self, arguments: tuple[str, ...], fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(*(text.format(tmp_path) for text in arguments)) == 2
        assert fault in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []

    def test_names_the_fields_of_a_diary_as_in_the_json(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        diary = json.loads((ROOT / DIARY).read_text(encoding="utf-8"))
        diary["check_ins"][0]["taken_mg"] = "50"
        diary["starts"] = "2026-03-02"
        file = tmp_path / "diary.json"
        file.write_text(json.dumps(diary), encoding="utf-8")
        assert run(file, "--out", tmp_path / "page.html") == 2
        assert capsys.readouterr().err.startswith("check_ins")

    def test_names_a_missing_library(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        assert run(self.CASE, "--out", tmp_path / "page.pdf") == 2
        assert "pip install 'alpims-mg[pdf]'; install it, or name a file" in capsys.readouterr().err

    def test_without_its_extra_says_so_in_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(__main__, "find_spec", lambda name: None if name == "jinja2" else name)
        monkeypatch.setattr(sys, "argv", ["alpims-mg", "handout"])
        assert __main__.main() == 2
        assert capsys.readouterr().err == "the command handout needs jinja2: pip install 'alpims-mg[cli,handout]'\n"


def test_a_handout_shows_itself_in_one_line() -> None:
    made = make_handout(decision_of("first-day"))
    assert isinstance(made, Handout)
    assert "\n" not in repr(made)
