"""What the page of `traceability.py` is written with."""
