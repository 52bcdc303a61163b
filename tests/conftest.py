"""Tests paint nowhere unless the developer says where; this must be settled before Qt is imported."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
