"""Take out what no page asks for. It costs readers nothing, but four fifths of what would be uploaded."""

import os

from .files import Built

UNASKED = (
    "**/*.map",  # of the theme's files, for its authors
    "assets/javascripts/bundle.*",  # overrides/main.html says why js/main.js stands in for it
    "assets/javascripts/lunr/**/*",  # stems of languages that the course is not written in
    "assets/stylesheets/palette.*",  # css/colours.css has them
    "assets/images/favicon.png",  # img/favicon.svg
    "css/preview.css",  # the author's preview is a page of `make serve`
    "js/quiz/quiz-preview.js",
    "js/**/*.d.ts",  # types, for authors
    "partials/**/*",  # parts of templates, which MkDocs copies where they are no HTML
)


def remove_unasked(site: Built) -> None:
    for pattern in UNASKED:
        for path in site.folder.glob(pattern):
            if path.is_file():
                path.unlink()
    for folder, _, _ in os.walk(site.folder, topdown=False):
        if not os.listdir(folder):
            os.rmdir(folder)
