"""Is this a scam? First what to do now, then the words that say so and of what type it looks; never that it is safe.

Rules with evidence first (`cues`), a linear model of this room second (`model`, `trainer`), both weighed in `verdict`.
Plain thinking: no tables, no pages.
"""
