"""The main signs of the common types in English, and mixed with Chinese as strangers and visitors forward them.

By the key of the cue they belong to: reason, types and points are the same. Words are compared without blanks (see
`cues.flattened`), so each part is long enough not to arise from the end of one word and the beginning of the next.
"""

from typing import Final

_APART: Final = r"[^.!?。！？\n]"
_MONEY: Final = r"(?:money|funds|savings|deposit|balance)"
_CHAT: Final = r"(?:qq|wechat|whatsapp|telegram|微信)"
_GIVE: Final = r"(?:send|give|tell|forward|readout|provide|share|发|告诉)"
_CODE: Final = r"(?:verificationcode|securitycode|smscode|one-?timepassword|otpcode|passcode|pincode|验证码)"

ENGLISH: Final = {
    "safe_account": (
        rf"(?:safe|secure|security|安全)account|(?:transfer|move){_APART}{{0,20}}{_MONEY}{_APART}{{0,20}}(?:police|government|court|bureau|安全账户)"
    ),
    "case": (
        rf"(?:involvedin|suspectedof|suspectin|linkedto|connectedto){_APART}{{0,20}}(?:moneylaundering|smuggling|drugtrafficking|criminalcase|fraudcase)"
    ),
    "warrant": r"arrestwarrant|warrantforyourarrest",
    "secrecy": (
        r"(?:donot|don['’]t|mustnot)(?:tell|inform)[^.!?。！？\n]{0,12}(?:anyone|anybody|family|police|bank|parents|wife|husband)|keep(?:this|it)(?:a)?secret"
    ),
    "code": rf"{_GIVE}(?:me|us|it|them|the|your|back|to|我|you|received|sms|把|你的|您的){{0,6}}{_CODE}",
    "screen": (
        r"(?:share|sharing)(?:your|the|phone|mobile){0,3}(?:screen|屏幕)|screen-?shar(?:e|ing)|(?:install|download|open)[^.!?。！？\n]{0,12}(?:anydesk|teamviewer|todesk)"
    ),
    "guard_off": (
        r"(?:turnoff|disable|uninstall|remove)[^.!?。！？\n]{0,16}(?:antivirus|anti-?fraud|firewall|security(?:app|software))"
    ),
    "parcel": (
        rf"(?:parcel|package|shipment|courier|快递|包裹)[^!?！？\n]{{0,24}}(?:lost|damaged|missing|detained|seized|customs|notbedelivered|undeliver)[^!?！？\n]{{0,70}}(?:{_CHAT}|⌘|compensat|refund|customsfee|redeliveryfee)"
    ),
    "refund_aside": (
        rf"(?:refund|compensation|退款)[^!?！？\n]{{0,40}}(?:{_CHAT}|⌘|sharescreen|bankcardnumber|cardnumber)"
    ),
    "tasks": (
        r"(?:like|rate|review)(?:videos|products|hotels|posts|tiktok)[^!?！？\n]{0,60}(?:commission|earn|paid|perday|pertask)|(?:completetasks|simpletasks|easytasks)[^!?！？\n]{0,60}(?:commission|earn|prepay|deposit)"
    ),
    "sure_gain": (
        r"guaranteed(?:profit|return|income|daily)|risk-?freeprofit|insider(?:tip|information|news)[^!?！？\n]{0,40}(?:stock|profit|coin)|doubleyour(?:money|investment|bitcoin)"
    ),
    "fee_first": (
        r"(?:loan|credit)[^!?！？\n]{0,60}(?:pay|transfer|deposit)[^.!?。！？\n]{0,20}(?:fee|deposit|insurance)(?:first|before|inadvance|upfront)"
    ),
    "pay_to_withdraw": (
        r"(?:pay|deposit|topup|recharge)[^.!?。！？\n]{0,40}(?:towithdraw|beforeyoucanwithdraw|tounlock|tounfreeze|torelease)"
    ),
    "verify_link": (
        r"(?:account|card|wallet)[^!?！？\n]{0,40}(?:suspended|blocked|locked|frozen|limited|deactivated|verif|expire)[^!?！？\n]{0,60}⌘"
    ),
    "prize": (
        rf"(?:youhavewon|you['’]?vewon|congratulations[^!?！？\n]{{0,20}}winner)[^?？\n]{{0,80}}(?:claim|⌘|fee|{_CHAT})"
    ),
    "kin_trouble": (
        r"(?:yourson|yourdaughter|yourchild|grandson|yourhusband|yourwife)[^!?！？\n]{0,30}(?:accident|arrested|kidnapped|hospital|detained)[^?？\n]{0,80}(?:transfer|sendmoney|bail|ransom|pay)"
    ),
    "new_number": r"(?:thisismynewnumber|ichangedmynumber|igotanewnumber|mynewphonenumber|newnumberbecause)",
    "strange_contact": rf"(?:add|contact|message|text|join){_APART}{{0,24}}{_CHAT}",
    "borrowing": (
        r"(?:cani|couldi)borrow[^.!?。！？\n]{0,30}(?:money|yuan|rmb|\d)|(?:lendme|sendmemoney|transferme)[^!?！？\n]{0,40}(?:urgent|payyouback|returnit|emergency)"
    ),
}
