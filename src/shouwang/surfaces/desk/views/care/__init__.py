"""Pages of care (特殊人群帮扶)."""
