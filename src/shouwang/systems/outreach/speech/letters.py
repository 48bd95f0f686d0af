"""Latin letters and foreign words as a Chinese voice says them, so that no engine switches to English."""

import re
from typing import Final

NAMES: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [
            "诶",
            "必",
            "西",
            "弟",
            "伊",
            "艾弗",
            "吉",
            "艾尺",
            "艾",
            "杰",
            "开",
            "艾勒",
            "艾马",
            "恩",
            "欧",
            "屁",
            "扣",
            "阿",
            "艾丝",
            "踢",
            "优",
            "威",
            "达不溜",
            "艾克斯",
            "歪",
            "贼",
        ],
        strict=True,
    )
)
# What villagers call it. Looked up without regard to capitals; the longest that fits is taken.
WORDS: Final = {
    "APP": "软件",
    "QQ": "扣扣",
    "WiFi": "无线网",
    "Wi-Fi": "无线网",
    "WLAN": "无线网",
    "ATM": "取款机",
    "VIP": "贵宾",
    "AI": "人工智能",
    "ID": "账号",
    "KTV": "歌厅",
    "POS": "刷卡",
    "SIM": "手机",
    "GPS": "定位",
    "QR": "二维",
    "WeChat": "微信",
    "Alipay": "支付宝",
    "Taobao": "淘宝",
    "TikTok": "抖音",
    "Douyin": "抖音",
    "LED": "电子",
    "PDF": "文档",
    "P2P": "网络借贷",
    "SMS": "短信",
    "OK": "好",
    "BOSS": "老板",
    "Skype": "网络电话",
    "Zoom": "网络会议",
    "Teams": "网络会议",
    "FaceTime": "视频通话",
    "iPhone": "苹果手机",
    "iPad": "苹果平板",
    "Apple": "苹果",
    "Android": "安卓",
    "iOS": "苹果系统",
    "PC": "电脑",
    "NO": "号",
    "RMB": "人民币",
    "CNY": "人民币",
    "USDT": "泰达币",
    "BTC": "比特币",
    "DJ": "打碟",
    "PK": "比拼",
    "CEO": "老总",
    "HR": "人事",
    "PS": "修图",
    "URL": "网址",
    "Email": "邮件",
    "E-mail": "邮件",
    "mail": "邮件",
}
_KNOWN: Final = {name.upper(): said for name, said in WORDS.items()}
_WORD: Final = re.compile(
    "(?<![A-Za-z])(" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)) + ")(?![A-Za-z])", re.IGNORECASE
)
_DOUBLED: Final = re.compile("(二维码|软件|手机|网址|邮件|账号|微信|定位|短信|无线网|取款机)(?:\\1)+")
_RUN: Final = re.compile("[A-Za-z]+")


def named(text: str) -> str:
    """The text with the words that have a Chinese name put in Chinese; APP软件 is said once."""
    return _DOUBLED.sub(r"\1", _WORD.sub(lambda found: _KNOWN[found[1].upper()], text))


def spelled(text: str) -> str:
    """Every letter that is left, by its name."""
    return _RUN.sub(lambda found: "".join(NAMES[letter] for letter in found[0].upper()), text)
