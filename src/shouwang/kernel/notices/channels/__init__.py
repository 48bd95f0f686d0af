"""The ways out, by the name a notice carries. One folder each; see ports.Channel."""

from shouwang.kernel.notices.channels.app.adapter import App
from shouwang.kernel.notices.channels.apprise.adapter import LongTail
from shouwang.kernel.notices.channels.dingtalk.adapter import DingTalk
from shouwang.kernel.notices.channels.email.adapter import Email
from shouwang.kernel.notices.channels.feishu.adapter import Feishu
from shouwang.kernel.notices.channels.push.adapter import Push
from shouwang.kernel.notices.channels.wecom.adapter import WeCom
from shouwang.kernel.notices.ports import Channel

CHANNELS: dict[str, Channel] = {
    "app": App(),
    "email": Email(),
    "wecom": WeCom(),
    "dingtalk": DingTalk(),
    "feishu": Feishu(),
    "apprise": LongTail(),
    "push": Push(),
}
