"""Input widgets, one per kind of fact; each starts empty and tells only what a person entered."""
