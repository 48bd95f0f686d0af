"""Quiz questions in plain Python: what one is, whether an answer is right, and GIFT, the text format they travel in."""
