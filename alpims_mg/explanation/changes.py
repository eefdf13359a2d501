"""What would change an answer: the smallest changes, among what a person can wait for, find out, choose or talk over.

The search is exact. What can change is a finite set of values, drawn from the rulebook; each thing that stands against
an answer is got round only by the levers whose rows say so, and every choice among those is followed to its end.
"""
