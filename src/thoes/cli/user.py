"""`thoes user`: add someone who may log in, and the organisation that this person acts for."""

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from thoes.accounts.public import Membership, User, reset_factors_at_the_terminal, role_name, roles_for
from thoes.cli.console import console
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.places.public import Municipality, Organisation, OrganisationKind, Region


@click.command()
@click.argument("username")
@click.option("--organisation", required=True, help="Name of the organisation; it is made when it is not there yet.")
@click.option("--kind", type=click.Choice(OrganisationKind.values), required=True, help="Kind of the organisation.")
@click.option("--role", type=str, required=True, help="What the user does there.")
@click.option("--municipality", help="Name of the municipality; needed for an organisation of that kind.")
@click.option("--region", help="Code of the region (noord, midden, zuid); needed for an organisation of that kind.")
@click.option("--email", default="", help="E-mail address of a new user: to log in with, and for a lost password.")
@click.password_option(help="Password of a new user; asked for when it is not given.")
def user(
    username: str,
    organisation: str,
    kind: str,
    role: str,
    municipality: str | None,
    region: str | None,
    email: str,
    password: str,
) -> None:
    """Add a user, or give an existing user another organisation. The first user of an organisation is its
    administrator, who then invites the others.
    """
    if role not in roles_for(kind):
        names = ", ".join(roles_for(kind)) or "none yet"
        raise click.ClickException(f"Nobody of an organisation of the kind {kind} has this role. Possible: {names}.")
    with transaction.atomic():
        account = User.objects.filter(username=username).first() or _new_user(username, email, password)
        body = _organisation(organisation, kind, municipality, region)
        Membership.objects.get_or_create(
            user=account,
            organisation_id=body.pk,
            role=role,
            defaults={
                "organisation_kind": body.kind,
                "organisation_name": body.name,
                "municipality_code": body.municipality_id or "",
            },
        )
    console.print(f"{username} may now act for {body.name} as {role_name(role)}.")


@click.command(name="second-step")
@click.argument("username")
def second_step(username: str) -> None:
    """Remove the second step of somebody who lost it and whom no administrator can help; all sessions end."""
    try:
        reset_factors_at_the_terminal(username=username, at=timezone.now())
    except Refusal as refusal:
        raise click.ClickException(explain(refusal)) from refusal
    console.print(f"{username} sets up a new second step at the next log-in.")


def _new_user(username: str, email: str, password: str) -> User:
    try:
        validate_password(password, User(username=username, email=email))
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    return User.objects.create_user(username, email=email.lower(), password=password)


def _organisation(name: str, kind: str, municipality: str | None, region: str | None) -> Organisation:
    place = Municipality.objects.filter(name=municipality).first() if municipality else None
    if municipality and place is None:
        raise click.ClickException(f"There is no municipality called {municipality}. Check the spelling.")
    if kind == OrganisationKind.MUNICIPALITY and place is None:
        raise click.ClickException("Name the municipality with --municipality.")
    if (kind == OrganisationKind.REGION) != bool(region):
        raise click.ClickException(
            "Name the region with --region, for an organisation of the kind region and no other."
        )
    area = Region.objects.filter(code=region).first() if region else None
    if region and area is None:
        raise click.ClickException(f"There is no region {region}. Possible: {', '.join(_region_codes())}.")
    known = Organisation.objects.filter(name=name, kind=kind).first()
    if known is not None and region and known.region_id != region:
        raise click.ClickException(f"{name} is of the region {known.region_id}. Give another name or that region.")
    return known or Organisation.objects.create(name=name, kind=kind, municipality=place, region=area)


def _region_codes() -> list[str]:
    return list(Region.objects.order_by("code").values_list("code", flat=True))
