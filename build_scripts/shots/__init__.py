"""What the screenshots show: pages and dialogs, each brought about as a person would."""
