"""`thoes organisation`: say of an organisation what figures are divided by: its sector, and its kind of housing provider."""

import click

from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.places.public import Organisation, ProviderKind, Sector, describe_organisation


@click.command()
@click.argument("name")
@click.option("--sector", type=click.Choice(["", *Sector.values]), help='Section of SBI 2008; "" for not known.')
@click.option("--provider-kind", type=click.Choice(["", *ProviderKind.values]), help="Kind of housing provider.")
def organisation(name: str, sector: str | None, provider_kind: str | None) -> None:
    """Say in which sector the organisation NAME is, or what kind of housing provider. Without options: what is known."""
    found = list(Organisation.objects.filter(name__iexact=name)[:2])
    if len(found) != 1:
        raise click.ClickException(
            f"There {'are several organisations' if found else 'is no organisation'} named {name}."
        )
    if sector is not None or provider_kind is not None:
        try:
            describe_organisation(organisation_id=found[0].pk, sector=sector, provider_kind=provider_kind)
        except Refusal as refusal:
            raise click.ClickException(explain(refusal)) from refusal
        found[0].refresh_from_db()
    known = found[0]
    click.echo(f"sector {known.sector or 'not known'}, kind of provider {known.provider_kind or 'not known'}")
