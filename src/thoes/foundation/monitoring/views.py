"""`/health` for who keeps the site running, and `/metrics` for Prometheus; neither tells of people."""

import hmac
import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from thoes.foundation.monitoring.figures import Figures, oldest_job

log = logging.getLogger(__name__)
JOBS_STAND_STILL = timedelta(minutes=15)
_registry = CollectorRegistry()
_registry.register(Figures())


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 with `ok` for each part that works, 503 when one does not: the database, its tables, the background jobs."""
    parts = {"database": _database_answers()}
    if parts["database"]:
        parts |= {"tables": _tables_are_up_to_date(), "jobs": oldest_job() < JOBS_STAND_STILL}
    good = all(parts.values())
    said = {part: "ok" if works else "not ok" for part, works in parts.items()}
    return JsonResponse({"status": "ok" if good else "not ok", **said}, status=200 if good else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures in the text format of Prometheus, for who brings the token of `THOES_METRICS_TOKEN`; 404 for others."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not settings.THOES_METRICS_TOKEN or not hmac.compare_digest(given, settings.THOES_METRICS_TOKEN.encode()):
        raise Http404
    return HttpResponse(generate_latest(_registry), content_type=CONTENT_TYPE_LATEST)


# They answer while the database is down, so no transaction is begun for them.
health.writes_at_once = True  # type: ignore[attr-defined]
metrics.writes_at_once = True  # type: ignore[attr-defined]


def _database_answers() -> bool:
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        log.error("health_no_database error=%s", type(error).__name__)
        return False
    return True


def _tables_are_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
