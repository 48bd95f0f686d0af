"""What a text becomes when it is read aloud: its numbers in words, its syllables, a voice, one loudness."""
