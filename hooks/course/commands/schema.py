"""`make schema`: data/schema/*.json, from which editors complete data/*.yml, and docs/schema/*.json."""

import json
from pathlib import Path

from pydantic import BaseModel

from ..glossary.glossary import Glossary
from ..lessons.lessons import Tracks
from ..models.licenses import LicenseFile
from ..models.models import ModelFile
from ..picker.devices import DeviceFile
from ..picker.scenarios import ScenarioFile
from ..quiz.quiz import QuizFile
from ..site.exports.as_json import SCHEMAS

FILES: dict[str, type[BaseModel]] = {
    "data/schema/devices.json": DeviceFile,
    "data/schema/glossary.json": Glossary,
    "data/schema/licenses.json": LicenseFile,
    "data/schema/models.json": ModelFile,
    "data/schema/quiz.json": QuizFile,
    "data/schema/scenarios.json": ScenarioFile,
    "data/schema/tracks.json": Tracks,
    **{f"docs/schema/{name}.json": model for name, model in SCHEMAS.items()},
}


def schema(file: str) -> str:
    """The JSON Schema (2020-12) that stands in the file, as text."""
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", **FILES[file].model_json_schema()}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    for file in FILES:
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_text(schema(file), encoding="utf-8")
        print(f"wrote {file}")


if __name__ == "__main__":
    main()
