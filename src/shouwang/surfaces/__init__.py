"""One folder per audience; composes systems, owns no tables."""
