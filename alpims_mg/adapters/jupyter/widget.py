"""``Explorer``: a case with controls, and its answer, which the kernel computes again at each change."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, final

import anywidget
import attrs
import traitlets

from alpims_mg._internal.rendering import Block, DayClock, Draft, Headline, Page, Section, Staircase, Tone
from alpims_mg._internal.rendering.styles import STYLE
from alpims_mg._internal.validation import an_instance
from alpims_mg.adapters.jupyter import form
from alpims_mg.adapters.jupyter.entries import Entries, other_facts
from alpims_mg.assessment.acknowledging import acknowledge
from alpims_mg.assessment.assessing import assess
from alpims_mg.dosing.day_pictures import day_clock
from alpims_mg.dosing.days import DaySchedule
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.decisions import Consult, Decision, plan_or_draft
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Situation
from alpims_mg.rulebook.current import CURRENT, Rulebook

_HERE: Final = Path(__file__).parent
_AGREED: Final = "stated in the explorer"
_UNREADABLE: Final = Headline(
    Tone.NEEDS_INFORMATION, "We need to know more", "Please correct the field that is marked."
)


class _Fact(traitlets.TraitType[Any, Any]):
    """A trait that holds one type, and says how to correct any other."""

    def __init__(self, kind: type, example: str) -> None:
        super().__init__()
        self._kind, self._example = kind, example

    def validate(self, obj: object, value: object) -> object:
        """Raises: ``InvalidInputError`` if the value has another type."""
        raise_if_any((an_instance(str(self.name), value, self._kind, example=self._example),))
        return value


class _Computed(traitlets.TraitType[Any, Any]):
    """A trait that follows from others, so that nobody sets it by hand."""

    allow_none = True

    def __set__(self, obj: object, value: object) -> None:
        expected, fix = "left as it is: the kernel computes it", "set situation or proposal instead"
        raise InvalidInputError(Fault(path=str(self.name), expected=expected, actual=type(value).__name__, fix=fix))


@final
class Explorer(anywidget.AnyWidget):
    """A widget to change the facts of a case by hand, and to see how the answer changes.

    Each answer comes from ``assess`` in the kernel. ``situation`` and ``proposal`` are the case. Set them to show
    another one; the controls change them too. Facts without a control, such as conditions, stay as they were set.
    ``decision`` is the answer. It is None as long as a control holds a text that cannot be read. All three can be
    observed: ``explorer.observe(print, "decision")``.

    The widget shows the day on the clock if the situation has a routine.

    Raises: ``InvalidInputError`` for an argument of another type.

    >>> from alpims_mg import Case, Situation, Topical, Vehicle, Intent, Zone
    >>> oil = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
    >>> explorer = Explorer(Situation(zone=Zone.GREEN), oil)
    >>> str(explorer.decision.answer)
    'offer'
    >>> explorer.situation = Situation(zone=Zone.RED)
    >>> str(explorer.decision.answer)
    'consult'
    """

    _esm = _HERE / "explorer.js"
    _css = f"{STYLE}\n{(_HERE / 'explorer.css').read_text(encoding='utf-8')}"

    situation = _Fact(Situation, "Situation(...)")
    proposal = _Fact(Proposal, "Proposal(...)")
    decision = _Computed()
    _form: "traitlets.List[Any]" = traitlets.List(traitlets.Any()).tag(sync=True)
    _view = traitlets.Dict().tag(sync=True)

    def __init__(self, situation: Situation, proposal: Proposal, *, rulebook: Rulebook = CURRENT) -> None:
        raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
        self._rulebook, self._by_hand = rulebook, False
        controls = [control.plain() for control in form.controls_of(rulebook)]
        super().__init__(situation=situation, proposal=proposal, _form=controls)
        self._entries = Entries(situation=situation, proposal=proposal, rulebook=rulebook)
        self.observe(self._on_set, ["situation", "proposal"])
        self.on_msg(self._on_message)  # pyright: ignore[reportUnknownMemberType]  # ipywidgets has no types
        self._show(())

    def _on_set(self, _: object) -> None:
        """Show a case that was set from Python."""
        if not self._by_hand:
            self._entries = Entries(situation=self.situation, proposal=self.proposal, rulebook=self._rulebook)
            self._show(())

    def _on_message(self, _: object, content: dict[str, Any], __: object) -> None:
        """Take a change of one control. ``of`` names the message, so that the browser knows which one is answered."""
        name, value = content["field"], content["value"]
        if name == form.AGREED:
            self._entries = self._with_agreement(agreed=value == form.YES)
        else:
            self._entries = self._entries.changed(name, value)
        self._show(content["of"])

    def _with_agreement(self, *, agreed: bool) -> Entries:
        """The entries with all acknowledged that a clinician is asked about, or with nothing acknowledged."""
        if not agreed:
            return attrs.evolve(self._entries, acknowledged=())
        before = self._entries.situation.acknowledged
        situation, proposal, _ = self._entries.read()
        decision = assess(attrs.evolve(situation, acknowledged=before), proposal, rulebook=self._rulebook)
        agreements = acknowledge(decision, reason=_AGREED, on=situation.as_of)
        return attrs.evolve(self._entries, acknowledged=(*before, *agreements))

    def _show(self, of: object) -> None:
        """Compute the answer, and send it to the browser with what the controls hold."""
        situation, proposal, faults = self._entries.read()
        decision = None if faults else assess(situation, proposal, rulebook=self._rulebook)
        self._by_hand = True
        try:
            with self.hold_trait_notifications():
                if decision is not None:
                    self.situation, self.proposal = situation, proposal
                self.set_trait("decision", decision)
        finally:
            self._by_hand = False
        values, disabled = self._entries.values(), []
        values[form.AGREED] = _agreement(situation, decision)
        if not values[form.AGREED]:
            disabled = [form.AGREED]
        page = Page("The answer", (), _UNREADABLE) if decision is None else self._page(decision)
        answer, more = page.html_parts()
        self._view = {
            "of": of,
            "values": values,
            "faults": faults,
            "hidden": self._entries.hidden(),
            "disabled": disabled,
            "facts": f"Also counted: {other_facts(self.situation, self.proposal)}.",
            "answer": answer,
            "more": more,
        }

    def _page(self, decision: Decision) -> Page:
        """The page of the answer. A day on the clock follows the steps."""
        page = decision.page()
        return page._replace(blocks=tuple(_with_day(page.blocks, self._day(decision))))

    def _day(self, decision: Decision) -> tuple[DayClock | Section, ...]:
        """The first step on the clock. Nothing if there are no steps or no routine."""
        plan, routine = plan_or_draft(decision), self.situation.routine
        if not isinstance(plan, DosePlan) or routine is None:
            return ()
        title = "Your day on step 1"
        day = schedule_day(plan.steps[0], routine, self.situation.medicines, rulebook=self._rulebook)
        return (day_clock(day, title) if isinstance(day, DaySchedule) else Section(title, (day.finding.text,)),)


def _agreement(situation: Situation, decision: Decision | None) -> str:
    """Whether a clinician has agreed to the case. Empty if nobody needs to."""
    if isinstance(decision, Consult):
        return form.NO
    return form.YES if situation.acknowledged else ""


def _with_day(blocks: Iterable[Block], day: tuple[Block, ...]) -> Iterator[Block]:
    """Yield these blocks, and the day after the steps, which may be in a draft."""
    for block in blocks:
        yield block._replace(blocks=tuple(_with_day(block.blocks, day))) if isinstance(block, Draft) else block
        if isinstance(block, Staircase):
            yield from day
