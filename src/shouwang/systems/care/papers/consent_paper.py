"""The text of a consent to take home, with room to sign where it is given in writing."""

from shouwang.kernel.papers.description import Field, Kind, Paper, Section, Values, Words
from shouwang.systems.care import texts

TITLES = {
    texts.CARE: Words("帮扶探访同意书", "Consent to be visited"),
    texts.NOTES: Words("记录健康和经济情况同意书", "Consent to notes about health and money"),
    texts.AID: Words("申请救助同意书", "Consent to what is kept of an application for aid"),
}


def _paper(subject: str) -> Paper:
    text = texts.current(subject)
    return Paper(
        key=f"care_consent_{subject}",
        title=TITLES[subject],
        issuer=Field("issuer", Words("单位", "Office")),
        number=Field("version", Words("文本版本", "Text version")),
        sections=(
            Section(text=tuple(Words(zh, en) for zh, en in zip(text.zh, text.en, strict=True))),
            Section(
                fields=(
                    Field("agrees", Words("本人（签名）", "I agree (signature)"), Kind.SIGNATURE),
                    Field("guardian", Words("监护人（签名、关系）", "Guardian (signature, kin)"), Kind.SIGNATURE),
                    Field("heard", Words("听取人（签名）", "Heard by (signature)"), Kind.SIGNATURE),
                ),
            ),
        ),
    )


PAPERS = {subject: _paper(subject) for subject in texts.TEXTS}


def filled(subject: str, issuer: str) -> tuple[Paper, Values]:
    """The paper and what stands in it: no name, because it is printed before anybody agreed."""
    return PAPERS[subject], {"issuer": issuer, "version": texts.current(subject).version}
