"""Filling every form of a page as somebody would who wants to break it: markup wherever words may be typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html
from lxml.html import FormElement, HtmlElement

MARKUP = "<b>x</b><script>alert(1)</script>\"'>"
# What no page may hold. A short field takes the beginning of the markup only.
RAW = ("<b>x</b>", "<script>alert(1)", '&lt;/script&gt;"', "&lt;/script&gt;'")
ESCAPED = "&lt;b&gt;x"
TYPED = {"", "text", "search", "tel", "email", "url"}
# Said again where the markup is refused, so that the other fields are kept.
FITTING = {"tel": "13800138000", "email": "a@example.org", "url": "https://example.org/hook", "number": "3"}
FITTING |= {"date": "2026-11-24", "datetime-local": "2026-11-24T09:00", "time": "09:00"}


@dataclass(frozen=True)
class Sent:
    """A form that was sent, and the answer."""

    address: str
    data: dict[str, list[str]]
    answer: HttpResponse

    @property
    def went_through(self) -> bool:
        return self.answer.status_code in (302, 303)


def text_of(answer: Any) -> str:
    """What a browser would read as a page; empty for what it does not run."""
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    return answer.content.decode() if kind in ("text/html", "text/xml", "application/atom+xml") else ""


def send_all(client: Client, address: str, *, last_first: bool = False) -> Iterator[Sent]:
    """Every form of the page that takes words, sent with markup, and what the answer asks further."""
    forms = forms_of(text_of(client.get(address)))
    for marks in map(marks_of, reversed(forms) if last_first else forms):
        # The page is asked for anew: what was sent before may have changed what it holds.
        form = next((one for one in forms_of(text_of(client.get(address))) if marks_of(one) == marks), None)
        if form is not None:
            yield from _send(client, address, form)


def forms_of(text: str) -> list[FormElement]:
    """Those that take words. The next step comes first: other steps may end what it asks for."""
    found = [form for form in html.fromstring(text).forms if any(map(takes_words, form.inputs))] if text else []
    return sorted(found, key=lambda form: not form.xpath('ancestor::*[@id="next"]'))


def marks_of(form: FormElement) -> tuple[str, ...]:
    """By what a form is known again."""
    return (form.get("action") or "", *form.xpath('.//input[@name="act"]/@value'), *form.xpath(".//@name"))


def takes_words(field: HtmlElement) -> bool:
    return field.tag == "textarea" or (field.tag == "input" and field.get("type", "") in TYPED)


def _send(client: Client, address: str, form: FormElement, depth: int = 3) -> Iterator[Sent]:
    """Sent with markup everywhere, then with something fitting where that was refused, then the next step's form."""
    spared: frozenset[str] = frozenset()
    for _ in range(depth):
        data = filled(form, spared)
        target = form.get("action") or address
        send = client.post if form.method == "POST" else client.get
        yield (sent := Sent(target, data, send(target, data)))
        further = forms_of(text_of(sent.answer)) if form.method == "POST" else []
        if not further:
            return
        found = refused(text_of(sent.answer))
        if found and found <= spared:
            return
        spared |= found
        same = [one for one in further if one.get("action") in (form.get("action"), target)]
        form, address = (same or further)[0], target


def refused(text: str) -> frozenset[str]:
    """The fields that the answer calls wrong."""
    return frozenset(html.fromstring(text).xpath('//*[@aria-invalid="true"]/@name')) if text else frozenset()


def filled(form: FormElement, spared: frozenset[str]) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for field in form.inputs:
        name = field.get("name")
        if name and not field.get("disabled") and (value := _value(field, spared)) is not None:
            data.setdefault(name, []).append(value)
    return data


def _value(field: HtmlElement, spared: frozenset[str]) -> str | None:
    """What is put into one field; None for what a browser would not send."""
    kind, name = field.get("type", ""), field.get("name")
    if field.tag == "select":
        chosen = field.xpath("./descendant::option[@selected]/@value") or field.xpath(".//option/@value")
        return next((value for value in chosen if value), "")
    if kind in ("checkbox", "radio"):
        siblings = field.getparent().getroottree().xpath(f'//input[@name="{name}"]')
        is_chosen = field.get("checked") is not None or siblings[-1] is field
        return field.get("value", "on") if is_chosen else None
    if kind in ("file", "submit", "button", "password", "image"):
        return None
    standing = field.text if field.tag == "textarea" else field.get("value")
    if not takes_words(field) or name in spared:
        return standing or FITTING.get(kind, "")
    return MARKUP[: int(field.get("maxlength") or 0) or None]
