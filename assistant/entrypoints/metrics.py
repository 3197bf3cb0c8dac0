"""What is counted and timed, as Prometheus text; one registry for each application."""

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily


class Metrics:
    """Requests, diagnoses by verdict, and seconds of a diagnosis."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "gradmentor_requests", "Requests by status.", ["status"], registry=self.registry
        )
        self.diagnoses = Counter(
            "gradmentor_diagnoses", "Diagnoses by verdict.", ["verdict"], registry=self.registry
        )
        self.seconds = Histogram(
            "gradmentor_diagnosis_seconds", "Seconds of a diagnosis.", registry=self.registry
        )

        self.forum_events = Counter(
            "gradmentor_forum_events", "Events of forums.", ["what"], registry=self.registry
        )

    def count_answers(self, by_state: Callable[[], Mapping[str, int]]) -> None:
        """Have the bot's answers counted by state whenever the metrics are read."""
        self.registry.register(Answered(by_state))

    def text(self) -> bytes:
        """The text of `/metrics`."""
        return generate_latest(self.registry)


class Answered:
    """A collector of the answers in the database."""

    def __init__(self, by_state: Callable[[], Mapping[str, int]]) -> None:
        self.by_state = by_state

    def describe(self) -> Iterator[Metric]:
        """Nothing: the database is not asked before somebody reads."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """One gauge with a row for each state."""
        gauge = GaugeMetricFamily("gradmentor_forum_answers", "Answers by state.", labels=["state"])
        for state, count in self.by_state().items():
            gauge.add_metric([state], count)
        yield gauge
