"""The report: what it says, how it is set, what it carries."""
