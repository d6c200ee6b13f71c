"""What every record in data/ and every front matter shares."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Annotated, Any

from babel import Locale
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from .frozen import frozen
from .problem import Wrong
from .quotes import printed

SLUG = "[a-z0-9]+(-[a-z0-9]+)*"


class Strict(BaseModel):
    """A record an author writes: no unknown keys, never changed after reading. Validators raise ``Wrong``."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    def model_post_init(self, _: Any) -> None:
        for name, value in self:
            self.__dict__[name] = frozen(value)


def _kebab(value: str) -> str:
    if not re.fullmatch(SLUG, value):
        raise Wrong(f"'{value}' is not a good id", "Use lower-case letters, digits and single hyphens")
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise Wrong("an empty text", "Write it, or leave the key out")
    return value


def _unmarked(value: str) -> str:
    if match := re.search(r"[`<>]|\*\*|\]\(", value):
        raise Wrong(
            f"'{match[0]}' in a text that is shown as it is typed", "Write plain words: no Markdown, no HTML"
        )
    return value


def _past(value: date) -> date:
    """Tomorrow is let pass: it is today somewhere else."""
    if value > datetime.now(UTC).date() + timedelta(days=1):
        raise Wrong(f"{value} is in the future", "Write the day on which you looked")
    if value.year < FIRST_YEAR:
        raise Wrong(f"{value} is before there were such models", "Write the day on which you looked")
    return value


def language(code: str) -> str:
    if code not in _languages():
        known = {name.lower(): code for code, name in _languages().items()}
        meant = code.lower() if code.lower() in _languages() else known.get(code.lower())
        mend = f"Write '{meant}'" if meant else "Write its ISO 639 code, such as en or de"
        raise Wrong(f"'{code}' is no language's code", mend)
    return code


@cache
def _languages() -> dict[str, str]:
    """Codes and English names, from Unicode's CLDR."""
    return dict(Locale("en").languages)


FIRST_YEAR = 2017  # of the transformer
Id = Annotated[str, AfterValidator(_kebab), Field(json_schema_extra={"pattern": f"^{SLUG}$"})]
Text = Annotated[str, AfterValidator(_filled)]
Prose = Annotated[Text, AfterValidator(printed)]  # shown without Markdown, which would set its quotes
Plain = Annotated[Text, AfterValidator(_unmarked)]  # in the browser's tab, in lists: nowhere Markdown
Whole = Annotated[int, Field(strict=True)]
Real = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, Field(strict=True), AfterValidator(_past)]


def once(values: tuple[str, ...]) -> tuple[str, ...]:
    for _, value in repeated(values):
        raise Wrong(f"'{value}' stands twice", "Keep one of the two")
    return values


def repeated(values: Iterable[str]) -> Iterable[tuple[int, str]]:
    """Each value that stood before, with its place."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index, value
        seen.add(value)
