"""Pictures of the window: the bowel and the liver to click, the way through the consensus, the calendar."""
