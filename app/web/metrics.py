"""Figures of the running site in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

import os
from collections.abc import Iterable
from datetime import datetime

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    Metric,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from app import __version__
from app.store.views import RecordSize, RunRow
from app.web.observing import Exchange

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which several server processes add up their figures."""

# When a series began would be a series more for each.
disable_created_metrics()  # type: ignore[no-untyped-call]

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10)


class Metrics:
    """Counts exchanges. Labels have few values whatever is asked for: a stranger cannot make new series."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "summitry_requests",
            "Requests answered, by method, route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "summitry_request_seconds",
            "Seconds from a request to the last byte of its answer, by route.",
            ("route",),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self.kept = Counter(
            "summitry_answers_kept",
            "Requests answered with what was kept, by route.",
            ("route",),
            registry=self.registry,
        )
        self.bytes = Counter(
            "summitry_response_bytes",
            "Bytes of the bodies sent, by route.",
            ("route",),
            registry=self.registry,
        )

    def observe(self, exchange: Exchange) -> None:
        """Count one exchange."""
        method = exchange.method if exchange.method in _METHODS else "other"
        route = exchange.route or "none"
        self.requests.labels(method, route, str(exchange.status or "none")).inc()
        self.seconds.labels(route).observe(exchange.seconds)
        self.bytes.labels(route).inc(exchange.size)
        self.kept.labels(route).inc(exchange.kept)

    def expose(self, size: RecordSize, last: RunRow | None) -> bytes:
        """Write all figures, those of the other server processes included, and those of the record."""
        registry = self.registry
        if SHARED_FOLDER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        of_record = CollectorRegistry()
        of_record.register(_RecordFigures(size, last))
        return generate_latest(registry) + generate_latest(of_record)


class _RecordFigures(Collector):
    """The figures of the record, read when they are asked for: they are the same in every process."""

    def __init__(self, size: RecordSize, last: RunRow | None) -> None:
        self.size = size
        self.last = last

    def collect(self) -> Iterable[Metric]:
        yield InfoMetricFamily("summitry", "The program.", {"version": __version__})
        yield GaugeMetricFamily("summitry_events", "Events on record.", self.size.events)
        yield GaugeMetricFamily(
            "summitry_sources", "Sources that the record was read from.", self.size.articles
        )
        if self.last is None:
            return
        yield GaugeMetricFamily(
            "summitry_last_ingestion_start_seconds",
            "When the last ingestion began.",
            _count_seconds(self.last.started),
        )
        if self.last.finished:
            yield GaugeMetricFamily(
                "summitry_last_ingestion_end_seconds", "When it ended.", _count_seconds(self.last.finished)
            )
        yield GaugeMetricFamily(
            "summitry_last_ingestion_rejected", "Sources that it rejected.", len(self.last.rejected)
        )


def _count_seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
