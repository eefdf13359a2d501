"""The laws of the library as functions. A law raises ``LawBrokenError`` for a case that breaks that law.

Most laws take a rulebook, so that a clinic can check its own. Only tests import this package. Start with
``unknown_is_never_permission``, ``order_never_matters``, ``tightened_never_permits_more`` and
``ledger_keeps_every_law``.
"""

from alpims_mg.testing.laws.acknowledgements import (
    a_signed_list_opens_what_it_names,
    an_agreed_total_covers_only_totals_up_to_it,
    an_offer_never_rests_on_a_value_that_would_withhold,
)
from alpims_mg.testing.laws.answers import (
    acknowledgement_never_lifts_a_withhold,
    alternatives_are_never_withheld,
    answer_follows_the_worst_finding,
    no_capsule_starts_or_rises_outside_green,
    order_never_matters,
    permission,
    stating_more_never_lifts_a_withhold,
)
from alpims_mg.testing.laws.clock import (
    a_plan_keeps_every_stated_window,
    one_more_medicine_never_improves_a_day,
    order_of_medicines_never_matters,
    schedule_equals_brute_force,
    schedule_keeps_every_window,
    unschedulable_names_the_smallest_sets,
    without_medicines_every_intake_is_at_its_meal,
)
from alpims_mg.testing.laws.comparisons import comparison_names_every_difference
from alpims_mg.testing.laws.courses import (
    a_calm_course_follows_the_plan,
    one_more_risk_never_permits_more,
    order_of_check_ins_never_matters,
    silence_never_permits_more_than_a_calm_report,
)
from alpims_mg.testing.laws.dividing import (
    an_unknown_kind_of_product_is_never_permission_to_divide,
    nothing_that_must_be_swallowed_whole_is_suggested_in_pieces,
    what_must_be_swallowed_whole_is_never_divided,
)
from alpims_mg.testing.laws.failures import (
    LawBrokenError,
)
from alpims_mg.testing.laws.labels import (
    a_day_without_units_gives_no_amount_per_unit,
    a_denial_removes_no_additive,
    a_label_never_invents_an_amount,
    adding_a_column_never_changes_the_amount_per_unit,
)
from alpims_mg.testing.laws.ledgers import (
    a_changed_ledger_is_refused,
    a_rise_comes_after_calm_days,
    a_rise_needs_a_full_hold_since_the_last_change,
    a_rise_needs_a_proven_rung,
    a_stop_is_final_until_a_new_start_is_acknowledged,
    a_wish_for_less_is_granted_the_same_day,
    ledger_balances,
    ledger_keeps_every_law,
    nothing_above_the_plan_is_permitted,
    nothing_is_permitted_without_an_offer,
    replay_is_identity,
    replay_refuses_days_that_do_not_follow,
    safety_is_never_delayed,
    unknown_days_never_count,
)
from alpims_mg.testing.laws.looking_ahead import (
    a_headline_says_what_green_would_permit,
    a_preview_is_what_the_next_day_says,
    a_review_and_a_preview_have_the_same_dates,
)
from alpims_mg.testing.laws.lowering import (
    a_withheld_capsule_may_be_lowered,
    lowering_is_never_withheld,
    what_lowering_leaves_could_be_kept,
)
from alpims_mg.testing.laws.medicines import (
    a_group_is_as_strict_as_its_members,
    an_unknown_word_never_makes_a_medicine_milder,
    directions_are_never_swapped,
    windows_are_never_shrunk,
)
from alpims_mg.testing.laws.options import (
    blocked_options_come_last,
    counterfactuals_give_the_answer_they_promise,
    counterfactuals_keep_every_medicine,
    every_option_is_listed_with_cited_reasons,
    explanation_names_every_finding,
    one_more_risk_never_unblocks_an_option,
    options_agree_with_assess,
    order_of_aims_and_domains_never_matters,
)
from alpims_mg.testing.laws.plans import (
    limit_checks_match_the_plan,
    plan_is_divided,
    plan_is_made_of_whole_portions,
    rounding_never_adds,
    start_plan_stays_within_the_bands,
)
from alpims_mg.testing.laws.reviews import (
    nobody_is_blamed_for_what_the_day_began_with,
    the_gravest_reaction_is_named_first,
)
from alpims_mg.testing.laws.risks import (
    a_lower_egfr_never_permits_more,
    adding_a_compound_never_permits_more,
    adding_a_condition_in_own_words_never_permits_more,
    adding_a_condition_never_permits_more,
    adding_a_medicine_never_permits_more,
    adding_an_egfr_never_permits_more,
    adding_an_ingredient_never_permits_more,
    another_condition_is_as_strict_as_any_that_asks,
    no_acknowledgement_covers_a_second_condition,
    tightened_never_permits_more,
)
from alpims_mg.testing.laws.setbacks import (
    a_correction_leaves_only_the_final_entries,
    a_gut_reaction_never_leads_to_more,
    a_wish_never_leads_to_more,
    taking_without_permission_is_never_better,
    too_much_taken_never_leads_to_more,
)
from alpims_mg.testing.laws.several_products import (
    a_reaction_counts_for_every_product,
    all_products_together_keep_to_the_limit,
    every_ledger_of_several_products_is_replayed,
    one_product_is_reviewed_together_as_alone,
    one_product_rises_at_a_time,
    order_of_products_never_matters,
    silence_on_one_product_never_permits_more_in_all,
)
from alpims_mg.testing.laws.stricter_rulebooks import (
    a_tightened_course_never_permits_more,
    a_tightened_plan_never_gives_more,
)
from alpims_mg.testing.laws.unknowns import (
    LeftOut,
    a_fact_left_out_is_never_milder,
    a_partial_list_is_never_permission,
    facts_left_out,
    unknown_is_never_permission,
)
from alpims_mg.testing.laws.wire import (
    structure_after_unstructure_is_identity,
)

__all__ = [
    "LawBrokenError",
    "LeftOut",
    "a_calm_course_follows_the_plan",
    "a_changed_ledger_is_refused",
    "a_correction_leaves_only_the_final_entries",
    "a_day_without_units_gives_no_amount_per_unit",
    "a_denial_removes_no_additive",
    "a_fact_left_out_is_never_milder",
    "a_group_is_as_strict_as_its_members",
    "a_gut_reaction_never_leads_to_more",
    "a_headline_says_what_green_would_permit",
    "a_label_never_invents_an_amount",
    "a_lower_egfr_never_permits_more",
    "a_partial_list_is_never_permission",
    "a_plan_keeps_every_stated_window",
    "a_preview_is_what_the_next_day_says",
    "a_reaction_counts_for_every_product",
    "a_review_and_a_preview_have_the_same_dates",
    "a_rise_comes_after_calm_days",
    "a_rise_needs_a_full_hold_since_the_last_change",
    "a_rise_needs_a_proven_rung",
    "a_signed_list_opens_what_it_names",
    "a_stop_is_final_until_a_new_start_is_acknowledged",
    "a_tightened_course_never_permits_more",
    "a_tightened_plan_never_gives_more",
    "a_wish_for_less_is_granted_the_same_day",
    "a_wish_never_leads_to_more",
    "a_withheld_capsule_may_be_lowered",
    "acknowledgement_never_lifts_a_withhold",
    "adding_a_column_never_changes_the_amount_per_unit",
    "adding_a_compound_never_permits_more",
    "adding_a_condition_in_own_words_never_permits_more",
    "adding_a_condition_never_permits_more",
    "adding_a_medicine_never_permits_more",
    "adding_an_egfr_never_permits_more",
    "adding_an_ingredient_never_permits_more",
    "all_products_together_keep_to_the_limit",
    "alternatives_are_never_withheld",
    "an_agreed_total_covers_only_totals_up_to_it",
    "an_offer_never_rests_on_a_value_that_would_withhold",
    "an_unknown_kind_of_product_is_never_permission_to_divide",
    "an_unknown_word_never_makes_a_medicine_milder",
    "another_condition_is_as_strict_as_any_that_asks",
    "answer_follows_the_worst_finding",
    "blocked_options_come_last",
    "comparison_names_every_difference",
    "counterfactuals_give_the_answer_they_promise",
    "counterfactuals_keep_every_medicine",
    "directions_are_never_swapped",
    "every_ledger_of_several_products_is_replayed",
    "every_option_is_listed_with_cited_reasons",
    "explanation_names_every_finding",
    "facts_left_out",
    "ledger_balances",
    "ledger_keeps_every_law",
    "limit_checks_match_the_plan",
    "lowering_is_never_withheld",
    "no_acknowledgement_covers_a_second_condition",
    "no_capsule_starts_or_rises_outside_green",
    "nobody_is_blamed_for_what_the_day_began_with",
    "nothing_above_the_plan_is_permitted",
    "nothing_is_permitted_without_an_offer",
    "nothing_that_must_be_swallowed_whole_is_suggested_in_pieces",
    "one_more_medicine_never_improves_a_day",
    "one_more_risk_never_permits_more",
    "one_more_risk_never_unblocks_an_option",
    "one_product_is_reviewed_together_as_alone",
    "one_product_rises_at_a_time",
    "options_agree_with_assess",
    "order_never_matters",
    "order_of_aims_and_domains_never_matters",
    "order_of_check_ins_never_matters",
    "order_of_medicines_never_matters",
    "order_of_products_never_matters",
    "permission",
    "plan_is_divided",
    "plan_is_made_of_whole_portions",
    "replay_is_identity",
    "replay_refuses_days_that_do_not_follow",
    "rounding_never_adds",
    "safety_is_never_delayed",
    "schedule_equals_brute_force",
    "schedule_keeps_every_window",
    "silence_never_permits_more_than_a_calm_report",
    "silence_on_one_product_never_permits_more_in_all",
    "start_plan_stays_within_the_bands",
    "stating_more_never_lifts_a_withhold",
    "structure_after_unstructure_is_identity",
    "taking_without_permission_is_never_better",
    "the_gravest_reaction_is_named_first",
    "tightened_never_permits_more",
    "too_much_taken_never_leads_to_more",
    "unknown_days_never_count",
    "unknown_is_never_permission",
    "unschedulable_names_the_smallest_sets",
    "what_lowering_leaves_could_be_kept",
    "what_must_be_swallowed_whole_is_never_divided",
    "windows_are_never_shrunk",
    "without_medicines_every_intake_is_at_its_meal",
]
