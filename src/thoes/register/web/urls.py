"""Addresses of the register."""

from django.urls import path

from thoes.register.duplicates import web
from thoes.register.web import (
    actions,
    board,
    changing_many,
    checking_in,
    correcting,
    leaving,
    night_register,
    own_stays,
    searching,
    timeline,
    today,
    workers,
)

app_name = "register"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("sites-board/<uuid:site_id>/", board.board, name="board"),
    path("sites-board/<uuid:site_id>/timeline/", timeline.timeline, name="timeline"),
    path("sites-board/<uuid:site_id>/coming-week/", board.coming_week, name="coming-week"),
    path("sites-board/<uuid:site_id>/tonight/", board.tonight, name="tonight"),
    path("sites-board/<uuid:site_id>/tonight.pdf", board.tonight_pdf, name="tonight-pdf"),
    path("sites-board/<uuid:site_id>/check-in/", checking_in.check_in_one, name="check-in"),
    path("sites-board/<uuid:site_id>/check-in/known/", checking_in.known_workers, name="known-workers"),
    path("sites-board/<uuid:site_id>/check-in-group/", checking_in.check_in_group, name="check-in-group"),
    path(
        "sites-board/<uuid:site_id>/expected-departure/",
        changing_many.change_many,
        {"what": "expected-departure"},
        name="expect-departure",
    ),
    path("sites-board/<uuid:site_id>/employer/", changing_many.change_many, {"what": "employer"}, name="set-employer"),
    path("sites-board/<uuid:site_id>/check-out/", leaving.leave, name="check-out"),
    path("sites-board/<uuid:site_id>/move/", leaving.move, name="move"),
    path("stays/", own_stays.OWN_STAYS.as_view(), name="own-stays"),
    path("stays/<uuid:stay_id>/", correcting.stay, name="stay"),
    path("stays/<uuid:stay_id>/void/", correcting.void, name="void"),
    path("workers/<uuid:worker_id>/", workers.worker, name="worker"),
    path("workers/<uuid:worker_id>/restore/<int:number>/", workers.restore, name="restore-details"),
    path("duplicates/", web.POSSIBLE.as_view(), name="duplicates"),
    path("duplicates/look-again/", web.look_again, name="duplicates-look-again"),
    path("duplicates/decided/", web.DECIDED.as_view(), name="decided-duplicates"),
    path("duplicates/merges/<uuid:merge_id>/undo/", web.undo, name="undo-merge"),
    path("duplicates/reject/<int:decision_id>/undo/", web.undo_rejection, name="undo-rejection"),
    path("duplicates/<uuid:first>/<uuid:second>/", web.pair, name="duplicate"),
    path("duplicates/<uuid:first>/<uuid:second>/merge/", web.merge, name="merge"),
    path("duplicates/<uuid:first>/<uuid:second>/reject/", web.reject, name="reject"),
    path("night-register/", night_register.choose, name="night-register"),
    path("night-register/purpose/", night_register.task, name="night-register-task"),
    path("night-register/purpose/end/", night_register.end_task, name="night-register-end-task"),
    path("night-register/stays/", night_register.show, name="night-register-show"),
    path("night-register/stays.<slug:kind>", night_register.export, name="night-register-export"),
    path("night-register/<uuid:site_id>/tonight.pdf", night_register.tonight, name="night-register-tonight"),
    path("search/", searching.search, name="search"),
    path("actions/", actions.changes, name="changes"),
    path("actions/<uuid:change_id>/", actions.change, name="change"),
    path("actions/<uuid:change_id>/undo/", actions.undo, name="undo"),
]
