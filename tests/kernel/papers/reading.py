"""What a PDF and a DOCX say, read back."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader


def squeezed(text: str) -> str:
    """Without blanks and soft breaks: a line may end anywhere."""
    return "".join(text.replace("\u200b", "").split())


def pages_of(made: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(made)).pages]


def words_of(made: bytes) -> str:
    """All text of a DOCX in its order."""
    body = Document(BytesIO(made)).element.body
    return squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))
