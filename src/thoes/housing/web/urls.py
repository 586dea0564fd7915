"""Addresses of sites, rooms and beds."""

from django.urls import path

from thoes.housing.web import card, documents, figures, marks, permit_list, permits, prices, rooms, sites

app_name = "housing"
urlpatterns = [
    path("", sites.site_list, name="sites"),
    path("add/", sites.add, name="add-site"),
    path("<uuid:site_id>/", sites.detail, name="site"),
    path("<uuid:site_id>/card/", card.card, name="card"),
    path("<uuid:site_id>/permits/add/", permits.add, name="add-permit"),
    path("<uuid:site_id>/marks/add/", marks.add, name="add-mark"),
    path("<uuid:site_id>/documents/add/", documents.add, name="add-document"),
    path("<uuid:site_id>/price/", prices.set_price, name="set-price"),
    path("prices/<uuid:price_id>/off/", prices.take_off_price, name="take-off-price"),
    path("prices/<uuid:price_id>/back/", prices.put_back_price, name="put-back-price"),
    path("permits/", permit_list.permits, name="permits"),
    path("permits/export.xlsx", permit_list.export, name="export-permits"),
    path("permits/<uuid:permit_id>/", permits.permit, name="permit"),
    path("permits/<uuid:permit_id>/edit/", permits.edit, name="edit-permit"),
    path("permits/<uuid:permit_id>/withdraw/", permits.withdraw, name="withdraw-permit"),
    path("permits/<uuid:permit_id>/reinstate/", permits.reinstate, name="reinstate-permit"),
    path("permits/<uuid:permit_id>/transfer/", permits.transfer, name="transfer-permit"),
    path("permits/<uuid:permit_id>/void/", permits.void, name="void-permit"),
    path("permits/<uuid:permit_id>/unvoid/", permits.unvoid, name="unvoid-permit"),
    path("marks/<uuid:mark_id>/edit/", marks.edit, name="edit-mark"),
    path("marks/<uuid:mark_id>/void/", marks.void, name="void-mark"),
    path("marks/<uuid:mark_id>/unvoid/", marks.unvoid, name="unvoid-mark"),
    path("marks/<uuid:mark_id>/shortcomings/add/", marks.add_shortcoming, name="add-shortcoming"),
    path("shortcomings/<uuid:shortcoming_id>/mended/", marks.mend, name="mend-shortcoming"),
    path("shortcomings/<uuid:shortcoming_id>/open/", marks.unmend, name="unmend-shortcoming"),
    path("documents/<uuid:document_id>/", documents.download, name="document"),
    path("documents/<uuid:document_id>/remove/", documents.remove, name="remove-document"),
    path("<uuid:site_id>/edit/", sites.edit, name="edit-site"),
    path("<uuid:site_id>/building/", figures.building, name="building"),
    path("<uuid:site_id>/rooms/add/", rooms.add, name="add-rooms"),
    path("rooms/<uuid:unit_id>/", rooms.room, name="room"),
    path("rooms/<uuid:unit_id>/bedrooms/", figures.bedrooms, name="bedrooms"),
    path("rooms/<uuid:unit_id>/rename/", rooms.rename_a_room, name="rename-room"),
    path("rooms/<uuid:unit_id>/beds/add/", rooms.add_a_bed, name="add-bed"),
    path("rooms/<uuid:unit_id>/out-of-use/", rooms.room_out_of_use, name="room-out-of-use"),
    path("beds/<uuid:bed_id>/", rooms.bed, name="bed"),
    path("beds/<uuid:bed_id>/out-of-use/", rooms.bed_out_of_use, name="bed-out-of-use"),
    path("beds/<uuid:bed_id>/in-use/", rooms.bed_in_use, name="bed-in-use"),
]
