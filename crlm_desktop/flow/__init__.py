"""The course of a consultation without Qt: the draft, the pages as data, what matters now, what was typed."""
