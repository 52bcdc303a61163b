"""The proof of the knowledge base, part by part (z3, development only)."""
