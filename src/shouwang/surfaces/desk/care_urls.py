"""Addresses of care, under desk/care/."""

from typing import Any

app_name = "desk-care"

urlpatterns: list[Any] = []
