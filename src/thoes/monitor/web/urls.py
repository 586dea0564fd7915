"""Addresses of the monitor. They are public and stay: a number that was quoted must be found again."""

from django.urls import path

from thoes.monitor.open_files import WRITERS
from thoes.monitor.web import (
    analyse,
    area,
    definitions,
    length_of_stay,
    linkages,
    map,
    open_data,
    others,
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
    path("others/", others.others, name="others"),
    path("others/<uuid:version_id>/", others.quoted, name="quoted"),
    *(
        path(f"others/<uuid:version_id>.{kind}", others.as_file, {"kind": kind}, name=f"quoted-{kind}")
        for kind in WRITERS
    ),
    path("linked-lists/", linkages.linkages, name="linkages"),
    path("linked-lists/<uuid:linkage_id>/", linkages.linkage, name="linkage"),
    path("linked-lists/<uuid:linkage_id>/progress/", linkages.progress, name="linkage-progress"),
    path("linked-lists/<uuid:linkage_id>/add/", linkages.add, name="add-list"),
    path("linked-lists/<uuid:linkage_id>/lists/<uuid:run_id>/remove/", linkages.throw_away, name="throw-list-away"),
    path("linked-lists/<uuid:linkage_id>/link/", linkages.link, name="link-lists"),
    path("linked-lists/<uuid:linkage_id>/estimate/", linkages.estimate, name="linkage-estimate"),
    path("linked-lists/<uuid:linkage_id>.csv", linkages.as_csv, name="linkage-csv"),
    path("linked-lists/<uuid:linkage_id>/remove/", linkages.remove, name="remove-linkage"),
    path("map/", map.show, name="map"),
    path("areas/", area.choose, name="choose-area"),
    path("areas/<str:code>/", area.area, name="area"),
    path("table/", analyse.analyse, name="table"),
    path("data/", open_data.data, name="data"),
    path("data/catalog.jsonld", open_data.as_catalogue, name="catalogue"),
    path("data/changes/", open_data.what_changed, name="changes"),
    path("data/changes.csv", open_data.changes_as_csv, name="changes-csv"),
    *(
        path(f"data/{of_day}<slug:key>.{kind}", open_data.as_file, {"kind": kind}, name=f"{kind}{name}")
        for kind in WRITERS
        for of_day, name in (("", ""), ("<str:day>/", "-of"))
    ),
    path("definitions/", definitions.definitions, name="definitions"),
]
