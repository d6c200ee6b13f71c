"""`make schema`: data/schema/*.json, from which editors complete and check data/*.yml."""

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

FILES: dict[str, type[BaseModel]] = {
    "devices": DeviceFile,
    "glossary": Glossary,
    "licenses": LicenseFile,
    "models": ModelFile,
    "quiz": QuizFile,
    "scenarios": ScenarioFile,
    "tracks": Tracks,
}


def schema(name: str) -> str:
    """The JSON Schema (2020-12) of a data file, as text."""
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", **FILES[name].model_json_schema()}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    folder = Path("data/schema")
    folder.mkdir(exist_ok=True)
    for name in FILES:
        (folder / f"{name}.json").write_text(schema(name), encoding="utf-8")
        print(f"wrote {folder / name}.json")


if __name__ == "__main__":
    main()
