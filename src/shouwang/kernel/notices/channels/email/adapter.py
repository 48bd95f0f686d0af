"""Plain-text mail. Its Message-ID is made from the notice, so a mail sent twice is one to the reader."""

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import Letter, NotSentError

TRY_AGAIN = range(400, 500)  # RFC 5321 4.2.1: the answers that mean "not now"


class Email:
    """One mail to one address."""

    is_outside = True
    most_a_minute = None
    most_a_second = None

    def parts(self, letter: Letter) -> list[str]:
        return [letter.body]

    def send(self, letter: Letter, part: str) -> None:
        if not settings.EMAIL_HOST:
            raise NotSentError(Trouble.NO_ADDRESS, "EMAIL_HOST")
        host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
        message = EmailMessage(
            subject=letter.subject,
            body=part,
            to=[letter.address],
            headers={"Message-ID": f"<{letter.id}@{host}>", "Auto-Submitted": "auto-generated"},
        )
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as error:
            code = next((code for code, _ in error.recipients.values()), 0)
            trouble = Trouble.BUSY if code in TRY_AGAIN else Trouble.REFUSED
            raise NotSentError(trouble, f"SMTP {code}", is_final=trouble == Trouble.REFUSED) from error
        except (smtplib.SMTPException, OSError) as error:
            # Only the kind of error: a server's own words may repeat the address.
            said = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else ""
            raise NotSentError(Trouble.NO_ANSWER, f"{type(error).__name__} {said}".strip()) from error
