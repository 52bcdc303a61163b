"""The timings, part by part, each beside its floor."""
