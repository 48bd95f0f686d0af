"""What stands behind a number, and how it is then read."""

from typing import Final

# Written in signs; looked up after the compatibility forms are resolved (㎡ is m2, ℃ is °C). Longer ones first.
SIGNS: Final = {
    "km/h": "公里每小时",
    "m/s": "米每秒",
    "kWh": "度电",
    "kW·h": "度电",
    "km2": "平方公里",
    "Mbps": "兆",
    "mAh": "毫安时",
    "mg": "毫克",
    "kg": "公斤",
    "km": "公里",
    "cm2": "平方厘米",
    "cm": "厘米",
    "mm": "毫米",
    "m2": "平方米",
    "m3": "立方米",
    "mL": "毫升",
    "ml": "毫升",
    "kW": "千瓦",
    "kV": "千伏",
    "GB": "吉字节",
    "MB": "兆",
    "KB": "千字节",
    "TB": "太字节",
    "dB": "分贝",
    "Hz": "赫兹",
    "min": "分钟",
    "°C": "摄氏度",
    "°F": "华氏度",
    "°": "度",
    "g": "克",
    "m": "米",
    "L": "升",
    "h": "小时",
    "V": "伏",
    "W": "瓦",
}
# A lone 2 before these is 两.
THINGS: Final = (
    "个 天 年 周 星期 小时 分钟 秒 元 块 角 毛 万 千 百 亿 人 名 位 次 倍 家 户 口 部 台 张 笔 份 条 只 头 匹 件 种 类 项 批 "
    "辆 把 本 套 场 点 处 间 栋楼 座 米 公里 里 公斤 斤 吨 亩 平方 立方 升 克 度 度电 代 对 双 群 伙 遍 趟 回 包 箱 瓶 袋 根 支 "
    "枚 颗 道 起 步 样 字 句 页 老 大 小"
).split()
# Among them those that only a number of things is followed by; after 110 they make it a number and no telephone.
MEASURES: Final = (
    "个 天 年 周 小时 分钟 秒 元 块 角 毛 万 亿 人 名 位 次 倍 家 户 口 部 台 张 笔 份 条 只 头 件 种 项 辆 本 套 场 处 间 座 "
    "米 公里 公斤 斤 吨 亩 平方 立方 升 克 度 包 箱 瓶 袋 根 支 枚 颗 起 页 字 多 余 来 % ‰"
).split()
# Money after a number is a sum, whatever stands before it.
MONEY: Final = ("元", "块", "万", "亿", "多", "余", "美元", "%")
# A lone 2 before these stays 二, three digits and more are read singly: 二楼, 幺二零三室.
PLACED: Final = "号 楼 单元 室 房 层 栋 幢 组 队 路 级 月 日 线 届 期 班 车间 国道 省道 县道 高速 时".split()
ROOMS: Final = ("号", "室", "房", "国道", "省道", "县道", "路", "次列车")
# Numbers after these words are told apart by their digits.
NUMBERED: Final = (
    "验证码 密码 工号 编号 号码 卡号 账号 帐号 学号 微信号 尾号 车牌 代码 邮编 警号 订单号 单号 分机 转 扣扣 扣扣号 动态码 提取码"
).split()
# Numbers after these are telephones.
DIALLED: Final = "拨打 打 拨 电话 热线 致电 请拨 呼叫 报警 专线 来电".split()
