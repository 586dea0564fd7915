"""What `housing` says of itself: who sees which permit, quality label, paper and check.

The holder of a permit may be a private person, and what an audit found is nobody else's business.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import (
    Also,
    MenuItem,
    Module,
    NoPerson,
    RowPolicy,
    Table,
    acting_kind,
    all_of,
    any_of,
    own_organisation,
    own_territory,
    where,
    who_may,
)
from thoes.housing import models
from thoes.housing.permissions import (
    HOLDER,
    HOUSING_PERMITS,
    KEEP_NIGHT_REGISTER,
    MANAGE_PERMITS,
    MANAGE_SITES,
    PERMIT_OFFICER,
    POLICY_ADVISER,
    RECORD_QUALITY_LABELS,
    SEE_HOUSING,
    SEE_OWN_SITES,
    SITE_MANAGER,
    SUPERVISE_NIGHT_REGISTER,
    SUPERVISOR,
)
from thoes.housing.shredders import PrivateHolders
from thoes.housing.texts import REFUSAL_TEXTS
from thoes.places.public import LocalFieldsDecision
from thoes.privacy.public import StoredAnswer

_OWN = where("site_id", "housing_site", own_organisation("provider_id"))
_HERE = where("site_id", "housing_site", own_territory(for_=(HOUSING_PERMITS,)))
_PROVINCE = acting_kind("province", for_=(HOUSING_PERMITS,))
_SEEN = any_of(_OWN, _HERE, _PROVINCE)
_OF_PERMIT = RowPolicy(
    _SEEN,
    all_of(_HERE, who_may(MANAGE_PERMITS)),
    "The housing provider of the site and the authorities; only who keeps permits for the municipality writes",
)
_OF_QUALITY_LABEL = RowPolicy(
    _SEEN,
    all_of(_SEEN, who_may(RECORD_QUALITY_LABELS)),
    "The housing provider of the site and the authorities; who records quality labels for one of them writes",
)
_OF_ROOM_STATE = RowPolicy(_OWN, _OWN, "What its own rooms are like is for the housing provider of the site alone")

BY_MUNICIPALITY = _("The municipality")
BY_EITHER = _("The housing provider or the municipality")
BY_PROVIDER = _("The housing provider, on the page of the site or with a list")

_table = partial(
    Table, subjects=(STAFF,), purposes=(HOUSING_PERMITS,), origin=BY_EITHER, seen_with=(SEE_HOUSING, SEE_OWN_SITES)
)

_TABLES = (
    _table(
        models.Permit,
        _("A permit of a site; its holder may be a private person"),
        subjects=(HOLDER, STAFF),
        origin=BY_MUNICIPALITY,
        policy=_OF_PERMIT,
    ),
    _table(
        models.PermitTransfer,
        _("A permit went over to another holder"),
        subjects=(HOLDER, STAFF),
        origin=BY_MUNICIPALITY,
        policy=_OF_PERMIT,
    ),
    _table(models.QualityLabel, _("A quality label of a site"), policy=_OF_QUALITY_LABEL),
    _table(models.Shortcoming, _("What an audit of a quality label found"), policy=_OF_QUALITY_LABEL),
    _table(
        models.Document,
        _("A paper that belongs to a site or permit; the file lies beside the database"),
        subjects=(HOLDER, STAFF),
        policy=RowPolicy(
            any_of(_OWN, _HERE),
            any_of(_OWN, _HERE),
            "The housing provider of the site and its municipality; never the province",
        ),
    ),
    _table(
        models.Site,
        _("A site; its telephone number may be that of a person"),
        purposes=(HOUSING_PERMITS, KEEP_NIGHT_REGISTER),
        origin=BY_PROVIDER,
    ),
    _table(
        models.BedBlock,
        _("A bed is not offered for a while, and why"),
        purposes=(KEEP_NIGHT_REGISTER, HOUSING_PERMITS),
        origin=BY_PROVIDER,
        seen_with=(SEE_OWN_SITES,),
        policy=_OF_ROOM_STATE,
        kept="Who of the staff said that a bed is not offered, and when; it names no worker",
    ),
    _table(
        models.RoomNote,
        _("A short note about a room; no names of people belong in it"),
        purposes=(KEEP_NIGHT_REGISTER, HOUSING_PERMITS),
        origin=BY_PROVIDER,
        seen_with=(SEE_OWN_SITES,),
        policy=_OF_ROOM_STATE,
        kept="What a room needed, and who of the staff wrote it down; it names no worker",
    ),
    _table(models.BedPrice, _("What a bed costs per week"), origin=BY_PROVIDER),
    _table(
        models.PublicListing,
        _("Somebody looked whether a site may stand in the public register"),
        origin=BY_MUNICIPALITY,
        seen_with=(SEE_HOUSING,),
    ),
    _table(
        models.PublicRegisterDecision,
        _("A municipality decided whether it shows a public register of sites"),
        origin=BY_MUNICIPALITY,
        seen_with=(SEE_HOUSING,),
    ),
)


MODULE = Module(
    name="housing",
    roles=(SITE_MANAGER, PERMIT_OFFICER, SUPERVISOR, POLICY_ADVISER),
    permissions=(SEE_OWN_SITES, MANAGE_SITES, SEE_HOUSING, MANAGE_PERMITS, RECORD_QUALITY_LABELS),
    purposes=(KEEP_NIGHT_REGISTER, SUPERVISE_NIGHT_REGISTER, HOUSING_PERMITS),
    subjects=(HOLDER,),
    menu=(
        MenuItem(_("Sites"), "housing:sites", SEE_OWN_SITES, order=20, icon="site"),
        MenuItem(_("Sites"), "housing:all-sites", SEE_HOUSING, order=32, icon="site"),
        MenuItem(_("Permits"), "housing:permits", SEE_HOUSING, order=30, icon="clipboard"),
    ),
    tables=_TABLES,
    without_people=(
        NoPerson(models.Unit, "a room"),
        NoPerson(models.Bed, "a bed"),
        NoPerson(models.SentReminder, "that a reminder was sent"),
    ),
    also=(
        Also(LocalFieldsDecision, purposes=(KEEP_NIGHT_REGISTER,)),
        Also(StoredAnswer, purposes=(KEEP_NIGHT_REGISTER,)),
    ),
    shredders=(PrivateHolders(),),
    named=("site", "unit", "permit", "quality_label", "document", "shortcoming", "price"),
    refusals=REFUSAL_TEXTS,
)
