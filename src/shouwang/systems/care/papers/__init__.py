"""Papers of care: the text of a consent, the receipt of a gift, a helper's plan."""
