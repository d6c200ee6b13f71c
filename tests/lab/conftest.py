"""The real weights, for tests that ask them: about five seconds to read, 0.8 GB."""

import os

import pytest

os.environ["OPENBLAS_NUM_THREADS"] = (
    "1"  # before numpy: on a busy machine more threads only wait for each other
)

from course.commands.record.lab import Lab


@pytest.fixture(scope="session")
def lab():
    return Lab()
