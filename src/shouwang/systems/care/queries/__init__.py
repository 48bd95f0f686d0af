"""Every question about care that the desk, the phone and the figures ask."""
