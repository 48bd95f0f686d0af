"""Who keeps watch in Hewan: groups, smallest units, a roll-call. Nobody of this name is meant."""

from collections.abc import Mapping, Sequence

from shouwang.config.demo.ground import Hewan
from shouwang.kernel.ground.models import Grid, Place
from shouwang.kernel.ground.shapes import union
from shouwang.kernel.people.models import Account, Person
from shouwang.systems.watch.actions import calls, groups, messages
from shouwang.systems.watch.models import Call, Group, Member

# Name, English, how many of the village's grids are its zone, households, who is in it, the head first.
GROUPS: Sequence[tuple[str, str, int, str, Sequence[str]]] = (
    ("守望一组", "Watch group 1", 1, "槐树巷 1–24 号\n后街西段", ("马小川", "韩桂兰", "白明", "程远", "施敏")),
    ("守望二组", "Watch group 2", 2, "码头路沿河各户", ("丁海平", "卢秋菊", "安志强", "尤芳")),
    ("河湾大道中心户", "Hewan Road centre household", 0, "河湾大道 30–58 号", ("康玉梅", "史大勇")),
)
UNITS: Sequence[tuple[str, str, str, str, Sequence[str]]] = (
    ("便民超市单元", "Village shop unit", "便民超市", "盾牌 2 面\n灭火器 2 具\n急救包", ("马小川", "程远")),
    ("码头单元", "Landing unit", "河滩码头", "救生圈 3 个\n抛绳 2 根\n长杆", ("丁海平", "卢秋菊", "安志强")),
)

# What the room wrote, and to which group; without one to all.
MESSAGES: Sequence[tuple[str, str]] = (
    ("周五晚七点半在村委会开碰头会，能来的都来，说说冬天防火的事。", ""),
    ("这几天河水涨，码头台阶滑。路过请看一眼护栏，松了就在这里报。", "守望二组"),
)


def make_watch(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Groups with members who joined by a code, units of some of them, and a roll-call that was answered."""
    officer = people["chen"]
    grids = list(Grid.objects.filter(village=hewan.village).exclude(geometry=None).order_by("name"))
    joined: dict[str, Person] = {}
    for name, name_en, count, households, names in GROUPS:
        kind = Group.Kind.WATCH if "组" in name else Group.Kind.HOUSEHOLD
        taken, grids = grids[:count], grids[count:]
        zone = groups.Zone(union([grid.geometry for grid in taken if grid.geometry]), households)
        group = groups.form(by=officer, room=hewan.room, name=name, name_en=name_en, kind=kind, zone=zone)
        for number, who in enumerate(names):
            role = Member.Role.MEMBER if number else Member.Role.HEAD
            _invitation, secret = groups.invite(by=officer, group=group, role=role)
            member, _device, _key = groups.join(secret=secret, name=who, phone="", label="Android")
            joined[who] = member.person
    for name, name_en, place, equipment, names in UNITS:
        where = Place.objects.get(room=hewan.room, name=place)
        unit = calls.form_unit(
            by=officer, room=hewan.room, name=name, name_en=name_en, place=where, equipment=equipment
        )
        calls.put_into_unit(by=officer, unit=unit, people=[joined[who] for who in names], lead=joined[names[0]])
    for text, to in MESSAGES:
        messages.write(by=officer, room=hewan.room, text=text, group=Group.objects.filter(name=to).first())
    roll = calls.drill(by=officer, unit=unit, kind=Call.Kind.ROLL, words=name)
    for who in names[:2]:
        calls.answer(person=joined[who], call=roll, step="here")
    calls.note_police(by=officer, call=roll)
    calls.end(by=officer, call=roll)
