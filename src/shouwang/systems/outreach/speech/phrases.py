"""Readings that pypinyin 0.55 gets wrong or leaves without their neutral tone, found by reading aloud what villages are told."""

from typing import Final

READINGS: Final = {
    "还款": "huan2 kuan3", "还清": "huan2 qing1", "还给": "huan2 gei3", "还贷": "huan2 dai4", "归还": "gui1 huan2",
    "大夫": "dai4 fu5", "丈夫": "zhang4 fu5", "朋友": "peng2 you5", "告诉": "gao4 su5", "明白": "ming2 bai5",
    "热闹": "re4 nao5", "晚上": "wan3 shang5", "早上": "zao3 shang5", "结实": "jie1 shi5", "先生": "xian1 sheng5",
    "姑娘": "gu1 niang5", "东西": "dong1 xi5", "事情": "shi4 qing5", "消息": "xiao1 xi5", "地方": "di4 fang5",
    "认识": "ren4 shi5", "知道": "zhi1 dao5", "麻烦": "ma2 fan5", "客气": "ke4 qi5", "关系": "guan1 xi5",
    "商量": "shang1 liang5", "打听": "da3 ting5", "招呼": "zhao1 hu5", "亲戚": "qin1 qi5", "街坊": "jie1 fang5",
    "乡亲们": "xiang1 qin1 men5", "数一数": "shu3 yi5 shu3", "数钱": "shu3 qian2", "打的": "da3 di1", "处长": "chu4 zhang3",
    "跑得": "pao3 de5", "说得": "shuo1 de5", "做得": "zuo4 de5", "来得": "lai2 de5", "记得": "ji4 de5", "值得": "zhi2 de5",
    "懂得": "dong3 de5", "慢慢地": "man4 man4 de5", "好好地": "hao3 hao3 de5", "及时地": "ji2 shi2 de5",
    "认真地": "ren4 zhen1 de5", "仔细地": "zi3 xi4 de5", "了解": "liao3 jie3", "了不得": "liao3 bu4 de2",
    "一会儿": "yi2 hui4 er2", "看管": "kan1 guan3", "看家": "kan1 jia1", "看住": "kan1 zhu4", "刷单": "shua1 dan1",
    "冒充": "mao4 chong1", "大喇叭": "da4 la3 ba5", "喇叭": "la3 ba5", "巷子": "xiang4 zi5", "行骗": "xing2 pian4",
    "同行": "tong2 hang2", "行当": "hang2 dang5", "当天": "dang4 tian1", "调解员": "tiao2 jie3 yuan2", "空地": "kong4 di4",
    "空房": "kong4 fang2", "供水": "gong1 shui3", "朝阳": "chao2 yang2", "散会": "san4 hui4",
    "得去": "dei3 qu4", "得赶紧": "dei3 gan3 jin3", "都得": "dou1 dei3", "必须得": "bi4 xu1 dei3", "又得": "you4 dei3",
}  # fmt: skip
