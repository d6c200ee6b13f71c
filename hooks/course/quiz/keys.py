"""Every question's key as JSON, for pages that have not the questions: read from the progress page's HTML."""

import json
from html.parser import HTMLParser

LEFT_OUT = ("lesson", "fingerprint")  # told by the place in the file; asked by the page of the question alone


def keys_json(progress_page: str) -> str:
    """By lesson and question what its markup tells in ``data-`` attributes, and what its options' tells.

    kinds/answer-key.js reads the one as it reads the other.
    """
    reader = _Reader()
    reader.feed(progress_page)
    return json.dumps(reader.lessons, separators=(",", ":"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lessons: dict[str, dict[str, dict[str, object]]] = {}
        self._options: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        data = {name.removeprefix("data-"): value or "" for name, value in attrs if name.startswith("data-")}
        if "question" in data:
            self._options = []
            told = {name: value for name, value in data.items() if name not in LEFT_OUT}
            questions = self.lessons.setdefault(data["lesson"], {})
            questions[told.pop("question")] = {**told, "options": self._options}
        elif "option" in data:
            self._options.append(data)
