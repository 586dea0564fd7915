"""The terms of this installation, from its settings."""

from datetime import timedelta

from django.conf import settings

from thoes.accounts.domain.reviewing import ReviewTerms


def review_terms() -> ReviewTerms:
    """After how many months rights are reviewed."""
    return ReviewTerms(months=settings.THOES_REVIEW_MONTHS, months_special=settings.THOES_REVIEW_MONTHS_SPECIAL)


def invitation_lasts() -> timedelta:
    """How long the link of an invitation works."""
    return timedelta(days=settings.THOES_INVITATION_DAYS)
