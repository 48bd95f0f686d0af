"""The ten official types of fraud (MPS, 25 June 2024), by their keys, in the order of the ministry."""

from django.utils.translation import pgettext_lazy

FRAUD_TYPES = (
    ("rebate", pgettext_lazy("fraud", "fake orders with a rebate")),
    ("investment", pgettext_lazy("fraud", "fake investment")),
    ("shopping", pgettext_lazy("fraud", "fake shop or service")),
    ("customer_service", pgettext_lazy("fraud", "fake customer service or courier")),
    ("loan", pgettext_lazy("fraud", "fake loan")),
    ("credit", pgettext_lazy("fraud", "fake credit record")),
    ("acquaintance", pgettext_lazy("fraud", "posing as a leader or someone known")),
    ("authority", pgettext_lazy("fraud", "posing as police, court or government")),
    ("dating", pgettext_lazy("fraud", "fake love on the net")),
    ("game", pgettext_lazy("fraud", "fake trade in game items")),
)
