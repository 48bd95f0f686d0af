"""Positions from programs on the phones of volunteers who agreed: OwnTracks and Traccar Client."""
