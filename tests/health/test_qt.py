import sys

from PySide6.QtCore import QObject

CALLS = 20_000
NOISE = 200


def test_void_calls_keep_their_references_to_none() -> None:
    """A Qt binding that loses a reference to None at each void call aborts after some thousand of them."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < NOISE
