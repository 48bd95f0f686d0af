"""From what somebody pressed to the codes of the returns: the type is certain, the event's code only a suggestion."""

from typing import Final, NamedTuple


class TopicCodes(NamedTuple):
    """`justice` is of JUSTICE, `event` of EVENTS: a whole group where the topic says no more."""

    justice: str
    event: str


OF_TOPICS: Final = {
    "family": TopicCodes("J01", "01"),
    "neighbours": TopicCodes("J02", "02"),
    "homestead": TopicCodes("J03", "0902"),
    "contract": TopicCodes("J04", "06"),
    "damages": TopicCodes("J06", "05"),
    "land": TopicCodes("J07", "09"),
    "labour": TopicCodes("J10", "07"),
    "traffic": TopicCodes("J13", "0503"),
    "consumer": TopicCodes("J11", "0601"),
    "business": TopicCodes("J05", "10"),
    "expropriation": TopicCodes("J08", "1102"),
    "environment": TopicCodes("J09", "0504"),
    "medical": TopicCodes("J12", "0502"),
    "estate": TopicCodes("J14", "0402"),
    "other": TopicCodes("J99", "99"),
}
