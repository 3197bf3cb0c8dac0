"""What is counted and timed, as Prometheus text; one registry for each application."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


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

    def text(self) -> bytes:
        """The text of `/metrics`."""
        return generate_latest(self.registry)
