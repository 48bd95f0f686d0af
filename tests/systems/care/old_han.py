"""Old Han of Hewan, who agreed to be visited; Zheng, a volunteer with a phone, who visits. Invented."""

from dataclasses import replace

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people.actions.devices import enrol
from shouwang.kernel.people.models import Account, Person
from shouwang.systems.care.actions import cases, helping
from shouwang.systems.care.actions.cases import Agreed, Settled, Who
from shouwang.systems.care.models import Aide, Case, Helper
from tests.cast import Cast

NAME, PHONE, HOUSE = "韩老栓", "13800000031", "河湾村3组7号"
IN_PERSON = Agreed("in_person")


def begun(cast: Cast, *, by: Account | None = None, name: str = NAME, every: int = 14, **there: bool) -> Case:
    circumstances = frozenset(name for name, is_so in there.items() if is_so)
    settled = Settled(lead=cast.officer, rhythm_days=every, circumstances=circumstances - {*Case.OF_HEALTH})
    case = cases.begin(
        by=by or cast.officer, room=cast.room, who=Who(name, PHONE, HOUSE), agreed=IN_PERSON, settled=settled
    )
    if circumstances & {*Case.OF_HEALTH}:
        cases.agree_to_notes(by=cast.officer, case=case, agreed=IN_PERSON)
        cases.settle(by=cast.officer, case=case, settled=replace(settled, circumstances=circumstances))
    return case


def with_notes(cast: Cast) -> Case:
    case = begun(cast)
    cases.agree_to_notes(by=cast.officer, case=case, agreed=IN_PERSON)
    return case


def volunteer(cast: Cast, case: Case, a_week: int = 3) -> Helper:
    aide = helping.aide_of_person(by=cast.officer, room=cast.room, name="郑小兰", phone="13800000032")
    helping.take_on(by=cast.officer, aide=aide, a_week=a_week)
    return helping.help_in(by=cast.officer, case=case, aide=aide, helping=helping.Helping("volunteer", "送菜"))


def colleague(cast: Cast, case: Case, account: Account, a_week: int = 5) -> Helper:
    aide: Aide = helping.aide_of_account(by=cast.officer, room=cast.room, account=account)
    helping.take_on(by=cast.officer, aide=aide, a_week=a_week)
    return helping.help_in(by=cast.officer, case=case, aide=aide, helping=helping.Helping("cadre"))


def phone(person: Person) -> str:
    """The key of an enrolled phone of theirs."""
    return enrol(by=SYSTEM, person=person, label="Android")[1]
