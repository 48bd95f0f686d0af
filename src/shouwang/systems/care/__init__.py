"""特殊人群帮扶: people who agreed to be helped, what they need, who visits them."""
