"""The one-page report: what it says (content), how it is set (layout), how it is written (export)."""
