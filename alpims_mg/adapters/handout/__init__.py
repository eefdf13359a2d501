"""Hand-outs (extra ``handout``): an answer, or today's review of a course, as pages to print.

``make_handout`` makes the sheets: one for the patient, in English, German or Spanish, and one for the clinician.
``Handout`` writes them as HTML, and with the extra ``pdf`` as a tagged PDF. ``Contacts`` says whom to call.
"""

from alpims_mg._internal.extras import optional_imports

with optional_imports(__name__, extra="handout", libraries=("babel", "jinja2")):
    from alpims_mg.adapters.handout.contacts import Contacts
    from alpims_mg.adapters.handout.making import make_handout
    from alpims_mg.adapters.handout.writing import Handout, Paper

__all__ = ["Contacts", "Handout", "Paper", "make_handout"]
