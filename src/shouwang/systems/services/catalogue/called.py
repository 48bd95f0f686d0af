"""What neighbours call the things of the catalogue when they look for them: words to find by, never shown."""

from typing import Final

CALLED: Final = {
    "birth": "上户口 孩子 小孩 新生儿 落户 出生 baby child newborn register",
    "death": "去世 过世 走了 老了人 销户 死亡 died passed away",
    "move": "迁户口 转户口 迁入 迁出 结婚迁 户口迁 transfer household",
    "change": "改名 改名字 改年龄 改生日 婚姻状况 改户口本 rename correct",
    "history": "查户口 亲属关系 户口底册 老户口 relation record",
    "card_first": "第一次 头一回 小孩办身份证 办身份证 first id card",
    "card_renew": "过期 到期 换身份证 快过期 有效期 长期 expired renew id card",
    "card_replace": "丢了 丢身份证 补办 补身份证 坏了 磁条 lost broken id card",
    "card_fetch": "取身份证 替取 代取 帮取 fetch collect id card",
    "card_temporary": "急用 坐车 临时身份证 高铁 urgent train temporary",
    "card_lost": "丢了 挂失 被偷 找不到 丢身份证 stolen lost id card",
    "card_elsewhere": "外地 外省 在外打工 不回老家 跨省 other province away",
    "stay": "租房 暂住证 外来 打工 流动人口 rent lodger",
    "permit": "居住证 上学 孩子上学 外地人 school residence",
    "endorse": "居住证到期 居住证续签 续签 extend residence",
    "no_record": "无犯罪 没犯罪 开证明 政审 入职 保安 criminal record certificate",
    "passport": "出国 护照 旅游 签证 abroad travel",
    "hongkong": "香港 澳门 港澳 通行证 hong kong macau",
    "station_papers": "开证明 证明 派出所证明 同一个人 曾用名 certificate paper",
}
