"""A bridge to any other forum, in ten lines: `python examples/bridge.py < post.json`.

It stands for a bot of Piazza, Ed or Slack: take a post there, sign it, ask, post what comes back.
"""

import hashlib
import hmac
import os
import sys

import httpx

URL = os.environ.get("GRADMENTOR_URL", "http://127.0.0.1:8000")
SECRET = os.environ["GRADMENTOR_FORUM_GENERIC_SECRET"].encode()

body = sys.stdin.buffer.read()
signed = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
headers = {"X-Gradmentor-Signature": signed}
told = httpx.post(f"{URL}/webhooks/generic", content=body, headers=headers, timeout=60).json()
print(told["reply"] if told["post"] else "A person should look at this one.")
