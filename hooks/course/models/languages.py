"""Languages by their English names, from the Unicode CLDR as babel has it: the same in every build."""

from collections.abc import Iterable

from babel import Locale

NAMES = Locale("en", "GB").languages


def named(codes: Iterable[str]) -> dict[str, str]:
    """Code to name, by name. A code that has none stands for itself."""
    return dict(sorted(((code, NAMES.get(code, code)) for code in codes), key=lambda it: it[1]))
