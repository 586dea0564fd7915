"""Addresses of sites, rooms and beds."""

from django.urls import path

from thoes.housing.web import rooms, sites

app_name = "housing"
urlpatterns = [
    path("", sites.site_list, name="sites"),
    path("add/", sites.add, name="add-site"),
    path("<uuid:site_id>/", sites.detail, name="site"),
    path("<uuid:site_id>/edit/", sites.edit, name="edit-site"),
    path("<uuid:site_id>/rooms/add/", rooms.add, name="add-rooms"),
    path("rooms/<uuid:unit_id>/", rooms.room, name="room"),
    path("rooms/<uuid:unit_id>/rename/", rooms.rename_a_room, name="rename-room"),
    path("rooms/<uuid:unit_id>/beds/add/", rooms.add_a_bed, name="add-bed"),
    path("rooms/<uuid:unit_id>/out-of-use/", rooms.room_out_of_use, name="room-out-of-use"),
    path("beds/<uuid:bed_id>/", rooms.bed, name="bed"),
    path("beds/<uuid:bed_id>/out-of-use/", rooms.bed_out_of_use, name="bed-out-of-use"),
    path("beds/<uuid:bed_id>/in-use/", rooms.bed_in_use, name="bed-in-use"),
]
