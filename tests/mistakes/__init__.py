"""Every mistake that is made, by what it is about."""

from mistakes import course, files, prose

EVERY = [*files.EVERY, *course.EVERY, *prose.EVERY]
