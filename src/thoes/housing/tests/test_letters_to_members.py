"""Letters to the members of an organisation: to whom, in which languages, once."""

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from thoes.accounts.mail import readers, write_to
from thoes.accounts.models import Membership, User
from thoes.foundation.models import OutgoingMail
from thoes.housing.permissions import MANAGE_SITES, ON_SITE, SEE_OWN_SITES

pytestmark = pytest.mark.django_db


def emails(*permissions, **more):
    return [reader.email for reader in readers(*permissions, **more)]


def write(reader, languages=("nl", "en"), **more):
    return write_to(
        reader,
        "accounts/mail/password_reset.txt",
        key="k",
        subject=gettext_lazy("Dutch"),
        context={"link": "https://thoes.example.nl"},
        languages=languages,
        at=timezone.now(),
        **more,
    )


def test_who_holds_the_permission_in_the_organisation_is_written_to(alice, charlie, bob) -> None:
    assert emails(MANAGE_SITES, organisations=[alice.organisation_id]) == ["alice@example.nl"]
    assert set(emails(MANAGE_SITES)) == {"alice@example.nl", "charlie@example.nl"}


@pytest.mark.parametrize("gone", [{"is_active": False}, {"email": ""}])
def test_who_left_or_has_no_address_is_not_written_to(gone, alice) -> None:
    User.objects.filter(pk=alice.user_id).update(**gone)

    assert emails(MANAGE_SITES) == []


def test_somebody_with_two_roles_in_an_organisation_gets_one_letter(alice) -> None:
    own = Membership.objects.get(user=alice.user_id)
    Membership.objects.create(
        user_id=own.user_id,
        organisation_id=own.organisation_id,
        organisation_name=own.organisation_name,
        organisation_kind=own.organisation_kind,
        role=next(role for role in ON_SITE if role != own.role),
    )

    assert emails(SEE_OWN_SITES, MANAGE_SITES) == ["alice@example.nl"]


def test_a_letter_stands_in_every_language_under_the_subject_of_the_first(alice) -> None:
    (reader,) = readers(MANAGE_SITES)

    write(reader)

    letter = OutgoingMail.objects.get()
    assert letter.subject == "Nederlands"
    assert letter.body.count("https://thoes.example.nl") == 2
    assert "\n\n* * *\n\nHello" in letter.body


def test_a_letter_is_put_down_once(alice) -> None:
    (reader,) = readers(MANAGE_SITES)

    assert (write(reader), write(reader)) == (True, False)
