"""Everything the papers of one dispute are filled from: where it stands, and its people's names, readable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from shouwang.kernel.matters import kinds
from shouwang.kernel.papers.description import Kind, Signed, Words
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation.models import Obligation, Party, Seat, Signature
from shouwang.systems.mediation.queries.filling.needed import Wanted
from shouwang.systems.mediation.queries.filling.signing import Signer, signatures, signers
from shouwang.systems.mediation.queries.standing import CHINA, Standing

Known = Mapping[str, str]
NOBODY: Known = {"name": "", "phone": "", "address": ""}
FILE_NUMBER = Words("（{year}）{word}人调字第{number}号", "({year}) {word} no. {number}")
DISPUTE = Words("{one}与{other}{topic}纠纷", "{one} and {other}: {topic}")
COMMA = Words("、", ", ")
AGE = Words("{years}岁", "{years}")


@dataclass(frozen=True)
class Source:
    """A dispute as `standing` loads it, its people by their row, and the language of the papers."""

    standing: Standing
    known: Mapping[UUID, Known]
    language: str

    def said(self, words: Words, **given: object) -> str:
        return words.said(self.language).format(**given)

    def listed(self, names: Iterable[str]) -> str:
        return COMMA.said(self.language).join(filter(None, names))

    def human(self, person: Person | None) -> Known:
        """Name, telephone, address; where somebody must be protected, the name alone."""
        found = self.known.get(person.pk, NOBODY) if person else NOBODY
        return {"name": found["name"], "phone": "", "address": ""} if self.is_shielded else found

    def name(self, party: Party | None) -> str:
        return self.human(party.person)["name"] if party else ""

    def names(self, parties: Iterable[Party]) -> str:
        return self.listed(self.name(party) for party in parties)

    def met(self, party: UUID | None, words: str) -> str:
        """Whoever was asked or visited: a party by its row, else the words."""
        return next((self.name(one) for one in self.standing.parties if one.pk == party), words)

    def side(self, *sides: str) -> list[Party]:
        return [party for party in self.standing.parties if party.side in sides]

    @property
    def is_shielded(self) -> bool:
        """Somebody must be protected: no paper that both sides may read says where they live, or where it was."""
        return self.standing.matter.is_sheltered

    @property
    def committee(self) -> str:
        committee = self.standing.dispute.committee
        return committee.name_en if self.language.startswith("en") and committee.name_en else committee.name

    @property
    def number(self) -> str:
        """The number of the file; "" before the dispute is taken on. Its agreement has the same."""
        dispute = self.standing.dispute
        if dispute.file_number is None:
            return ""
        given = {"year": dispute.file_year, "word": dispute.committee.word, "number": dispute.file_number}
        return self.said(FILE_NUMBER, **given)

    @property
    def head(self) -> dict[str, object]:
        return {"committee": self.committee, "number": self.number}

    @property
    def topic(self) -> str:
        matter = self.standing.dispute.matter
        return str(kinds.topic_name(matter.kind, matter.topic))

    @property
    def dispute(self) -> str:
        """What the dispute is called on its papers."""
        one, other = self.side(Party.Side.APPLICANT), self.side(Party.Side.RESPONDENT)
        topic = self.topic.removesuffix("纠纷")  # some topics end in it
        return self.said(DISPUTE, one=self.names(one), other=self.names(other), topic=topic)

    def mediators(self) -> list[Seat]:
        return [seat for seat in self.standing.table if seat.mediates]

    @property
    def telephone(self) -> str:
        """Where somebody of the committee is reached about it: who leads first."""
        phones = {seat.role: seat.member.phone for seat in self.mediators() if seat.member and seat.member.phone}
        return phones.get(Seat.Role.LEAD) or next(iter(phones.values()), "")

    def invited(self) -> list[Seat]:
        return [seat for seat in self.standing.table if seat.needs_consent]

    def card(self, party: Party) -> dict[str, object]:
        """A party as the cards of the papers show it."""
        human, head = self.human(party.person), self.human(party.spokesman)
        return {
            "name": human["name"],
            "phone": human["phone"] or head["phone"],
            "sex": str(Party.Sex(party.sex).label) if party.sex else "",
            "age": self.said(AGE, years=self.standing.today.year - party.birth_year) if party.birth_year else "",
            "occupation": party.occupation,
            "head": " ".join(filter(None, [head["name"], party.spokesman_post])),
            "guardian": " ".join(filter(None, [self.human(party.guardian)["name"], party.guardian_kin])),
            "agent": self.human(party.agent)["name"],
            "address": human["address"],
        }

    def places(self, one: Wanted) -> dict[str, object]:
        """A place for each who signs the paper; with the drawn signature, the way and the day for those who have signed."""
        there, found = signatures(self.standing, one), dict[str, list[Signed]]()
        for each in signers(self.standing, one):
            others = self._for(each.party) if each.party else {}
            found.setdefault(each.field, []).append(self._signing(self.called(each), there.get(each.key), others))
        several = {field.name for field in one.document.paper.fields() if field.kind is Kind.SIGNATURES}
        return {
            name: signs if name in several else signs[0]
            for name, signs in found.items()
            if any(one != Signed("") for one in signs)
        }

    def called(self, one: Signer) -> str:
        """The signer's name; "" where the paper only leaves room."""
        if one.party:
            return self.name(one.party)
        return one.seat.name if one.seat else one.name or self.human(one.person)["name"]

    def _for(self, party: Party) -> Mapping[str, str]:
        """Whose hand it may be; for an organisation its spokesman's is its own."""
        found = {hand: self.human(getattr(party, hand))["name"] for hand in ("agent", "guardian", "spokesman")}
        return found | ({"self": found["spokesman"]} if party.is_organisation else {})

    def _signing(self, name: str, one: Signature | None, others: Mapping[str, str] = {}) -> Signed:
        """Whoever signs for a party is named beside it."""
        signer = others.get(one.signer if one else "self", "")
        called = f"{name}（{signer}）" if signer else name
        if one is None:
            return Signed(called)
        picture = one.file.path.read_bytes() if one.file and one.file.path.exists() else b""
        how, day = str(Signature.How(one.how).label), one.at.astimezone(CHINA).date()
        return Signed(called, picture=picture, how=how, day=day)

    def duty(self, one: Obligation, parties: Mapping[UUID, Party]) -> dict[str, object]:
        return {
            "who": self.name(parties.get(one.obligor_id)),
            "whom": self.name(parties.get(one.obligee_id)) if one.obligee_id else "",
            "what": one.what,
            "sum": one.amount,
            "until": one.due_date,
            "way": self.listed([one.way, one.where]),
        }


def source_of(standing: Standing, language: str) -> Source:
    """Opens the names of all who stand in the file; the caller journals the look."""
    people = {person for party in standing.parties for role in party.ROLES if (person := getattr(party, role))}
    return Source(standing, {person.pk: open_person(person) for person in people}, language)
