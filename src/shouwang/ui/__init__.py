"""Base templates, components, tokens, icons, map modules."""
