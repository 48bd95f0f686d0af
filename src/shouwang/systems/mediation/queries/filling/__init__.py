"""What stands in each paper of a dispute, from what was typed once; which papers it needs now; the whole file."""
