"""Facts, values, cases and calculators: no Qt, no files, no rules."""
