"""How other registers say how far a matter is."""

from shouwang.kernel.matters import lifecycle

CALLED: dict[str, tuple[str, ...]] = {
    lifecycle.COLLECTED: ("采集", "待受理", "未受理", "待办", "待处理", "新建", "new", "open", "submitted"),
    lifecycle.ACCEPTED: ("受理", "已受理", "accepted"),
    lifecycle.ASSIGNED: ("分派", "已分派", "分流", "已分流", "已派单", "已转办", "assigned"),
    lifecycle.WORKING: ("办理", "办理中", "处理中", "正在办理", "进行中", "working", "in progress"),
    lifecycle.REPORTED: ("反馈", "已反馈", "reported"),
    lifecycle.CHECKED: ("核查", "已核查", "checked"),
    lifecycle.CLOSED: (
        "结案", "已结案", "办结", "已办结", "完成", "已完成", "已办", "已处理", "已解决", "已答复", "已回复",
        "closed", "done", "resolved", "fixed",
    ),
    lifecycle.RETURNED: ("退回", "已退回", "不予受理", "不受理", "returned", "rejected"),
    lifecycle.WITHDRAWN: ("撤回", "已撤回", "撤销", "已撤销", "withdrawn", "cancelled"),
}  # fmt: skip
BY_WORD = {word: state for state, words in CALLED.items() for word in (state, *words)}


def state_of(word: str, *, as_records: bool) -> tuple[str, bool]:
    """The state, and whether it says all that the word said.

    Among past records what was open elsewhere is over here; among open matters what was closed stays closed,
    and a taker is not known here, so what was handed out waits as accepted.
    """
    found = BY_WORD.get(word.strip().lower())
    if found in lifecycle.ENDED:
        return str(found), True
    if as_records:
        return lifecycle.CLOSED, False
    if found is None or found == lifecycle.COLLECTED:
        return lifecycle.COLLECTED, found is not None
    return lifecycle.ACCEPTED, found == lifecycle.ACCEPTED
