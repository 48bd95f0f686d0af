"""The types of fraud that are told apart: the ten of the Ministry of Public Security (2024-06-25) and this land's own."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Type:
    """`rank` is its place in the official list, nothing for what isn't in it."""

    key: str
    name: Promise
    what_it_is: Promise
    what_to_do: Promise
    rank: int | None = None

    @property
    def official(self) -> bool:
        return self.rank is not None


_ALL: Final = (
    Type(
        "rebate",
        _("Fake orders for a rebate"),
        _("Small tasks or orders are paid at first; then a big one must be paid in advance and nothing comes back."),
        _("Pay nothing more, also not to get back what you paid. Fake orders are forbidden in themselves."),
        1,
    ),
    Type(
        "investment",
        _("Fake online investment"),
        _("A teacher or a group shows gains in an app; small sums can be withdrawn, large ones never."),
        _("Put nothing more in. Ask the bank or the police room before you pay any fee to withdraw."),
        2,
    ),
    Type(
        "shopping",
        _("Fake shop or service"),
        _("Something cheap or rare is sold outside the platform; after paying nothing comes, or another fee is asked."),
        _("Pay only inside the platform, never by transfer to a seller. Keep the chat and the receipt."),
        3,
    ),
    Type(
        "courier",
        _("False customer service of a shop or courier"),
        _(
            "Somebody says a parcel is lost, or a membership will cost money, and leads you to a link or a shared screen."
        ),
        _(
            "Hang up. Look into the shop's own app, or call the number printed there. Nobody needs your screen for a refund."
        ),
        4,
    ),
    Type(
        "loan",
        _("Fake loan"),
        _("A quick loan without security; before it is paid out, a fee, a deposit or a card's turnover is asked."),
        _("Pay nothing before a loan. A real bank takes no fee, deposit or unfreezing money beforehand."),
        5,
    ),
    Type(
        "credit",
        _("False trouble with the credit record"),
        _("Somebody says your credit record will suffer unless you close a loan or move money."),
        _("Nobody can wash a credit record for money. Ask the People's Bank counter or your own bank."),
        6,
    ),
    Type(
        "acquaintance",
        _("Posing as a leader or somebody you know"),
        _(
            "A leader, a relative or a friend with a new number is in a hurry for money. Face and voice can be made by AI."
        ),
        _("Call the person on the number you have always had before you pay anything."),
        7,
    ),
    Type(
        "officials",
        _("Posing as police, court or government"),
        _("You are said to be in a case; you must keep it secret, show your money or move it to an account."),
        _("Hang up and call 110. There is no safe account, and no warrant is sent by telephone."),
        8,
    ),
    Type(
        "dating",
        _("Online love"),
        _("Somebody met online becomes close quickly, then needs money or knows a platform that earns it."),
        _("Send no money to somebody you have never met. Talk to somebody you trust."),
        9,
    ),
    Type(
        "games",
        _("Game accounts and items"),
        _("Game items, accounts or gifts outside the game's own market; a deposit or a parent's telephone is asked."),
        _("Trade only inside the game. Children give no code and no telephone of their parents."),
        10,
    ),
    Type(
        "health_elder",
        _("Health goods and old-age care"),
        _(
            'Free eggs, lectures or check-ups lead to dear "medicine", or to money put into old-age care with high interest.'
        ),
        _("Buy nothing at a lecture. Ask your doctor and your children, and report it to the police room."),
    ),
    Type(
        "guess_who",
        _('"Guess who I am"'),
        _("A caller lets you guess the name, then is in trouble and needs money."),
        _("Ask something that only the right person knows, or hang up and call back on the old number."),
    ),
    Type(
        "accounts",
        _("Lending bank or telephone cards"),
        _("Money is offered for your bank card, telephone card or account, or for passing money on."),
        _("Lend and sell none: it is against the law, also when you did not know what for."),
    ),
    Type(
        "phishing_link",
        _("False link of a bank or an operator"),
        _(
            "A message in the name of a bank, an operator or an office leads to a copied page that asks for card and code."
        ),
        _("Don't open the link. Call the number on the back of your card."),
    ),
    Type(
        "other",
        _("Another fraud"),
        _("It looks like a fraud, of none of the usual types."),
        _("Do nothing it asks for until the police room has looked at it."),
    ),
)
TYPES: Final = {each.key: each for each in _ALL}
OFFICIAL: Final = tuple((each.key, each.name) for each in _ALL if each.official)  # choices, in the ministry's order
