"""Group robots of Feishu (飞书群机器人)."""
