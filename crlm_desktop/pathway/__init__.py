"""The way through the consensus: its stations laid out, and where on it one patient stands."""
