"""What every record in data/ and every front matter shares."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A record an author writes: no unknown keys, never changed after reading.

    A validator's message is ``what is wrong | how to mend it`` (see ``source.py``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _kebab(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f"'{value}' is not a good id | Use lower-case letters, digits and single hyphens")
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("an empty text | Write it, or leave the key out")
    return value


Id = Annotated[str, AfterValidator(_kebab), Field(json_schema_extra={"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})]
Text = Annotated[str, AfterValidator(_filled)]
