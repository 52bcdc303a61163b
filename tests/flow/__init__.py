"""The course of a consultation, tested without a window."""
