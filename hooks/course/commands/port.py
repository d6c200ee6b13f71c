"""Can `make serve` listen there? Asked before the course is built, for the answer is no use afterwards."""

import errno
import socket
import sys

HOST = "localhost"


def refusal(host: str, port: str) -> str:
    """Why nothing can be served at ``port``, and what to do instead; empty where it can."""
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        return f"PORT={port} is no port: write a number from 1 to 65535, such as `make serve PORT=8001`"
    if not (fault := _fault(host, int(port))):
        return ""
    free = next((it for it in range(max(8001, int(port) + 1), 65536) if not _fault(host, it)), 8001)
    return f"Port {port} {fault}. Take another: `make serve PORT={free}`"


def _fault(host: str, port: int) -> str:
    try:
        socket.create_server((host, port)).close()
    except PermissionError:
        return "is kept for the system"
    except OSError as error:
        in_use = error.errno == errno.EADDRINUSE
        return "is in use by another program" if in_use else f"cannot be had ({error.strerror})"
    return ""


if __name__ == "__main__":
    sys.exit(refusal(HOST, sys.argv[1]) or 0)
