"""Tables of the patrol part."""

from shouwang.systems.patrol.models.figures import Formula as Formula
from shouwang.systems.patrol.models.figures import OldMonth as OldMonth
from shouwang.systems.patrol.models.needs import Need as Need
from shouwang.systems.patrol.models.plans import LeftOut as LeftOut
from shouwang.systems.patrol.models.plans import Plan as Plan
from shouwang.systems.patrol.models.plans import Stand as Stand
from shouwang.systems.patrol.models.plans import Stop as Stop
from shouwang.systems.patrol.models.shifts import Shift as Shift
from shouwang.systems.patrol.models.shifts import Turn as Turn
from shouwang.systems.patrol.models.shifts import UsualNight as UsualNight
from shouwang.systems.patrol.models.shifts import Work as Work
from shouwang.systems.patrol.models.volunteers import Availability as Availability
from shouwang.systems.patrol.models.volunteers import Insurance as Insurance
from shouwang.systems.patrol.models.volunteers import OneOff as OneOff
from shouwang.systems.patrol.models.volunteers import Skill as Skill
from shouwang.systems.patrol.models.volunteers import Training as Training
from shouwang.systems.patrol.models.volunteers import Volunteer as Volunteer
from shouwang.systems.patrol.models.volunteers import Wish as Wish
from shouwang.systems.patrol.models.walking import CheckIn as CheckIn
from shouwang.systems.patrol.models.walking import Finding as Finding
from shouwang.systems.patrol.models.walking import HandOver as HandOver
from shouwang.systems.patrol.models.walking import PlaceCode as PlaceCode
from shouwang.systems.patrol.models.walking import TrackerKey as TrackerKey
from shouwang.systems.patrol.models.walking import TrackPoint as TrackPoint
