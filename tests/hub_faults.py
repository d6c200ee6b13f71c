"""The ways in which the Hub fails a question, each with a part of the line that tells it."""

import hub_server
from hub_server import Fault, closed_port, redirect, status

# By the question what the Hub knows of a model: it has no answer then.
INFO_FAULTS: dict[str, tuple[Fault, str]] = {
    "reset in the middle": (hub_server.reset, "broke off"),
    "401 missing": (status(401, {"error": "Invalid username or password."}), "no such model"),
    "401 bad token": (
        status(401, X_Error_Message="Invalid credentials in Authorization header"),
        "does not accept the token",
    ),
    "403": (status(403), "forbids"),
    "404": (status(404, X_Error_Code="RepoNotFound"), "no such model"),
    "disabled": (status(403, X_Error_Message="Access to this resource is disabled."), "disabled this model"),
    "429": (status(429), "too often"),
    "429 with Retry-After": (status(429, Retry_After="30"), "again in 30 s"),
    "429 with a date": (status(429, Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"), "too often"),
    "500": (status(500), "fault (500)"),
    "502": (status(502, b"<html>bad gateway</html>"), "fault (502)"),
    "503": (status(503), "fault (503)"),
    "redirect loop": (hub_server.circle, "in circles"),
    "redirect to another scheme": (redirect("ftp://example.org/"), "redirects"),
    "redirect to nowhere": (redirect("http://[::bad"), "broke off"),
    "refused": (redirect(f"http://127.0.0.1:{closed_port()}/"), "refused"),
    "HTML with 200": (status(200, b"<html>Sign in to the hotel's network</html>"), "not JSON"),
    "truncated JSON": (status(200, b'{"id": "lab/mod'), "not JSON"),
    "not UTF-8": (status(200, b'{"id": "\xff\xfe"}'), "not JSON"),
    "deep JSON": (status(200, b"[" * 200_000), "cannot be read"),
    "a list": (status(200, []), "cannot be read"),
    "null": (status(200, None), "cannot be read"),
    "empty": (status(200, {}), "cannot be read"),
    "no name": (status(200, {"id": 5}), "cannot be read"),
    "a wrong name": (status(200, {"id": "../../etc/passwd"}), "cannot be read"),
    "gzip bomb": (hub_server.bomb, "larger than"),
    "50 MB": (hub_server.endless, "larger than"),
    "not gzip": (status(200, b"{}", Content_Encoding="gzip"), "packed"),
}


# By the question for its config.json: the rest of the answer stands.
CONFIG_FAULTS: dict[str, tuple[Fault, str]] = {
    "reset in the middle": (hub_server.reset, "broke off"),
    "403": (status(403), "forbids"),
    "404": (status(404, X_Error_Code="RevisionNotFound"), "no such file"),
    "429": (status(429, Retry_After="5"), "again in 5 s"),
    "500": (status(500), "fault (500)"),
    "redirect loop": (hub_server.circle, "in circles"),
    "HTML with 200": (status(200, b"<html>hello</html>"), "not JSON"),
    "truncated JSON": (status(200, b'{"vocab_size": 49'), "not JSON"),
    "a list": (status(200, []), "cannot be read"),
    "deep JSON": (status(200, b'{"a":' * 200_000), "cannot be read"),
    "a number beyond all bounds": (status(200, b'{"vocab_size": ' + b"9" * 5000 + b"}"), "cannot be read"),
    "gzip bomb": (hub_server.bomb, "larger than"),
    "50 MB": (hub_server.endless, "larger than"),
}

# Nothing comes: only the deadline ends these, for either question.
SLOW_FAULTS: dict[str, Fault] = {
    "black hole": hub_server.black_hole,
    "slow drip of a head": hub_server.drip_head,
    "slow drip of a body": hub_server.drip_body,
}
