"""What the reactions of a day ask for: the strictest response, each sign alone or together with another."""

from collections.abc import Iterable
from typing import Final

from alpims_mg.model.vocabulary import Reaction
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.reactions import JointResponse, Response
from alpims_mg.rules.tables import Rule

STOPPING: Final = frozenset({Response.STOP_AND_CONSULT, Response.URGENT_CARE, Response.ALLERGIC_EMERGENCY})
"""The responses to reactions that stop a course."""


def joint_reactions(reactions: Iterable[Reaction], rulebook: Rulebook) -> tuple[Rule[JointResponse], ...]:
    """The rules on reactions that mean more together, for the reactions of one day, in the order of their table."""
    reported = frozenset(reactions)
    return tuple(
        rule
        for _, rule in rulebook.together
        if not reported.isdisjoint(rule.then.one_of) and not reported.isdisjoint(rule.then.with_one_of)
    )


def strictest_response(reactions: Iterable[Reaction] | None, rulebook: Rulebook) -> Response | None:
    """The strictest ``Response`` (such as to stop) that these reactions call for, each alone or in combination.

    None if ``reactions`` is None, which means not stated. ``GO_ON`` if there was no reaction.
    """
    if reactions is None:
        return None
    reported = frozenset(reactions)
    responses = [rulebook.reactions[reaction].then for reaction in reported]
    responses += (rule.then.response for rule in joint_reactions(reported, rulebook))
    return max(responses, key=STRICTNESS.__getitem__, default=Response.GO_ON)


STRICTNESS: Final = {response: rank for rank, response in enumerate(Response)}
"""The rank of each response to a reaction: 0 is the mildest."""
