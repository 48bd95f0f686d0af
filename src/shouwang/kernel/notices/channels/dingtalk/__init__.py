"""Group robots of DingTalk (钉钉群机器人)."""
