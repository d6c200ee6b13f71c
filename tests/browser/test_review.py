"""Coming back: what is asked again, when, and what counts."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from held_back import held_back, one_more
from kept_page import Kept, another_tab
from lab import NUMBER, ONE, SEVERAL, Lab
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from test_storage_faults import answer, empty, given, kept, question, verdict
from test_storage_forms import NOON, call

START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


# The site's clock, so many days after START as a cookie says: Playwright's cannot be taken back from a page that is kept
DATED = """(ahead) => {
  const Real = Date;
  globalThis.days = /days=([\\d.]+)/.exec(document.cookie)?.[1] ?? 0;
  globalThis.Date = class extends Real {
    constructor(...told) { super(...(told.length ? told : [Date.now()])); }
    static now() { return Real.now() + ahead + days * 864e5; }
  };
}"""


@pytest.fixture(scope="module")
def dated(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Kept]:
    ahead = (START - datetime.datetime.now(datetime.UTC)).total_seconds() * 1000

    def dated() -> BrowserContext:
        context = browser.new_context(**browser_context_args)
        context.add_init_script(f"({DATED})({ahead})")
        return context

    kept = Kept(dated)
    yield kept
    kept.discard()


@pytest.fixture
def course(dated: Kept, lab: Lab) -> Iterator[Page]:
    """A page of the reader's first day."""
    yield empty(dated.lend(), lab)
    dated.take_back()


def after(page: Page, days: float) -> None:
    """So many days after START: for this page, and those that are opened next."""
    page.evaluate("days => void (document.cookie = `days=${globalThis.days = days}`)", days)


def lesson(page: Page, lab: Lab, day: float) -> Page:
    return visit(page, lab, "lesson", day)


def review(page: Page, lab: Lab, day: float) -> Page:
    return visit(page, lab, "review", day)


def visit(page: Page, lab: Lab, name: str, day: float) -> Page:
    """The page, as many days after the first visit."""
    after(page, day)
    page.goto(f"{lab.url}{name}.html")
    if name == "review":
        expect(page.locator(".review-status")).not_to_be_empty()
    else:
        expect(page.locator("quiz-question:defined").first).to_be_attached()
    return page


def asked(page: Page) -> list[str]:
    ids = "sets => sets.filter(s => s.checkVisibility()).map(s => s.dataset.question).sort()"
    return page.locator("fieldset").evaluate_all(ids)


def says(page: Page, *texts: str) -> None:
    for text in texts:
        expect(page.locator(".review-status")).to_contain_text(text)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_role("heading", name="Question")).to_be_focused()


def test_before_the_first_answer_it_says_where_questions_come_from(
    context: BrowserContext, page: Page, lab: Lab
) -> None:
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{lab.url}review.html")
    expect(page.locator(".review-status")).not_to_be_empty()
    assert not [
        url
        for url in fetched
        if re.search(r"/(questions-|quiz/quiz-question|quiz/kinds/(?!answer-key))", url)
    ]
    expect(
        page.get_by_text("Each of the 3 questions comes here the day after you have answered it")
    ).to_be_visible()
    assert asked(page) == []


def test_what_was_missed_guessed_or_known_comes_back_the_next_day(course: Page, lab: Lab) -> None:
    given(course, lab, travels="own", follows="cost template")
    given(course, lab, sure=False, size="269")
    lab.teach(ONE.replace("    options:", "    hint: Its weights go on.\n    options:"), SEVERAL, NUMBER)
    page = review(course, lab, 0)
    says(page, "Nothing is due. You have answered 3 of 3 questions. The next 3 questions are due tomorrow.")
    assert asked(page) == []
    page = review(course, lab, 1)
    says(page, "3 questions are due.")
    expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    assert asked(page) == ["travels"], "the one that was missed comes first"
    expect(page.get_by_text("From 0.1 Licences")).to_be_visible()
    expect(page.get_by_text("There you learn to Read a licence.").first).to_be_visible()
    page.get_by_text("Hint", exact=True).click()
    expect(page.get_by_text("Its weights go on.")).to_be_visible()
    page.get_by_role("button", name="Not now").click()
    assert asked(page) == ["follows"]
    answer(page, "follows", "cost", "template")
    go_on(page)
    expect(page.get_by_role("heading", name="Question 2 of 3")).to_be_visible()
    assert asked(page) == ["size"]
    answer(page, "size", "1")
    go_on(page)
    assert asked(page) == ["travels"], "what was put off comes at the end"
    expect(page.get_by_text("Its weights go on.")).to_be_hidden()
    answer(page, "travels", "parent", guess=True)
    assert not any("hint" in it for it in kept(page)), "it was open when it was put off, and closed since"
    says(
        page,
        "Done for today. 3 of 3 answered: 1 right, 1 right but unsure, 1 missed. The next 2 questions are due tomorrow.",
    )
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".review-status")).to_be_focused()
    assert asked(page) == []
    expect(page.get_by_role("link", name="Go on to the picker")).to_be_visible()


def test_a_question_is_asked_anew_without_the_answer_on_show(course: Page, lab: Lab) -> None:
    given(course, lab, travels="parent")
    page = review(course, lab, 1)
    says(page, "1 question is due.")
    expect(verdict(page, "travels")).to_be_empty()
    expect(question(page, "travels").locator(":checked")).to_have_count(0)
    expect(question(page, "travels").locator(".reason").first).to_be_hidden()
    answer(page, "travels", "parent")
    expect(verdict(page, "travels")).to_have_text("Correct")
    expect(question(page, "travels").get_by_text("Terms travel with the weights.")).to_be_visible()
    says(
        page, "Done for today. 1 of 1 answered: 1 right. The next question is due on 27 November, in 3 days."
    )


def test_the_wait_grows_while_answers_are_right_and_starts_again_after_a_miss(course: Page, lab: Lab) -> None:
    given(course, lab, travels="parent")
    page = review(course, lab, 1)
    assert asked(page) == ["travels"]
    answer(page, "travels", "parent")
    says(page, "on 27 November, in 3 days")
    for day, following in [
        (4, "on 4 December, in 7 days"),
        (11, "on 25 December, in 21 days"),
        (32, "on 23 February, in 60 days"),
        (92, "on 24 April, in 60 days"),
    ]:
        after(page, day)
        given(page, lab, travels="parent")
        says(page, following)
    page = review(course, lab, 152)
    answer(page, "travels", "own")
    says(page, "Done for today.", "The next question is due tomorrow.")


def test_a_guess_does_not_lengthen_the_wait(course: Page, lab: Lab) -> None:
    given(course, lab, travels="parent")
    after(course, 1)
    given(course, lab, travels="parent")
    page = review(course, lab, 4)
    answer(page, "travels", "parent", guess=True)
    says(page, "in 3 days")


def test_trying_again_on_the_same_day_changes_nothing(course: Page, lab: Lab) -> None:
    given(course, lab, travels="own")
    page = review(course, lab, 1)
    answer(page, "travels", "own")
    question(page, "travels").get_by_role("button", name="Try again").click()
    answer(page, "travels", "parent")
    says(page, "Done for today.", "The next question is due tomorrow.")
    assert len(kept(page)) == 3


def test_a_retry_after_the_answer_was_on_show_does_not_count_on_another_day_either(
    course: Page, lab: Lab
) -> None:
    given(course, lab, travels="own")
    page = lesson(course, lab, 1)  # the lesson shows yesterday's answer, its reasons, and what is right
    question(page, "travels").get_by_role("button", name="Try again").click()
    answer(page, "travels", "parent")
    page = review(course, lab, 1)
    says(page, "1 question is due.")


def test_options_come_in_another_order_and_keep_their_reasons(course: Page, lab: Lab) -> None:
    given(course, lab, travels="own", follows="cost")
    orders = set()
    page = review(course, lab, 1)
    values = "inputs => inputs.map(i => i.value).join()"
    for _ in range(40):
        expect(question(page, "travels")).to_be_visible()
        orders.add(question(page, "travels").locator("input").evaluate_all(values))
        if len(orders) > 2:
            break
        for _ in range(2):  # past the other question
            page.get_by_role("button", name="Not now").click()
    assert len(orders) > 2
    answer(page, "travels", "server")
    row = question(page, "travels").locator(".option-row", has_text="on your own servers")
    expect(row).to_contain_text("Wrong, your choice. Where it runs does not matter.")


def test_a_question_that_has_changed_beyond_judging_is_due_at_once(course: Page, lab: Lab) -> None:
    given(course, lab, travels="parent")
    lab.teach(ONE.replace("kind: one", "kind: several"), SEVERAL, NUMBER)
    page = review(course, lab, 0)
    assert asked(page) == ["travels"]
    answer(page, "travels", "parent")
    says(page, "Done for today.", "The next question is due tomorrow.")


def test_a_reset_question_waits_for_its_lesson_again(course: Page, lab: Lab) -> None:
    given(course, lab, travels="parent", size="1")
    course.goto(f"{lab.url}progress.html")
    course.get_by_text("Question by question").click()
    course.get_by_role("button", name="Reset You fine-tune").click()
    page = review(course, lab, 1)
    assert asked(page) == ["size"]


def test_a_clock_that_ran_ahead_hides_no_question_and_holds_no_setting_for_years(
    course: Page, lab: Lab
) -> None:
    after(course, 2000)
    given(course, lab, travels="parent")
    box = course.get_by_role("spinbutton", name="At most")
    review(course, lab, 2000)
    box.fill("2")
    box.press("Enter")
    page = review(course, lab, 0)
    assert asked(page) == ["travels"]
    box.fill("3")
    box.press("Enter")
    review(course, lab, 0)
    expect(box).to_have_value("3")  # what was set last, whatever the clock said


def test_focus_on_what_goes_when_the_script_comes_is_handed_on(page: Page, lab: Lab) -> None:
    with held_back(page, "**/course-review.js"):
        page.goto(f"{lab.url}review.html")
        page.locator("course-review").get_by_role("link").first.focus()
    expect(page.locator(".review-status")).to_be_focused()


def test_questions_that_cannot_be_fetched_are_told_and_come_with_the_next_try(course: Page, lab: Lab) -> None:
    given(course, lab, travels="own")
    course.route("**/questions-lesson.html", lambda route: route.abort())
    page = review(course, lab, 1)
    says(page, "The questions that are due could not be fetched. Your answers are safe.")
    course.unroute("**/questions-lesson.html")
    page = review(course, lab, 1)
    says(page, "1 question is due.")
    assert asked(page) == ["travels"]


def test_what_changes_while_questions_are_fetched_is_asked_as_it_stands_when_they_come(
    course: Page, lab: Lab
) -> None:
    given(course, lab, travels="own", follows="cost", size="1")
    other = another_tab(course, "progress.html")
    other.get_by_text("Question by question").click()
    held: list[Route] = []
    file = "**/questions-lesson.html"
    course.route(file, lambda route: held.append(route))
    after(course, 1)
    with one_more(course, file, held):
        course.goto(f"{lab.url}review.html")
    page = course
    with one_more(page, file, held):
        other.get_by_role("button", name="Reset You fine-tune").click()
    review(other, lab, 1)
    with one_more(page, file, held):
        other.get_by_role("spinbutton", name="At most").fill("1")
        other.keyboard.press("Tab")
    held.pop().continue_()
    expect(page.get_by_role("heading", name="Question 1 of 1")).to_be_visible()
    assert asked(page) == ["follows"]
    question(page, "follows").get_by_label("What a text costs").check()
    for late in reversed(held):
        with page.expect_response(file) as response:
            late.continue_()
        response.value.finished()
    expect(page.get_by_role("heading", name="Question 1 of 1")).to_be_visible()
    expect(question(page, "follows").get_by_label("What a text costs")).to_be_checked()
    other.goto(f"{lab.url}progress.html")
    other.get_by_role("button", name="Reset all answers").click()
    says(page, "Nothing is due. Each of the 3 questions")
    expect(page.locator(".review-status")).to_be_focused()
    other.get_by_role("button", name="Undo the reset of all answers").click()
    expect(page.get_by_role("heading", name="Question 1 of 1")).to_be_visible()
    assert asked(page) == ["follows"]


def test_a_daily_number_is_kept_and_what_is_over_it_waits(course: Page, lab: Lab) -> None:
    given(course, lab, travels="parent", follows="cost template", size="1")
    page = review(course, lab, 1)
    box = page.get_by_role("spinbutton", name="At most")
    expect(box).to_have_value("15")
    expect(page.get_by_text("3 questions on 1 day, at most 15 a day")).to_be_visible()
    box.fill("0")
    box.press("Tab")
    expect(page.get_by_text("Not changed: it takes a whole number from 1 on.")).to_be_visible()
    expect(box).to_have_value("15")
    box.fill("2")
    box.press("Enter")
    says(page, "3 questions are due. 2 of them are for today.")
    expect(page.get_by_text("3 questions on 2 days, at most 2 a day")).to_be_visible()
    page.get_by_text("Day by day").click()
    expect(page.locator(".review-days")).to_contain_text("today: 2")
    expect(page.locator(".review-days")).to_contain_text("tomorrow: 1")
    page = review(course, lab, 1)
    expect(page.get_by_role("heading", name="Question 1 of 2")).to_be_visible()
    assert asked(page) == ["size"], "missed first"
    answer(page, "size", "1")
    expect(page.get_by_role("link", name="Review")).to_have_text("Review 1 due today")
    go_on(page)
    answer(page, "travels", "parent")
    says(page, "1 more question is due and can wait until tomorrow.")
    page = review(course, lab, 1)  # the day's number is not begun again
    says(page, "Done for today. 1 more question is due")
    assert asked(page) == []
    page.get_by_role("button", name="Go on with 1 more question").click()
    expect(page.get_by_role("heading", name="Question 1 of 1")).to_be_focused()
    assert asked(page) == ["follows"]


def test_after_two_weeks_away_forty_are_spread_over_days_the_missed_and_oldest_first(modules: Page) -> None:
    told = call(
        modules,
        "review/plan",
        """(() => {
          const at = (days, choice) => ({ time: x - days * 864e5, value: { kind: 'one', choice: [choice], sure: true, fingerprint: 'f' } });
          const options = new Map([['a', true], ['b', false]]);
          const questions = Array.from({ length: 40 }, (_, i) => ({ key: { id: i, kind: 'one', fingerprint: 'f', options },
            attempts: [at(15 + (i * 7) % 40, i % 4 ? 'a' : 'b')] }));
          const { due, done, days } = m.plan(questions, 12, Math.floor(x / 864e5));
          return [due.map(({ id }) => id), done, days];
        })()""",
        NOON,
    )
    due, done, days = told
    ages = {i: (15 + (i * 7) % 40) for i in range(40)}
    assert due == sorted(range(40), key=lambda i: (i % 4 > 0, -ages[i]))
    assert (done, days) == (0, [12, 12, 12, 4, *[0] * 27])


def test_a_year_of_sure_answers_is_drawn_in_columns_of_whole_weeks_and_told_in_words(modules: Page) -> None:
    told = call(
        modules,
        "review/calibration",
        """(() => {
          const today = Math.floor(x / 864e5);
          const key = { id: 'q', kind: 'one', fingerprint: 'f', options: new Map([['a', true], ['b', false]]) };
          const attempts = Array.from({ length: 366 }, (_, i) => ({ time: x - (365 - i) * 864e5,
            value: { kind: 'one', choice: [i % 2 ? 'a' : 'b'], sure: true, hint: i < 2, fingerprint: 'f' } }));
          const { columns, weeks, first, words } = m.calibration([1, 2, 3].map(() => ({ key, attempts })), today);
          return [columns.length, weeks, columns.reduce((n, { up, down }) => n + up + down, 0), today - first, words];
        })()""",
        NOON,
    )
    assert told == [
        *(26, 2, 3 * 364, 26 * 14 - 1),  # at most 26 columns; what was given with the hint is not among them
        "Of 1,092 answers that you were sure of, 546 were right. In the last four weeks: 42 of 84. Before that: 504 of 1,008.",
    ]


def test_review_is_walked_by_keyboard_alone(course: Page, lab: Lab) -> None:
    given(course, lab, travels="own", follows="cost template")
    page = review(course, lab, 1)
    page.locator(".review-status").focus()
    for key in ("Tab", "Tab", "Space", "Enter"):  # the lesson, the first option, chosen, checked
        page.keyboard.press(key)
    expect(verdict(page, "travels")).not_to_be_empty()
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.review-next')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question 2 of 2")).to_be_focused()


def test_without_javascript_the_questions_are_found_in_their_lessons(browser, lab: Lab) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{lab.url}review.html")
    expect(page.get_by_role("main").get_by_role("link", name="0.1 Licences")).to_be_visible()
    expect(page.get_by_role("group")).to_have_count(0)
    page.close()


# --- a clock that was wrong ---

CLOCKS = """async ([path, seeds]) => {
  const load = (name) => import(`${path}${name}.js`);
  const [{ openStore }, { record, reset }, { pack, unpack, merge }, { isDue, localDay, standing }] =
    await Promise.all(["store/store", "store/answers", "store/answers-file", "quiz/schedule"].map(load));
  const DAY = 864e5, IDS = ["a", "b", "c"], SCOPES = { all: undefined, "lesson=l": ["a", "b"], "question=a": ["a"], "question=c": ["c"] };
  const keys = Object.fromEntries(IDS.map((id) => [id, { id, kind: "one", options: new Map([["right", true], ["wrong", false]]), fingerprint: "f" }]));
  const faults = [];
  for (const seed of seeds) {
    let state = seed, now = Date.UTC(2026, 10, 23, 9), steps = [];
    const dice = () => ((state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32);
    const pick = (all) => all[Math.floor(dice() * all.length)];
    Date.now = () => now;
    const area = Object.defineProperties({}, {
      getItem: { value: (key) => area[key] ?? null }, setItem: { value: (key, text) => void (area[key] = text) }, removeItem: { value: (key) => void delete area[key] },
    });
    const check = (right, ...told) => right || faults.push(JSON.stringify([seed, ...told, steps]));
    const store = openStore("/", () => area), files = [];
    for (let step = 0; step < 60; step++) {
      store.refresh();
      const id = pick(IDS), today = localDay(now), before = store.attempts(id).length;
      const [choice, sure] = [pick(["right", "right", "wrong"]), dice() < 0.8];
      const did = pick(["answer", "answer", "answer", "jump", "day", "reset", "undo", "save", "merge", "old"]);
      steps.push([did, id, choice, sure, new Date(now).toISOString()]);
      if (did === "jump") now += (dice() - 0.5) * 1500 * DAY;
      if (did === "day") now += dice() * 5 * DAY;
      if (did === "save") files.push(JSON.stringify(pack(store)));
      if (did === "merge" && files.length) merge(unpack(pick(files)), store);
      if (did === "undo") store.all("reset").slice(-1).forEach(({ key }) => store.drop(key));
      if (did === "old") area[`small-first:v1:/:attempt:${id}:old-${step}`] =
        JSON.stringify({ v: 1, at: new Date(now + (dice() - 0.3) * 900 * DAY), kind: "one", choice: [choice], sure, fingerprint: "f" });
      if (did === "reset") {
        const scope = pick(Object.keys(SCOPES));
        reset(scope, SCOPES[scope], store);
        for (const one of SCOPES[scope] ?? IDS) check(!store.attempts(one).length, "still there after a reset", one);
      }
      if (did !== "answer") continue;
      record(id, { kind: "one", choice: [choice], sure, fingerprint: "f" }, store);
      const attempts = store.attempts(id);
      const { due } = standing(keys[id], attempts);
      check(attempts.length === before + 1 && attempts.at(-1).value.choice[0] === choice, "not the latest", id);
      if (choice === "right" && sure) check(!isDue({ due }, today) && due > today && due <= today + 60, "does not move on", due - today);
    }
    store.refresh();
    const given = (store) => JSON.stringify(pack(store).attempts);
    check(given(store) === given(openStore("/", () => area)), "another after a reload");
  }
  return faults;
}"""


def test_whatever_clocks_and_resets_did_a_right_answer_today_moves_the_question_on(
    page: Page, scripts: str
) -> None:
    page.goto(f"{scripts}store/store.js")
    assert page.evaluate(CLOCKS, [scripts, list(range(300))])[:1] == []


def test_a_reset_under_a_clock_a_year_ahead_dates_no_other_answer(course: Page, lab: Lab) -> None:
    after(course, 365)
    given(course, lab, travels="parent")
    course.goto(f"{lab.url}progress.html")
    course.get_by_text("Question by question").click()
    course.get_by_role("button", name="Reset You fine-tune").click()
    after(course, 0)
    page = empty(course, lab)
    given(page, lab, size="269", travels="parent")
    assert [it["at"][:4] for it in kept(page) if it["kind"] == "number"] == ["2026"]
    page = review(course, lab, 0)
    says(page, "Nothing is due. You have answered 2 of 3 questions. The next 2 questions are due tomorrow.")
    page = review(course, lab, 1)
    says(page, "2 questions are due.")
    answer(page, "travels", "parent")
    go_on(page)
    answer(page, "size", "269")
    says(page, "Done for today.", "The next 2 questions are due on 27 November, in 3 days.")


def test_the_lesson_read_last_leads_on_also_after_a_clock_that_ran_ahead(page: Page, scripts: str) -> None:
    page.goto(f"{scripts}store/store.js")
    told = page.evaluate("""async () => {
      const { openStore } = await import("./store.js");
      const { reset, visit, visits } = await import("./answers.js");
      const ahead = Date.now() + 365 * 864e5, right = Date.now;
      const store = openStore("/visits/");
      Date.now = () => ahead;
      const late = openStore("/visits/");
      visit("first", {}, late);
      reset("lesson=first", [], late);
      Date.now = right;
      store.refresh();
      visit("first", {}, store);
      visit("second", {}, store);
      const order = visits(store).map(({ subject }) => subject);
      reset("all", undefined, store);
      return [order, visits(store).length];
    }""")
    assert told == [["first", "second"], 0]
