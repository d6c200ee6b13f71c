"""The decision as Markdown, and what its link says later."""

import json
import re

from conftest import Project, Server
from copied import shorten_course
from playwright.sync_api import BrowserContext, Page, expect

ASKED = "v1&use=commercial&terms=permissive&langs=en,pl&p95=4000&out=400&mem=1.5&bits=int4"


def record(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as Markdown").click()
    assert download.value.suggested_filename == "decision-qwen3-0-6b.md"
    return download.value.path().read_text(encoding="utf-8")


def test_the_record_holds_the_decision_and_its_grounds(picker: Page, base_url: str) -> None:
    picker.goto(f"pick/#{ASKED}")
    picker.get_by_label("The bar on your gold set").fill("45 of 50 [mails]")
    picker.get_by_label("What would make you step up").fill("two rounds without it")
    text = record(picker)
    assert text.startswith("# Decision: Qwen3-0.6B\n\nWritten on ")
    for part in (
        "- Use: Ship or sell it",
        "- Languages: English, Polish",
        "- 95th percentile: 4000 characters",
        "- Memory: 1.5 GiB",
        "- Bar on the gold set: 45 of 50 [mails]",
        "- Step up when: two rounds without it",
        "## Stepping up",
        "would qualify without Polish",
        "  - its licence is Gemma Terms of Use (conditions on use)",
        f"]({base_url}models/#gemma-3-270m-it)",
        "- **Parameters:** 596,049,920",
        "[Qwen3 technical report](https://",
    ):
        assert part in text
    assert re.search(r"\(checked by hand, \d+ \w+ \d{4}", text)
    assert "Report a mistake" not in text and "Copy" not in text
    assert not re.search(r"\n{3}|[^\S\n]\n", text)
    rejected = text.split("## Excluded, and why")[1].split("## ")[0]
    shown = picker.locator(".pick-out > ul > li").count()
    assert len(re.findall(r"^- \[", rejected, re.M)) == shown


def test_where_copying_is_refused_it_says_so(page: Page) -> None:
    page.goto("pick/")
    page.evaluate("() => void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".pick-kept")).to_have_text("This browser does not let the page copy.")


def test_another_match_can_be_chosen_and_a_link_tells_later_that_nothing_has_changed(
    context: BrowserContext, page: Page
) -> None:
    page.goto(f"pick/#{ASKED}")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".pick-kept")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"&chosen=qwen3-0-6b&on=\d{4}-\d\d-\d\d$", link)
    page.get_by_label("Your choice").select_option(label="Qwen3-1.7B")
    expect(page).to_have_url(re.compile("&chosen=qwen3-1-7b$"))
    page.locator(".pick-kept").evaluate("it => (it.textContent = '')")
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator(".pick-kept")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("# Decision: Qwen3-1.7B\n")
    page.goto("about:blank")
    page.goto(link)
    since = page.get_by_role("region", name="Since you decided")
    expect(since).to_contain_text(": Qwen3-0.6B.It still is the smallest that meets everything.")
    expect(since).to_contain_text("No licence, gate or context of these models is recorded to have changed.")
    page.get_by_role("radio", name="Study it").check()
    expect(since).to_be_hidden()


DECIDED: dict[str, str | re.Pattern[str]] = {
    "v1&use=commercial&chosen=qwen3-0-6b": re.compile(
        r"so do \d that are smaller: the smallest is SmolLM2-135M"
    ),
    "v1&mem=1&chosen=qwen2-5-7b-instruct": "It is out now: see below why.",
    "v1&langs=pl&chosen=qwen2-5-0-5b-instruct": "It is not known to meet everything.",
    "v1&mem=1&chosen=bygone-1b": "It is no longer on the list.",
    "v1&params=1": "Still, nothing meets everything.",
    "v1&params=150": "Then, nothing met everything. Now something does.",
}


def test_its_link_tells_later_what_has_changed(picker: Page) -> None:
    since = picker.get_by_role("region", name="Since you decided")
    for link, told in DECIDED.items():
        picker.goto(f"pick/#{link}&on=2026-01-05")
        expect(since, link).to_contain_text(told)
        expect(since, link).to_contain_text("Decided on 5 January 2026")


def test_what_refreshes_have_logged_since_is_told(page: Page, project: Project) -> None:
    id = "Qwen/Qwen3-0.6B"
    licences = [
        {"license": name, "license_name": None, "license_link": None} for name in ("apache-2.0", "other")
    ]
    log = [
        {"at": "2026-01-01T08:00:00Z", "id": id, "field": "gated", "from": False, "to": "auto"},
        {"at": "2026-02-01T08:00:00Z", "id": id, "field": "license", "from": licences[0], "to": licences[1]},
        {"at": "2026-03-01T08:00:00Z", "id": id, "field": "context", "from": 40960, "to": None},
        {"at": "2026-03-01T08:00:00Z", "id": "no/longer", "field": "gated", "from": False, "to": "auto"},
    ]
    project.write("data/hub-log.json", json.dumps(log))
    shorten_course(project.root, "base-and-instruct-models", "picking-a-base-model")
    server = Server(project.root / "site")
    result = project.build(SITE_URL=server.url, OFFLINE="false")
    assert result.returncode == 0, result.stdout
    page.goto(f"{server.url}pick/#v1&chosen=qwen3-0-6b&on=2026-01-05")
    lines = page.get_by_role("region", name="Since you decided").get_by_role("listitem")
    expect(lines).to_have_count(4)
    expect(page.get_by_text("is recorded to have changed")).to_be_hidden()
    expect(lines.nth(2)).to_have_text(f"1 March 2026: context of {id}: 40,960 tokens → not stated")
    expect(lines.nth(3)).to_have_text(f"1 February 2026: licence of {id}: apache-2.0 → other")
    server.close()
