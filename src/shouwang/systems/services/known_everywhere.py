"""Numbers that are the same all over the country. Only those that everybody knows; what is local the room writes itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A line: its number, and what it does, in both languages."""

    phone: str
    name: str
    name_en: str
    does: str
    does_en: str
    is_emergency: bool = False


NUMBERS = (
    Known("110", "报警", "Police", "有人作案、有人身危险", "A crime, or somebody in danger", True),
    Known("119", "消防救援", "Fire and rescue", "着火、被困、落水", "Fire, somebody trapped or in the water", True),
    Known("120", "医疗急救", "Ambulance", "有人受伤、突然发病", "Somebody is hurt or suddenly ill", True),
    Known("122", "交通事故报警", "Traffic accidents", "路上出了事故", "An accident on the road", True),
    Known("96110", "反诈专线", "Fraud line", "是不是骗局，先问一问；接到它的来电请接听",
          "Ask whether it is a scam; answer when it rings you"),
    Known("12345", "政务服务便民热线", "Government hotline", "不知道该找哪个部门，都可以问",
          "Any office of the government, when you don't know which"),
    Known("12348", "公共法律服务热线", "Legal advice", "法律咨询、申请法律援助", "Legal advice and legal aid"),
    Known("12333", "人社服务热线", "Work and social insurance", "工资、劳动纠纷、养老保险、社保卡",
          "Wages, work disputes, pensions, the social security card"),
    Known("12315", "消费者投诉举报", "Consumers", "买到假货、商家不退钱", "Fake goods, a shop that gives no money back"),
    Known("12338", "妇女维权服务", "Women's rights", "妇女和家庭遇到侵害、想求助", "Help for women and families"),
    Known("12385", "残疾人服务热线", "Disabled persons", "残疾证、补贴、辅具", "Disability card, allowances, aids"),
    Known("95598", "供电服务热线", "Electric power", "停电、电线断了、电费", "No power, a broken line, the bill"),
)  # fmt: skip
