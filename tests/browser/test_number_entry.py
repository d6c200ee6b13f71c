"""Numbers as people type them, in many scripts and from many keyboards: what is read, refused, and asked about."""

import re
import sys
import unicodedata
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lab import NUMBER, ONE, Lab
from playwright.sync_api import Page, expect

from course.quiz.kinds.number import can_be_typed

# One entry a line: what is typed, the unit asked for, what it is worth. Escapes stand for what is not seen.
READ = r"""
269|MB|269
 269 |MB|269
1,234.5|MB|1234.5
1234,5|MB|1234.5
1.234,5|MB|1234.5
1 234,5|MB|1234.5
1\u202f234.5|MB|1234.5
1\u2009234|MB|1234
1\u3000234|MB|1234
1\t234|MB|1234
3\xa0409|MB|3409
1'234.5|MB|1234.5
1’234.5|MB|1234.5
1‘234|MB|1234
1ʼ234|MB|1234
1´234|MB|1234
3٬409|MB|3409
1_234_567|MB|1234567
1,234|MB|1234
0.234|MB|0.234
0,234|MB|0.234
1,234,567|MB|1234567
1.234.567|MB|1234567
1 234 567,25|MB|1234567.25
1,34,515|MB|134515
13,45,15,008|MB|134515008
1,34,515.5|MB|134515.5
12,5|MB|12.5
.5|MB|0.5
,5|MB|0.5
5.|MB|5
+5|MB|5
-3|MB|-3
−3|MB|-3
–3|MB|-3
﹣3|MB|-3
－3|MB|-3
- 3|MB|-3
1.2e3|MB|1200
1,2E+3|MB|1200
2.5e-1|MB|0.25
2.69e2|MB|269
2,69е2|MB|269
2.69*10^2|MB|269
2.69·10^2|MB|269
2.69⋅10^2|MB|269
2.69×10²|MB|269
2.69 × 10² MB|MB|269
2.69x10^2|MB|269
2.69 х 10^2|MB|269
2,69 * 10 ** 2|MB|269
26900×10⁻²|MB|269
26900×10^-2|MB|269
26900×10^−2|MB|269
10²|MB|100
2³|MB|8
5 10⁶|MB|5000000
10**2|MB|100
10^6|MB|1000000
2^10|MB|1024
1.234e3|MB|1234
½|MB|0.5
5½|MB|5.5
1/2|MB|0.5
5 1/2|MB|5.5
¾ MB|MB|0.75
\u202d269\u202c|MB|269
\u2066269\u2069|MB|269
\u200e269\u200f|MB|269
2\u200b69|MB|269
\ufeff269|MB|269
2\xad69|MB|269
\u061c269|MB|269
2\u206069|MB|269
２６９|MB|269
２６９．５|MB|269.5
１，２３４|MB|1234
٣٤٠٩|MB|3409
٣٬٤٠٩|MB|3409
٣٫٤٠٩|MB|3.409
٣،٤٠٩|MB|3409
۳۴۰۹|MB|3409
۲۶۹٫۵|MB|269.5
३४०९|MB|3409
१,३४,५१५|MB|134515
৩৪০৯|MB|3409
๓๔๐๙|MB|3409
𝟐𝟔𝟗|MB|269
~269|MB|269
≈ 269|MB|269
ca. 269|MB|269
about 269 MB|MB|269
= 269|MB|269
269 MB|MB|269
269MB|MB|269
269 mb|MB|269
269 MBs|MB|269
269 MB.|MB|269
269 ＭＢ|MB|269
269\xa0MB|MB|269
269 megabytes|MB|269
269 Megabyte|MB|269
269 mega bytes|MB|269
269 million bytes|MB|269
0.9 gibibytes|GiB|0.9
0.9 GiB|GiB|0.9
0.9 gib|GiB|0.9
0.9 GIB|GiB|0.9
8 kilobytes|KB|8
8 kB|KB|8
12 bytes|bytes|12
12 B|bytes|12
8,192 token|tokens|8192
8,192 Tokens.|tokens|8192
8192 tok|tokens|8192
3.4k|tokens|3400
3.4 K|tokens|3400
3.409k tokens|tokens|3409
3,4k|tokens|3400
5M|tokens|5000000
5 million tokens|tokens|5000000
5 thousand|tokens|5000
1.5 bn|tokens|1500000000
7B parameters|parameters|7000000000
2 lakh|tokens|200000
1.5 crore|tokens|15000000
360|million|360
360M|million|360
360m|million|360
360 million parameters|million|360
1.5B|million|1500
1.5 billion|million|1500
9.3 times|times|9.3
9.3×|times|9.3
9.3x|times|9.3
1 time|times|1
5 %|%|5
5％|%|5
5 percent|%|5
5 per cent|%|5
٥٪|%|5
5 %|per cent|5
50 tokens/s|tokens/s|50
50 tokens per second|tokens/s|50
50 tokens a second|tokens/s|50
40 gb/s|GB/s|40
40 GBps|GB/s|40
40 gigabytes per second|GB/s|40
3 µs|µs|3
3 μs|µs|3
3 µs|μs|3
3 us|µs|3
3 microseconds|µs|3
3 m²|m²|3
3 m2|m²|3
3 m^2|m²|3
21 ℃|℃|21
21 °C|℃|21
300 \u212a|K|300
5 Ω|\u2126|5
5 ms|ms|5
5 milliseconds|ms|5
90 seconds|s|90
90 sec|s|90
3 minutes|min|3
2 hours|h|2
2 hrs|h|2
300 chars|characters|300
360M params|parameters|360000000
5 pct|%|5
2 mio|tokens|2000000
2 mn|tokens|2000000
2 mrd|tokens|2000000000
2 milliard|tokens|2000000000
2 trillion|tokens|2000000000000
3 hundred|tokens|300
4 €|€|4
২৬৯|MB|269
২,৬৯,০০০.৫|MB|269000.5
௨௬௯|MB|269
௧,௨௩௪.௫|MB|1234.5
๑,๒๓๔.๕ MB|MB|1234.5
1’234’567.50|MB|1234567.5
1'234,50|MB|1234.5
1\u202f234\u202f567,8|MB|1234567.8
12,34,567.89|MB|1234567.89
١٬٢٣٤٫٥|MB|1234.5
١٢٣٤٫٥ MB|MB|1234.5
۱٬۲۳۴|MB|1234
1e3|MB|1000
1E+3|MB|1000
1 e 3|MB|1000
1e−3|MB|0.001
2.69e+02|MB|269
5×10^−3|MB|0.005
5×10^(−3)|MB|0.005
5x10^{-3}|MB|0.005
2.69×10²MB|MB|269
3½ MB|MB|3.5
-½|MB|-0.5
1⁄3|MB|0.3333333333333333
roughly 269 MB|MB|269
around 269|MB|269
269?|MB|269
269!|MB|269
269,|MB|269
269,0|MB|269
-.5|MB|-0.5
007|MB|7
㊿|MB|50
269 MByte|MB|269
269 MBytes|MB|269
269 M bytes|MB|269
269 Mo|MB|269
2 MiByte/s|MiB/s|2
3,000 tps|tokens/s|3000
30 t/s|tokens/s|30
135M params|parameters|135000000
1 Mio. parameters|parameters|1000000
2 Mrd.|parameters|2000000000
32k|tokens|32000
€4.50|€|4.5
$ 1,234|$|1234
4,50 €|€|4.5
%50|%|50
٪٥٠|%|50
"""

REFUSED = r"""
MB|MB
abc|MB
three hundred|MB
about three hundred|MB
10₂|MB
H₂O|MB
12.34.56|MB
1,23,45|MB
1,2,3|MB
1,234.5.6|MB
1e999|MB
10^999|MB
1/0|MB
1.2e3.4|MB
5 7|MB
12 34 567|MB
0x10|MB
Infinity|MB
NaN|MB
--3|MB
269-300|MB
269–300 MB|MB
2 × 134.5|MB
134,515,008 × 2 / 1,000,000|MB
10^2^3|MB
.|MB
²|MB
3·5|MB
3:5|MB
constructor|MB
5 constructor|tokens
3 GB|MB
3 MiB|MB
0.27 GiB|GB
269 Mbit|MB
269 megabits|MB
3 MB or so|MB
5 ms|s
5 m|ms
5 µs|ms
50 tokens|tokens/s
5 b|tokens
8 GB|GiB
7 million tokens|MB
fifty|%
Ⅷ|MB
二百六十九|MB
௨௱௬௰௯|MB
(269)|MB
>269|MB
269+|MB
269±5|MB
5 × 10−3|MB
3-1/2|MB
3..5|MB
3. 409|MB
1,000,0|MB
1:30|h
1 h 30|h
$5|€
%5|MB
MB 269|MB
1e|MB
5-|MB
269 MiB|MB
0.27 GB|MB
32Ki|tokens
269ish|MB
"""

# What may be meant by it, in the order in which it is asked.
ASKED = r"""
3.409|MB|3.4090|3409
-3.409|MB|-3.4090|-3409
٣.٤٠٩|MB|3.4090|3409
3.409.|MB|3.4090|3409
123.456 MB|MB|123.4560 MB|123456 MB
1,234e3|MB|1234000|1234
269 Mb|MB|269 MB|269 Mbit
269 Mb.|MB|269 MB|269 Mbit
40 Gb/s|GB/s|40 GB/s|40 Gbit/s
3 Gib|GiB|3 GiB|3 Gibit
100 Mb|Mbit|100 Mbit|100 MB
269 M|MB|269 MB|269000000 MB
269 million|MB|269 MB|269000000 MB
8 G|GiB|8 GiB|8000000000 GiB
3.409 Mb|MB|3.4090 Mb|3409 Mb
"""

TABLE = """async (rows) => {
  const { readNumber } = await import("/small-first/js/lib/number-entry.js");
  return rows.map(([entry, unit]) => readNumber(entry, unit));
}"""


def rows(table: str) -> list[list[str]]:
    escape = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|t)")
    text = escape.sub(lambda it: chr(int(it[1] or it[2] or "9", 16)), table.strip("\n"))
    return [line.split("|") for line in text.split("\n")]


def read(page: Page, entries: list[list[str]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(TABLE, entries)
    return found


def test_a_number_is_read_as_people_write_it(modules: Page) -> None:
    table = rows(READ)
    assert len(table) > 120
    wrong = [
        (entry, unit, found)
        for (entry, unit, value), found in zip(table, read(modules, table), strict=True)
        if found.get("value") != pytest.approx(float(value), rel=1e-12)
        or found.get("open")
        or "problem" in found
    ]
    assert wrong == []


def test_what_is_no_number_or_in_another_unit_is_refused_with_what_was_typed(modules: Page) -> None:
    table = rows(REFUSED)
    for (entry, unit), found in zip(table, read(modules, table), strict=True):
        assert "value" not in found, (entry, unit, found)
        shown = re.search("“(.+)”", found["problem"])
        assert shown and shown[1] in unicodedata.normalize("NFKC", entry) + entry, (entry, found)
        assert unit in found["problem"] or "Write it like" in found["problem"]


def test_what_can_be_read_in_two_ways_is_asked_about_and_each_choice_in_one(modules: Page) -> None:
    table = rows(ASKED)
    for (entry, unit, *texts), found in zip(table, read(modules, table), strict=True):
        assert [it["text"] for it in found["choices"]] == texts, entry
        assert found["open"] and found["question"].startswith(f"“{entry}”"), entry
        for again in read(modules, [[text, unit] for text in texts if "Mb" not in text]):
            assert again.get("value") is None or not again.get("choices")


def test_every_digit_of_unicode_is_read(modules: Page) -> None:
    digits = [chr(it) for it in range(sys.maxunicode) if unicodedata.category(chr(it)) == "Nd"]
    found = read(modules, [["1" + digit, "MB"] for digit in digits])
    assert len(digits) > 600
    wrong = [
        digit
        for digit, it in zip(digits, found, strict=True)
        if it.get("value") != 10 + unicodedata.digit(digit)
    ]
    assert wrong == []


UNITS = """MB GB/s tokens/s m² ℃ °C % ٪ € $ ¥ times × Ω № kg·m/s² m⁻¹ тыс. 个 टोकन µs t/s x e k million MB/s
tokens (with the prompt)|per second|% of 100|in your currency|5|²|10³ tokens|½ h|(tokens)|-bit|3 MB|e3|E5|x2|x 2|#|~MB|^|*|−5|10^6|¾"""


def test_a_unit_that_the_build_takes_can_be_typed_and_no_other(modules: Page) -> None:
    first, *rest = UNITS.split("\n")
    units = [*first.split(), *rest[0].split("|")]
    for unit, found in zip(units, read(modules, [[f"5 {unit}", unit] for unit in units]), strict=True):
        assert can_be_typed(unit) is (found.get("value") == 5 and not found.get("open")), (unit, found)


PRINTED = re.compile(
    r"(?<![\w.,/×^–−-])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)[ \xa0](?P<unit>[KMG]i?B|GB/s|%|bytes|bits|tokens|characters|thousand|"
    r"million|billion|parameters|layers|models|requests|times)(?![\w²])"
)
KEYS = re.compile(
    r'data-value="(?P<value>[^"]+)" data-within="(?P<within>[^"]+)" data-unit="(?P<unit>[^"]+)"'
    r"(?:(?!<fieldset).)*?Right answer: <strong>(?P<shown>[^<]+)</strong>",
    re.DOTALL,
)


def test_what_the_course_prints_is_read_back_as_that_number(modules: Page, site: Path) -> None:
    pages = [unescape(file.read_text(encoding="utf-8")) for file in site.rglob("index.html")]
    texts = [re.sub(r"<[^>]*>", "", html) for html in pages]
    printed = sorted({(it[0], it["unit"], it["number"]) for text in texts for it in PRINTED.finditer(text)})
    assert len(printed) > 150
    wrong = [
        (entry, found)
        for (entry, _, number), found in zip(
            printed, read(modules, [[*it[:2]] for it in printed]), strict=True
        )
        if found.get("value") != float(number.replace(",", ""))
        or (found.get("open") and not re.fullmatch(r"\d{1,3}\.\d{3}", number))
    ]
    assert wrong == []


def test_the_answer_that_a_question_shows_is_right_when_it_is_typed(modules: Page, site: Path) -> None:
    pages = [unescape(file.read_text(encoding="utf-8")) for file in site.rglob("index.html")]
    keys = [it for html in pages for it in KEYS.finditer(html)]
    assert len(keys) >= 2
    for key, found in zip(keys, read(modules, [[it["shown"], it["unit"]] for it in keys]), strict=True):
        assert abs(found["value"] - float(key["value"])) <= float(key["within"]), (key["shown"], found)


# In a question


ASK = "How large are the weights?"


@pytest.fixture
def thousands(page: Page, lab: Lab) -> Page:
    """A course whose question has the answer 3,409 MB, give or take 5 in 100."""
    lab.teach(ONE, NUMBER.replace("tiny.parameters * 2 / MB", "3409"))
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button", name="Check answer")).to_have_count(2)
    return page


def stored(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(
        "Object.keys(localStorage).filter(k => k.includes(':attempt:')).map(k => JSON.parse(localStorage[k]))"
    )
    return found


READINGS = [
    ("3.409", True, "3409", "Correct"),
    ("3.409", False, "3.4090", "Not quite"),
    ("3409 Mb", False, "3409 MB", "Correct"),
    ("1.234", True, "1234", "Not quite"),
]


def test_an_entry_of_two_readings_is_asked_about_before_it_is_judged(thousands: Page) -> None:
    number = thousands.get_by_role("group", name=ASK)
    status = number.get_by_role("status")
    for entry, sure, choice, verdict in READINGS:
        number.get_by_role("textbox").fill(entry)
        number.get_by_role("button", name="Check answer" if sure else "I'm guessing").click()
        expect(status).to_contain_text(f"“{entry}” can be read in two ways.")
        assert stored(thousands) == []
        asked = status.get_by_role("group", name=re.compile("Which do you mean"))
        expect(asked.get_by_role("button").first).to_be_focused()
        thousands.keyboard.press("Tab")
        expect(asked.get_by_role("button").last).to_be_focused()
        asked.get_by_role("button", name=choice, exact=True).press("Enter")
        said = re.compile(f"^{verdict}" + ("$" if sure else r"\. Noted as a guess"))
        expect(status).to_have_text(said)
        expect(status).to_be_focused()
        (attempt,) = stored(thousands)
        assert (attempt["choice"], attempt["sure"]) == (choice, sure)
        thousands.reload()
        expect(status).to_have_text(said)
        expect(number.get_by_role("textbox")).to_have_value(choice)
        number.get_by_role("button", name="Try again").click()
        thousands.evaluate("localStorage.clear()")


def test_another_unit_among_the_readings_is_told_and_nothing_is_recorded(thousands: Page) -> None:
    number = thousands.get_by_role("group", name=ASK)
    number.get_by_role("textbox").fill("3409 Mb")
    number.get_by_role("textbox").press("Enter")
    expect(number.get_by_role("status")).to_contain_text("A byte is eight bits.")
    number.get_by_role("button", name="3409 Mbit").click()
    expect(number.get_by_role("status")).to_have_text(
        "“Mbit” is not the unit asked for. Give the answer in MB."
    )
    expect(number.get_by_role("textbox")).to_be_focused()
    assert stored(thousands) == []


def test_what_is_asked_goes_when_the_entry_is_changed(thousands: Page) -> None:
    number = thousands.get_by_role("group", name=ASK)
    number.get_by_role("textbox").fill("3.409")
    number.get_by_role("textbox").press("Enter")
    expect(number.get_by_role("button", name="3409")).to_be_visible()
    number.get_by_role("textbox").fill("3410")
    expect(number.get_by_role("status")).to_be_empty()
    number.get_by_role("textbox").press("Enter")
    expect(number.get_by_role("status")).to_have_text("Correct")


def test_a_comma_groups_and_is_asked_about_only_where_it_would_be_right_as_a_decimal(
    thousands: Page, lab: Lab
) -> None:
    number = thousands.get_by_role("group", name=ASK)
    number.get_by_role("textbox").fill("3,409")
    number.get_by_role("textbox").press("Enter")
    expect(number.get_by_role("status")).to_have_text("Correct")
    lab.teach(ONE, NUMBER.replace("tiny.parameters * 2 / MB", "3.409"))
    thousands.evaluate("localStorage.clear()")
    thousands.goto(f"{lab.url}lesson.html")
    number.get_by_role("textbox").fill("3,409")
    number.get_by_role("textbox").press("Enter")
    number.get_by_role("button", name="3.4090").click()
    expect(number.get_by_role("status")).to_have_text("Correct")


def test_thousands_of_1024_are_asked_about_only_where_they_would_be_right(page: Page, lab: Lab) -> None:
    number = page.get_by_role("group", name=ASK)
    for value, verdict in (("32000", "Correct"), ("3277", "Not quite"), ("32768", "Correct")):
        lab.teach(
            ONE,
            NUMBER.replace(
                "tiny.parameters * 2 / MB, unit: MB, within: 5%", f"{value}, unit: tokens, within: 1%"
            ),
        )
        page.goto(f"{lab.url}lesson.html")
        number.get_by_role("textbox").fill("32k")
        number.get_by_role("button", name="Check answer").click()
        if value == "32768":
            number.get_by_role("button", name="32768 tokens").click()
        expect(number.get_by_role("status")).to_have_text(verdict)
        page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("entry", ["3.409", "3409 Mb", "3,409"])
def test_an_answer_saved_before_anything_was_asked_is_graded_as_it_was(modules: Page, entry: str) -> None:
    key = "{id: 'q', kind: 'number', fingerprint: 'f', unit: 'MB', value: %s, within: 1, options: new Map()}"
    value = 3.409 if "." in entry else 3409
    grade = modules.evaluate(
        f"""async (choice) => (await import("/small-first/js/quiz/kinds/answer-key.js")).grade(
            {key % value}, {{kind: "number", choice, unit: "MB", fingerprint: "f"}})""",
        entry,
    )
    assert grade["graded"] and grade["right"]
