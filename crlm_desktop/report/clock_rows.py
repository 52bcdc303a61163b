"""The clocks that run for the patient, with their dates."""

from crlm_desktop.report.apparatus import Apparatus
from crlm_desktop.report.rows import Section


def clocks_section(apparatus: Apparatus) -> Section:
    """Return the running clocks."""
    return Section("clocks", apparatus.say("section.clocks"), ())
