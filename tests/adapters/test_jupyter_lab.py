"""Views, the explorer and the notebooks in a real JupyterLab, driven through Chromium."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from adapters.jupyter_lab import Lab, running_lab, show_all, too_wide, violations
from notebooks import SCRIPTS, write_notebook

pytestmark = pytest.mark.peers

VIEWS = ".mg"
STATUS = ".explorer [role=status]"
BEGIN = """
from datetime import time
from pathlib import Path
from units.builders import capsule, proposal, situation
from alpims_mg import *
from alpims_mg.adapters.jupyter import Explorer

routine = Routine(wakes=time(6, 30), sleeps=time(22, 30), breakfast=time(8), lunch=time(13), dinner=time(19))
levothyroxine = Medicine(name="levothyroxine", taken_at=[time(7)])
person = situation(routine=routine, medicines=[levothyroxine])
explorer = Explorer(person, proposal(capsule(100, 2)))
"""
OBSERVE = """
def note(_):
    decision = explorer.decision
    words = "nothing" if decision is None else f"{type(decision).__name__} {explorer.situation.zone}"
    Path("answer.txt").write_text(words)

explorer.observe(note, "decision")
"""
SPOILT_NAME = "document.querySelector('.explorer input[inputmode]').labels[0].remove()"
SPOILT_CAPTION = "document.querySelector('.jp-RenderedHTML .mg svg[role=img] title').remove()"
SPOILT_WIDTH = "document.querySelector('.explorer .choices').style.width = '500px'"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


def wait_for(page: Any, words: str) -> None:
    """Wait until the first explorer gives this answer."""
    page.wait_for_function(
        "([where, words]) => document.querySelector(where)?.innerText.includes(words)", arg=[STATUS, words]
    )


def wait_for_kernel(file: Path, words: str) -> None:
    """Wait until the kernel has written these words."""
    for _ in range(100):
        if file.exists() and file.read_text(encoding="utf-8") == words:
            return
        time.sleep(0.1)
    raise AssertionError(file.read_text(encoding="utf-8") if file.exists() else "the kernel has written nothing")


def test_the_explorer_is_used_by_keyboard_alone_and_its_answers_are_those_of_the_kernel(lab: Lab) -> None:
    answer = lab.folder / "answer.txt"
    with lab.opened(lab.write("keyboard", BEGIN + OBSERVE + "explorer")) as page:
        wait_for(page, "Ask a clinician first")
        press = page.keyboard.press
        page.locator(".explorer input:checked").first.focus()
        press("ArrowRight")  # the zone
        wait_for(page, "Not today")
        wait_for_kernel(answer, "Withhold yellow")
        press("ArrowLeft")
        wait_for(page, "Ask a clinician first")
        for _ in range(6):  # to the age, after the intent, the product, its strength, its parts and the tolerance
            press("Tab")
        press("Control+a")
        page.keyboard.type("nine")
        wait_for(page, "We need to know more")
        wait_for_kernel(answer, "nothing")
        press("Control+a")
        page.keyboard.type("9")
        wait_for(page, "Do not start this")
        press("Control+a")
        page.keyboard.type("34")
        wait_for(page, "Ask a clinician first")
        press("Tab")  # the kidney function
        page.keyboard.type("Severe")
        wait_for(page, "Do not start this")
        press("Home")
        wait_for(page, "Ask a clinician first")
        press("Tab")  # a medicine
        page.keyboard.type("iron 08:00")
        press("Enter")
        page.wait_for_function("document.querySelectorAll('.explorer .items li').length === 2")
        press("Tab")  # the button that removes the first medicine
        press("Enter")
        page.wait_for_function("document.querySelectorAll('.explorer .items li').length === 1")
        assert "iron, 08:00" in page.locator(".explorer .items").inner_text()
        assert page.evaluate("document.activeElement.tagName") == "INPUT"
        press("Tab")
        press("Tab")  # whether a clinician has agreed
        press("ArrowLeft")
        wait_for(page, "You can start")
        wait_for_kernel(answer, "Offer green")
        press("Tab")  # the reasons
        press("Space")
        assert page.evaluate("document.querySelector('.explorer details').open")
        assert page.locator(".jp-Notebook .jp-Cell").count() == 1, "JupyterLab took a key for itself"


def test_an_explorer_follows_python_and_shares_no_id_with_another(lab: Lab) -> None:
    change = "explorer.situation = situation(zone=Zone.RED)"
    name = lab.write("two", BEGIN + "explorer", "explorer", "Explorer(person, proposal(capsule(100, 2)))", change)
    with lab.opened(name) as page:
        wait_for(page, "Not today")
        shown = page.locator(STATUS).all_inner_texts()
        assert [text.partition("\n")[0] for text in shown] == ["Not today", "Not today", "Ask a clinician first"]
        ids = page.evaluate("[...document.querySelectorAll('.mg [id]')].map((node) => node.id)")
        names = page.evaluate("[...document.querySelectorAll('.mg input[type=radio]')].map((node) => node.name)")
        assert len(ids) == len(set(ids)) > 0
        assert len(set(names)) == 3 * len({name.rpartition("-")[2] for name in names})
        assert violations(page, VIEWS) == []


def test_views_and_explorer_have_no_faults_for_axe_and_overflow_nowhere(lab: Lab) -> None:
    decisions = (
        "assess(person, proposal(capsule(100, 2)))",
        "assess(situation(acknowledged=acknowledge(assess(person, proposal(capsule())), reason='talk')), proposal())",
        "assess(situation(zone=Zone.RED), proposal())",
        "assess(Situation(), proposal())",
        "schedule_day(titration_schedule(capsule()).steps[0], routine, [levothyroxine])",
    )
    with lab.opened(lab.write("views", BEGIN + "explorer", *decisions)) as page:
        wait_for(page, "Ask a clinician first")
        page.wait_for_function(f"document.querySelectorAll('.jp-RenderedHTML .mg').length === {len(decisions)}")
        for dark in (False, True):
            for width in (1200, 800, 320):
                show_all(page, VIEWS, width=width, dark=dark)
                assert violations(page, VIEWS) == []
                assert too_wide(page, VIEWS) == []
        heights = page.evaluate(
            "[...document.querySelectorAll('.explorer :is(select, button, .choices label, .control input, summary)')]"
            ".filter((node) => node.offsetParent).map((node) => node.getBoundingClientRect().height)"
        )
        assert min(heights) >= 32
        page.evaluate(SPOILT_NAME)
        page.evaluate(SPOILT_CAPTION)
        page.evaluate(SPOILT_WIDTH)
        assert {found.partition(":")[0] for found in violations(page, VIEWS)} >= {"label", "svg-img-alt"}
        assert too_wide(page, VIEWS) != []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_runs_without_a_fault(lab: Lab, script: Path) -> None:
    with lab.opened(write_notebook(script, lab.folder).name) as page:
        faults = page.locator(".jp-OutputArea-output[data-mime-type*=error], .jp-RenderedText[data-mime-type*=stderr]")
        assert faults.all_inner_texts() == []
        assert violations(page, ".jp-OutputArea-output") == []
        for dark in (True, False):
            show_all(page, VIEWS, width=320, dark=dark)
            assert page.locator(VIEWS).count() == 0 or violations(page, VIEWS) == []
            assert too_wide(page, VIEWS) == []
        assert lab.asked_elsewhere() == []


def test_nothing_asks_the_network(lab: Lab) -> None:
    with lab.opened(lab.write("network", BEGIN + "explorer")) as page:
        wait_for(page, "Ask a clinician first")
        before = len(lab.asked)
        assert lab.asked_elsewhere() == []
        page.evaluate("fetch('http://alpims.invalid/').catch(() => null)")
        assert lab.asked_elsewhere() == ["http://alpims.invalid/"]
        del lab.asked[before:]
