"""Private links to the form, signed, so that a page can say which exercise it is about."""

from itsdangerous import BadSignature, URLSafeSerializer

from assistant.settings import Forum

SALT = "private-link"


class Links:
    """Links of one service; without an address to name or a secret to sign with there are none."""

    def __init__(self, rules: Forum) -> None:
        self.base = rules.public_url.rstrip("/")
        self.signer = URLSafeSerializer(rules.webhook_secret, SALT) if rules.on else None

    def to(self, exercise: str) -> str:
        """A link that opens the form with the exercise chosen."""
        if self.signer is None or not self.base:
            return ""
        return f"{self.base}/start/{self.signer.dumps(exercise)}"

    def read(self, signed: str) -> str | None:
        """The exercise of a link, None for a link that is not ours."""
        if self.signer is None:
            return None
        try:
            exercise = self.signer.loads(signed)
        except BadSignature:
            return None
        return exercise if isinstance(exercise, str) else None
