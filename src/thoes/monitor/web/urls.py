"""Addresses of the monitor. They are public and stay: a number that was quoted must be found again."""

from django.urls import path

from thoes.monitor.web import (
    analyse,
    area,
    definitions,
    length_of_stay,
    map,
    open_data,
    outlook,
    report,
    saved_scenarios,
    start,
    unseen,
    vision_numbers,
    what_if,
)

app_name = "monitor"
urlpatterns = [
    path("", start.start, name="start"),
    path("length-of-stay/", length_of_stay.length_of_stay, name="length-of-stay"),
    path("unseen/", unseen.unseen, name="unseen"),
    path("outlook/", outlook.outlook, name="outlook"),
    path("what-if/", what_if.what_if, name="what-if"),
    path("what-if/save/", saved_scenarios.save, name="save-scenario"),
    path("what-if/<uuid:scenario_id>/remove/", saved_scenarios.remove, name="remove-scenario"),
    path("what-if/plans/", what_if.against_plans, name="against-plans"),
    path("numbers-of-the-vision/", vision_numbers.vision_numbers, name="vision-numbers"),
    path("report/", report.latest, name="report"),
    path("report/<int:year>/", report.of_year, name="report-of"),
    path("map/", map.show, name="map"),
    path("areas/<str:code>/", area.area, name="area"),
    path("table/", analyse.analyse, name="table"),
    path("data/", open_data.data, name="data"),
    path("data/catalog.jsonld", open_data.as_catalogue, name="catalogue"),
    path("data/<slug:key>.csv", open_data.as_csv, name="csv"),
    path("data/<slug:key>.json", open_data.as_json, name="json"),
    path("definitions/", definitions.definitions, name="definitions"),
]
