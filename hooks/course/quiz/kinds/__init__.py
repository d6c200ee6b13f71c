"""All that a kind of question is, in every form.

A module has its shape, its checks and its words: all that asked.py leaves open. templates/ has its HTML: the
macros that ../templates/question.html names. A script has its controls, and is found by the kind's name.
question.py lists the kinds, as_json.py and as_qti.py say what each is in other formats, answer-key.js how
each is judged, types.d.ts what scripts may rely on, quiz.css what they look like.
"""

from pathlib import Path


def published() -> dict[str, str]:
    """What the browser gets of them, by its path in the site."""
    folder = Path(__file__).parent
    files = {f"js/quiz/kinds/{file.name}": file for file in folder.glob("*.js")}
    files |= {f"css/{file.name}": file for file in folder.glob("*.css")}
    return {path: file.read_text(encoding="utf-8") for path, file in files.items()}
