"""Answers on the real site: through changes of page, in every palette, within the budget."""

import gzip
import re
from pathlib import Path

from axe import violations
from conftest import ROOT
from playwright.sync_api import Browser, BrowserContext, Page, expect
from site_pages import arrive, take_alike_out, visit, wake
from test_accessibility import SEEN, put, scrolls_sideways

from course.course import load
from course.quiz.kinds.question import KINDS

LESSON = "foundations/picking-a-base-model/"
OTHER = "foundations/base-and-instruct-models/"
KB = 1024


def answer_everything(page: Page) -> None:
    """Anything, at once: how a reader answers, test_quiz.py sees."""
    wake(page)
    page.locator("fieldset[data-question]").evaluate_all(
        """all => all.forEach((group) => {
          const input = group.querySelector("input");
          if (group.dataset.kind === "number") input.value = "1";
          else input.checked = true;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          group.querySelector(".check").click();
        })"""
    )
    left = page.locator("fieldset[data-question]").filter(has_not=page.locator(".again:not([hidden])"))
    expect(left).to_have_count(0)


def test_a_finished_lesson_is_ticked_on_the_track_page_and_home_leads_back(page: Page) -> None:
    page.goto(OTHER)
    answer_everything(page)
    page.goto("foundations/")
    tracked = page.locator(".track-list li").filter(has_text="Base and instruct models")
    expect(tracked).to_contain_text(re.compile(r"(\d+) of \1 answered"))
    expect(page.get_by_role("main").locator(".track-list [data-done]")).to_have_count(1)
    page.goto("")
    expect(page.get_by_role("link", name=re.compile("^(Go on to|Continue|Begin with) "))).to_be_visible()
    keys = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('small-first'))")
    assert keys and all(key.startswith("small-first:v1:/small-first/:") for key in keys)
    page.goto("progress/")
    with page.expect_download() as download:  # which the site's own policy allows
        page.get_by_role("button", name="Download all answers").click()
    assert re.fullmatch(r"small-first-answers-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)


def test_home_says_how_many_are_due_until_none_is(context: BrowserContext, page: Page) -> None:
    page.goto(OTHER)
    group = page.locator("fieldset[data-kind=one]").first
    group.get_by_role("radio").first.check()
    group.get_by_role("button", name="Check answer").click()
    page.clock.set_system_time("2030-01-01")
    page.goto("")
    due = page.get_by_role("main").get_by_role("link", name="due today")
    expect(due).to_have_text("1 question is due today")
    page.evaluate("import('/small-first/js/store/answers.js').then(({ reset }) => reset('all'))")
    expect(due).to_have_count(0)


def test_nothing_to_continue_with_is_fetched_before_a_lesson_was_open(
    context: BrowserContext, page: Page
) -> None:
    asked: list[str] = []
    context.on("request", lambda it: asked.append(it.url))
    arrive(page, "")
    assert not [url for url in asked if "course-continue" in url]
    context.new_page().goto(LESSON)
    expect(page.get_by_role("link", name=re.compile("^Continue 0.11, Picking a base model"))).to_be_visible()


def test_back_and_forward_keep_the_place_and_the_answers(page: Page, base_url: str) -> None:
    page.goto(LESSON)
    answer_everything(page)
    answered = page.get_by_role("button", name="Try again").count()
    page.evaluate("scrollTo(0, 3000)")
    page.get_by_role("navigation", name="Course").get_by_role(
        "link", name=re.compile("Base and instruct")
    ).first.click()
    expect(page).to_have_url(f"{base_url}{OTHER}")
    page.go_back()
    expect(page).to_have_url(f"{base_url}{LESSON}")
    page.wait_for_function("() => scrollY > 2900")
    wake(page)
    expect(page.get_by_role("button", name="Try again")).to_have_count(answered)


def test_what_the_build_calls_right_is_judged_right_by_the_site(page: Page) -> None:
    """Each question of the course, and so each kind; and another answer is judged wrong."""
    course = load(ROOT)
    answers = {
        question.id: [
            {**question.saved(), "kind": question.kind, "choice": choice}
            for _, choice in [*question.choices(course.numbers)][:2]
        ]
        for quiz in course.quizzes.values()
        for question in quiz.questions.values()
    }
    page.goto("progress/")
    judged = page.evaluate(
        """async (answers) => {
          const [{ keys }, { grade }] = await Promise.all(
            ["keys", "kinds/answer-key"].map((it) => import(`/small-first/js/quiz/${it}.js`)));
          const known = [...(await keys()).values()].flat();
          return Object.fromEntries(known.map((key) => [key.id,
            answers[key.id].map((it) => grade(key, it)).map(({ graded, right }) => [graded, right])]));
        }""",
        answers,
    )
    assert {it.kind for quiz in course.quizzes.values() for it in quiz.questions.values()} == {*KINDS}
    assert judged == {id: [[True, True], [True, False]] for id in answers}


def gzipped(site: Path, *names: str) -> int:
    return sum(len(gzip.compress((site / name).read_bytes(), 9, mtime=0)) for name in names)


def fetched(page: Page, address: str) -> set[str]:
    """Our own scripts and style sheets that a fresh page of the site asks for."""
    page.context.clear_cookies()
    names = set()
    page.on("request", lambda request: names.add(request.url))
    visit(page, address)
    return {url.split("/small-first/")[1] for url in names if re.search(r"/small-first/(js|css)/", url)}


def test_the_budget_of_what_every_page_has_for_quizzes(site: Path) -> None:
    parts = ("js/main.js", "js/shell/course-marks.js", "js/store/answers.js", "js/store/store.js")
    assert gzipped(site, *parts) <= 4.5 * KB, gzipped(site, *parts)


def test_the_budget_of_bytes(browser: Browser, base_url: str, site: Path) -> None:
    def ours(address: str) -> set[str]:
        context = browser.new_context(base_url=base_url)
        found = fetched(context.new_page(), address)
        context.close()
        return found

    plain, lesson = ours("glossary/"), ours(LESSON)
    quiz = {
        "js/quiz/quiz-question.js",
        "js/quiz/kinds/answer-key.js",
        "js/quiz/kinds/choice.js",
        "js/quiz/kinds/number.js",
        "js/lib/number-entry.js",
        "js/lib/units.js",
        "js/store/storage-notice.js",
        "css/quiz.css",
    }
    assert quiz <= lesson
    assert not quiz & plain
    assert gzipped(site, *quiz) <= 9.5 * KB, gzipped(site, *quiz)


QUIZ = "quiz-question, .quiz, .storage-notice"  # of a lesson: the rest of its page is as before


# test_accessibility.py has the other two of four, for the state that most readers see
def test_axe_finds_nothing_in_any_state(browser: Browser, base_url: str) -> None:
    """In light colours on a phone by all rules, and in dark ones at a desktop by those that see colours and width."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    found = []

    def look(state: str, within: str = "html") -> None:
        for scheme, width, options in (("light", 320, {}), ("dark", 1280, {"runOnly": SEEN})):
            put(page, width, color_scheme=scheme)
            for violation in violations(page, options, within):
                found.extend(
                    f"{state}, {scheme}: {violation['id']}: {node['html'][:160]}"
                    for node in violation["nodes"]
                )
            found.extend([f"{state} scrolls sideways at {width}"] if scrolls_sideways(page) else [])

    put(page, 320, color_scheme="light")
    page.goto(OTHER)
    wake(page)
    take_alike_out(page)
    for button in page.get_by_role("button", name="Check answer").all():
        button.click()
    look("nothing chosen", QUIZ)
    answer_everything(page)
    look("answered", QUIZ)
    kept = page.evaluate("({...localStorage})")
    page.evaluate("localStorage.clear()")
    page.evaluate("import('/small-first/js/store/store.js').then(m => m.store.refresh())")
    expect(page.get_by_text("lasts until this page is closed")).to_be_visible()
    look("cleared", QUIZ)
    page.evaluate("(kept) => void Object.assign(localStorage, kept)", kept)
    page.clock.set_system_time("2030-01-01")
    page.goto("review/")
    expect(page.get_by_role("group").first).to_be_visible()
    take_alike_out(page)
    look("review")
    page.goto("progress/")
    page.locator("details summary").evaluate_all("all => all.forEach((it) => it.click())")
    page.get_by_role("button", name="Reset this lesson").first.click()
    expect(page.get_by_role("button", name="Undo the reset of this lesson")).to_be_visible()
    take_alike_out(page)
    look("progress after a reset")
    context.close()
    assert found == []


REASONS = """(html) => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(".reason")]
    .map((it) => it.textContent)"""


def test_solutions_are_not_in_the_search_index(page: Page, site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    reasons = []
    for part in (site / "review").glob("questions-*.html"):
        reasons += page.evaluate(REASONS, part.read_text(encoding="utf-8"))
    assert len(reasons) > 200
    for reason in reasons:
        words = " ".join(re.sub(r"^(Right|Wrong)\. ", "", " ".join(reason.split())).split()[:6])
        assert words not in index
