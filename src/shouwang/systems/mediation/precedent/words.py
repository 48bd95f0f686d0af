"""Words of disputes: those that say nothing of the matter, and different ones for the same thing.

Written by hand from how village disputes are told; a word that is missing only costs a hit, a wrong one shows in the reason.
"""

import re
from typing import Final

# What every dispute says. Longer ones first where one holds another; a text is cut where they stand.
_NOTHING: Final = """
    申请人 被申请人 当事人 双方 对方 一方 另一方 各方 甲方 乙方 两家 一家 人家 一户 有人 某人 某某 某号码 某号 村民 农户
    老人家 邻居 隔壁 要求 认为 同意 不肯 不愿意 不愿 愿意 承认 不承认 觉得 表示 提出 希望 答应 商量 解决 处理 协商 调解 纠纷
    矛盾 争议 争吵 吵架 吵了 多次 几次 经常 一直 后来 现在 今年 去年 前年 当时 原来 以前 以后 因为 因此 所以 但是 而且 并且
    如果 不然 或者 应该 应当 可以 不能 没有 不是 就是 自己 我们 他们 大家 这样 那样 什么 怎么 只有 只能 已经 还是 左右 以及
    由于 关于 对此 其他 其中 情况 问题 事情 之间 不到 一点 一起 一块 负责 责任 要他 说是 说过
    某地 某村 某镇 某县 甲家 乙家 丙家 丁家
"""
_GRAMMAR: Final = (
    "的了是在和与及把被给让我你他她它们就也都还又很要从到往向将对因为所以这那其之而且于则说称俺恁咱甲乙丙丁戊己庚辛壬癸"
)
_COUNTED: Final = (
    "个半月 个月 个人 平方米 公里 厘米 小时 分钟 块钱 万元 千元 个 位 名 年 月 天 日 号 次 回 元 块 毛 米 亩 斤 岁 间 层 棵 "
    "只 头 箱 针 里 寸 尺 户 人 口 条 张 套 份 倍 成 步 垄 行 分 台 辆 袋 车 组 季 趟"
)
_MEASURES: Final = "|".join(_COUNTED.split())
NOTHING: Final = re.compile(
    rf"[0-9][0-9.,:/-]*\s?(?:[万千百亿]?(?:{_MEASURES}))?"
    rf"|第?[〇零一二两三四五六七八九十百千万亿几半数]+[多来余]?(?:{_MEASURES})"
    rf"|{'|'.join(sorted(_NOTHING.split(), key=len, reverse=True))}|[{_GRAMMAR}]"
)

# The same thing, a line each; the first word names the line and must stay, for its number is stored.
_SAME: Final = """
滴水 屋檐水 檐水 檐沟 排水 流水 雨水 屋顶的水 房上的水 水槽 天沟 落水管 排水管 排水口 淌水
漏水 漏雨 渗水 渗漏 返潮 泡坏 泡塌 发霉 洇湿
宅基 宅基地 老宅 宅子 院基 庄基 宅基证 土地证
院墙 围墙 界墙 砌墙 老墙 山墙 后墙 墙皮 墙面
界线 地界 界石 界桩 边界 四至 界址 地边 田埂 地埂 界边 墙根 过界 越界 定界 多占
过道 出路 通道 胡同 夹道 通行 巷道 绕行 过不去 挡路 堵路
采光 遮光 挡光 光线 晒不到太阳 晒不到 遮住 挡住
楼房 加盖 起楼 盖楼 建楼 高楼 加层 平房
赡养 养老 伺候 轮流住 尽孝 送终 老母亲 老父亲 照顾老人 管老人
抚养费 抚育费 抚养 抚育 养孩子 看孩子
彩礼 聘礼 定亲 订婚 订亲 三金 首饰 镯子 媒人 嫁妆 退婚
离婚 离异 分居 复婚 感情破裂
继承 分家 分家单 析产 遗产 遗嘱 祖上 老家 老院 房产
借钱 借款 借条 欠条 欠款 借贷 还钱 还清 还款 周转 出借 欠钱 借了 不还
押金 定金 保证金
租房 租户 房东 门面 租赁 房租 出租 租期 租客
包工 施工队 泥瓦匠 工程款 尾款 返工 建房 盖房 自建房 完工 交工 匠人 工头
工资 工钱 血汗钱 薪水 记工 欠薪 劳务费 拖欠
工伤 轧伤 工亡 职业病
帮工 帮忙 义务帮 主家 请来帮
狗 犬 狼狗 土狗 疫苗 拴绳 没拴 没有拴
家禽 鸡 鹅 鸭 羊 牲口 鸡圈 羊圈 猪圈 畜禽
臭味 臭 气味 味大 难闻 粪便 苍蝇 蚊蝇 恶臭
养殖场 养猪场 猪场 养鸡场
污水 粪水 粪尿 脏水 废水 化粪池 污水池
树木 树 树枝 树根 枝杈 落叶 砍掉 锯掉 砍树 伐树
噪音 吵闹 音响 打鸣 扰民 跳舞 声音大 吵得
医药费 治疗费 医疗费 药费 住院 看病 营养费 药钱
误工 误工费 误工钱 耽误的工 耽误的工钱 护理费 护理
受伤 骨折 摔伤 摔断 打伤 咬伤 砸伤 摔下来 缝针 摔倒
玩耍 玩闹 打闹 嬉闹 追逐 学生
犁地 犁 旋耕 耕地 耕种 翻地
承包地 责任田 承包田 承包证 口粮田 分地
租地 流转 承包费 租金 大户 合作社 承租
坟 立坟 坟头 祖坟 上坟 修坟 迁坟 墓 风水
征地 征收 征用 补偿款 征地款 占地款 拆迁 征地补偿
外嫁女 出嫁 嫁到 嫁出 外嫁 户口 回娘家 组员 组民 成员资格
农药 打药 除草剂 药害 喷药
减产 绝收 歉收 青苗 菜苗
种子 种子钱 出苗 品种 农资店 菜种 假种
电动车 电瓶车 三轮车 电动三轮 三轮电车 电车
电池 电瓶 充不进电 没电 充电
退换 退货 退车 换新 三包 更换 包换 经销商 商家 店家
车祸 相撞 交警 责任书 追尾 剐蹭 碰了 撞伤 主要责任 同等责任
打架 动手 殴打 推搡 打人 厮打
医疗 输液 打针 卫生室 村医 误诊 诊所
物业 业主 物业费
账目 账本 收支 村务公开 看账
"""
SAME: Final = tuple(tuple(line.split()) for line in _SAME.strip().splitlines())
OF_WORD: Final = {word: line[0] for line in SAME for word in line}
SAID: Final = re.compile("|".join(sorted(OF_WORD, key=len, reverse=True)))
