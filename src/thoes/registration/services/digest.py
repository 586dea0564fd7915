"""The weekly letter to housing providers: numbers per site and a link, no names; and the ways to stop it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor, Reader, readers, write_to
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES
from thoes.privacy.public import as_tenant
from thoes.registration.early_notices import SiteEarlyNotices, early_notices_of
from thoes.registration.models import DigestStopped

_SALT = "registration.digest"
# What somebody reads is not known, so the letter says it in both languages of the pages.
_LANGUAGES = ("nl", "en")


def write_digests(*, on: date, at: datetime) -> int:
    """Put the letters of the week of `on` in the outbox; gives how many are new. Doing it again writes none twice."""
    year, week, _day = on.isocalendar()
    written = 0
    numbers: dict[UUID, list[SiteEarlyNotices]] = {}
    for reader in readers(SEE_OWN_SITES):
        actor = reader.actor
        if is_stopped(actor):
            continue
        # Each letter is written from what its reader may see.
        with as_tenant(actor, KEEP_NIGHT_REGISTER):
            if actor.organisation_id not in numbers:
                numbers[actor.organisation_id] = [
                    one for one in early_notices_of(actor, on=on) if _has_news(one, on=on)
                ]
            if numbers[actor.organisation_id]:
                key = f"digest:{year}-{week:02}:{actor.organisation_id}:{actor.user_id}"
                written += _write(reader, numbers[actor.organisation_id], key=key, on=on, at=at)
    return written


def _has_news(early_notices: SiteEarlyNotices, *, on: date) -> bool:
    return bool(early_notices.soon) or early_notices.reached_since(on - timedelta(days=6)) > 0


def _write(reader: Reader, news: list[SiteEarlyNotices], *, key: str, on: date, at: datetime) -> bool:
    stop_url = settings.THOES_URL + reverse("registration:stop-digest", args=[stop_token(reader.actor)])
    week_ago = on - timedelta(days=6)
    context = {
        "organisation": reader.actor.organisation_name,
        "sites": [(f"{one.site.name}, {one.site.address}", len(one.soon), one.reached_since(week_ago)) for one in news],
        "link": settings.THOES_URL + reverse("registration:early-notices"),
        "stop": stop_url,
    }
    return write_to(
        reader,
        "registration/mail/digest.txt",
        key=key,
        subject=_("Thoes: who will soon have stayed four months"),
        context=context,
        languages=_LANGUAGES,
        at=at,
        stop_url=stop_url,
    )


def is_stopped(actor: Actor) -> bool:
    """Whether this user wants no letter about this organisation."""
    return DigestStopped.objects.filter(user_id=actor.user_id, organisation_id=actor.organisation_id).exists()


def stop_digest(*, user_id: UUID, organisation_id: UUID) -> None:
    """No weekly letter any more."""
    DigestStopped.objects.get_or_create(user_id=user_id, organisation_id=organisation_id)


def resume_digest(*, user_id: UUID, organisation_id: UUID) -> None:
    """The weekly letter again."""
    DigestStopped.objects.filter(user_id=user_id, organisation_id=organisation_id).delete()


def stop_token(actor: Actor) -> str:
    """What a link holds with which this user stops the letter about this organisation, and nothing else."""
    return signing.dumps([str(actor.user_id), str(actor.organisation_id)], salt=_SALT)


def read_stop_token(token: str) -> tuple[UUID, UUID] | None:
    """The user and the organisation of a link; None for a link that we did not make."""
    try:
        user, organisation = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return UUID(user), UUID(organisation)
