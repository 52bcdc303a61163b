"""The shape of the knowledge base, its condition language, its strict loader and its compiled form."""
