"""The words of the page: the sections' names, why something is not coded, the head."""

SECTIONS = {
    "2": "The MDT",
    "3.1": "Imaging of the liver",
    "3.2": "Imaging of the primary",
    "3.3": "Distant spread",
    "4": "Specimens and quality",
    "4.1": "Targeted therapy",
    "4.1.1": "KRAS and NRAS",
    "4.1.2": "BRAF",
    "4.1.3": "HER2",
    "4.1.4": "NTRK",
    "4.2": "Immunotherapy",
    "4.2.1": "MSI and MMR",
    "4.2.2": "POLE and POLD1",
    "4.2.3": "TMB",
    "4.2.4": "PD-L1",
    "4.3": "Pathological response",
    "5.1": "NED achievable",
    "5.1.1": "Strategy",
    "5.1.2": "Chemotherapy before surgery",
    "5.1.3": "Surgery",
    "5.1.4": "After resection",
    "5.1.5": "Radiotherapy of the rectum",
    "5.2": "NED potentially achievable",
    "5.2.1": "Strategy",
    "5.2.2": "Systemic treatment",
    "5.2.3": "Surgery",
    "5.3.1": "Not achievable: systemic treatment",
    "5.3.2": "Not achievable: surgery",
    "5.3.3": "Not achievable: radiotherapy",
    "5.3.4": "Not achievable: interventional treatment",
    "6": "Nursing and support",
    "7.1": "Follow-up after NED",
    "7.2": "Follow-up without NED",
}
REASONS = {
    "background": "background, no decision hangs on it",
    "evidence": "a study behind a rule that is coded",
    "definition": "a definition",
    "laboratory": "for those who do the test",
    "apparatus": "apparatus of the document",
    "told_by": "said by other means",
}
HEAD = """# From the consensus to the rules

Written by `build_scripts/traceability.py` from the knowledge base and the written cases; a test fails when it
is out of date. Each item: what is printed (grade, class), when it applies, what strikes it, what it says, the
cases in which it applies and does not, and the doubts beside it. Knowledge base {id}, version {version}.

{items} items: {clauses} clauses of the {statements} statements, {rows} rows of the two tables, {sentences}
sentences of the text, {guards} safeguards of our own. {cases} written cases name them.
"""
