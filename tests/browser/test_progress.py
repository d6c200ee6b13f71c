"""The progress page: what was answered, resets and their undoing, answers as a file and back."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from kept_page import another_tab
from lab import NUMBER, ONE, Lab
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from test_storage_faults import (
    answer,
    downloaded,
    empty,
    given,
    kept,
    open_lesson,
    progress,
    question,
    storage,
    take,
    verdict,
)


@pytest.fixture
def lesson(page: Page, lab: Lab) -> Page:
    return open_lesson(page, lab)


def figure(page: Page, term: str) -> Locator:
    """The value beside a term of the one lesson."""
    return page.get_by_role("region", name="0.1 Licences").locator("dl div", has_text=term).locator("dd")


def row(page: Page, ask: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=ask)


def test_a_new_reader_sees_nothing_done_and_nothing_to_reset(page: Page, lab: Lab) -> None:
    progress(page, lab)
    expect(figure(page, "Answered")).to_have_text("0 of 3")
    expect(figure(page, "Right at first try")).to_have_text("none yet")
    expect(figure(page, "Last visit")).to_have_text("not yet")
    expect(page.get_by_text("Nothing is due.")).to_be_visible()
    expect(page.get_by_role("button", name="Reset")).to_have_count(0)
    expect(page.get_by_role("link", name="Continue")).to_have_count(0)


def test_answers_add_up(lesson: Page, lab: Lab) -> None:
    answer(lesson, "travels", "parent")
    answer(lesson, "follows", "cost")
    question(lesson, "follows").get_by_role("button", name="Try again").click()
    answer(lesson, "follows", "cost", "template")
    answer(lesson, "size", "269", guess=True)
    page = progress(lesson, lab)
    expect(figure(page, "Answered")).to_have_text("3 of 3")
    expect(figure(page, "Right at first try")).to_have_text("2 of 3")
    expect(page.get_by_text("Of 2 answers that you were sure of, 1 was right.")).to_be_visible()
    expect(page.get_by_text("Nothing is due. The next 3 questions are due tomorrow.")).to_be_visible()
    page.get_by_text("Question by question").click()
    expect(row(page, "non-commercial")).to_contain_text("Right. Comes back tomorrow.")
    expect(row(page, "How large are the weights?")).to_contain_text("Right, a guess. Comes back tomorrow.")


def test_it_follows_another_tab(page: Page, lab: Lab) -> None:
    progress(page, lab)
    given(another_tab(page, "keys.json"), lab, travels="parent")
    expect(figure(page, "Answered")).to_have_text("1 of 3")


def test_continue_leads_back_to_the_heading_that_was_read(lesson: Page, lab: Lab) -> None:
    lesson.set_viewport_size({"width": 800, "height": 300})
    lesson.get_by_role("heading", name="Check yourself").evaluate("heading => heading.scrollIntoView()")
    lesson.wait_for_function(
        "localStorage['small-first:v1:/small-first/:visit:lesson:last']?.includes('check')"
    )
    page = progress(lesson, lab)
    page.get_by_role("link", name="Continue 0.1, Licences").click()
    expect(page).to_have_url(f"{lab.url}lesson.html#check")


def test_from_a_lesson_that_is_done_it_goes_on_to_one_with_questions_left_and_at_last_to_the_picker(
    lesson: Page, lab: Lab
) -> None:
    given(lesson, lab, travels="own")
    told = lesson.evaluate("""async () => {
      const { goOn } = await import(new URL("js/shell/course-continue.js", location.href));
      const titles = { before: "0.1 A", lesson: "0.2 B", done: "0.3 C", after: "0.4 D" };
      document.querySelector("[data-lessons]").dataset.lessons = JSON.stringify(Object.entries(titles)
        .map(([slug, title]) => ({ slug, path: `${slug}.html`, title, track: "t", questions: 2 })));
      const course = (before, here, after) => new Map(Object.entries({ before, lesson: here, done: ["travels"], after })
        .map(([slug, ids]) => [slug, ids.map((id) => ({ id }))]));
      const [some, done] = [["travels", "size"], ["travels"]];
      return [course(some, done, some), course(some, some, some), course(some, done, done), course(done, done, done)]
        .map(goOn).map(({ name, count }) => `${name}: ${count}`);
    }""")
    assert told == [
        "Go on to 0.4, D: 1 of 2 answered",
        "Continue 0.2, B: 1 of 2 answered",
        "Go on to 0.1, A: 1 of 2 answered",
        "Go on to the picker: 4 of 4 answered",
    ]


def test_lessons_with_every_question_answered_are_ticked_in_the_navigation(lesson: Page, lab: Lab) -> None:
    link = lesson.get_by_role("navigation").get_by_role("link", name="0.1 Licences")
    given(lesson, lab, travels="own", follows="cost")
    expect(link).not_to_have_attribute("data-done", "")
    answer(lesson, "size", "1")
    expect(link).to_have_attribute("data-done", "")
    page = progress(lesson, lab)
    expect(link).to_have_attribute("data-done", "")
    page.get_by_role("button", name="Reset all answers").click()
    expect(link).not_to_have_attribute("data-done", "")


def test_a_reset_hides_what_came_before_and_can_be_undone(page: Page, lab: Lab) -> None:
    given(page, lab, travels="parent", size="1")
    before = kept(page)
    progress(page, lab)
    one_by_one = page.locator("details:not([open])").get_by_text("Question by question")
    for scope, name, left in (
        ("lesson", "this lesson 0.1 Licences", "0 of 3"),
        ("all", "all answers", "0 of 3"),
        ("question", "You fine-tune a model", "1 of 3"),
    ):
        if scope == "question":
            one_by_one.click()
        page.get_by_role("button", name=f"Reset {name}").click()
        expect(figure(page, "Answered"), scope).to_have_text(left)
        undo = page.get_by_role(
            "button", name=f"Undo the reset of {name}" if scope != "question" else f"Undo the reset {name}"
        )
        expect(undo).to_be_focused()
        assert kept(page) == before  # hidden, not removed
        page.reload()
        if scope == "question":
            one_by_one.click()
        expect(figure(page, "Answered"), scope).to_have_text(left)
        undo.click()
        expect(figure(page, "Answered"), scope).to_have_text("2 of 3")
        expect(page.get_by_role("button", name=f"Reset {name}")).to_be_focused()
        assert not [key for key in storage(page) if ":reset:" in key]


def test_an_open_lesson_follows_a_reset_and_its_undoing(lesson: Page, lab: Lab) -> None:
    given(lesson, lab, travels="parent")
    page = another_tab(lesson, "progress.html")
    page.get_by_role("button", name="Reset all answers").click()
    expect(verdict(lesson, "travels")).to_be_empty()
    expect(question(lesson, "travels").locator(":checked")).to_have_count(0)
    page.get_by_role("button", name="Undo the reset of all answers").click()
    expect(verdict(lesson, "travels")).to_have_text("Correct")


def test_what_is_answered_after_a_reset_counts_and_stays_through_its_undoing(page: Page, lab: Lab) -> None:
    given(page, lab, travels="own")
    progress(page, lab).get_by_role("button", name="Reset all answers").click()
    given(page, lab, travels="parent")
    expect(figure(page, "Right at first try")).to_have_text("1 of 1")
    page.get_by_role("button", name="Undo the reset of all answers").click()
    expect(figure(page, "Right at first try")).to_have_text("0 of 1")
    assert len(kept(page)) == 2


def test_undoing_under_a_wider_reset_leaves_focus_in_place(page: Page, lab: Lab) -> None:
    given(page, lab, travels="own", size="1")
    progress(page, lab)
    page.get_by_text("Question by question").click()
    page.get_by_role("button", name="Reset You fine-tune").click()
    page.get_by_role("button", name="Reset all answers").click()
    page.get_by_role("button", name="Undo the reset You fine-tune").click()
    assert page.evaluate("document.activeElement !== document.body")
    expect(figure(page, "Answered")).to_have_text("0 of 3")


def test_a_reset_elsewhere_leaves_focus_on_the_page(page: Page, lab: Lab) -> None:
    given(page, lab, travels="own")
    progress(page, lab)
    other = another_tab(page, "progress.html")
    page.get_by_role("button", name="Reset this lesson").focus()
    other.get_by_role("button", name="Reset this lesson").click()
    expect(page.get_by_role("button", name="Undo the reset of this lesson")).to_be_focused()


# Files


def test_a_file_holds_every_answer_and_fits_the_published_schema(lesson: Page, lab: Lab) -> None:
    answer(lesson, "travels", "parent")
    answer(lesson, "follows", "cost", "terms", guess=True)
    answer(lesson, "size", "269 MB")
    file = downloaded(progress(lesson, lab), "Download all answers")
    schema = json.loads((ROOT / "docs/schema/answers.json").read_text(encoding="utf-8"))
    assert set(file) == set(schema["properties"])
    assert (file["format"], file["version"]) == ("small-first answers", 1)
    stored = {key: json.loads(raw) for key, raw in storage(lesson).items() if ":attempt:" in key}
    assert {
        f"small-first:v1:/small-first/:attempt:{it['question']}:{it['id']}": it["attempt"]
        for it in file["attempts"]
    } == stored
    known = {*schema["$defs"]["attempt"]["properties"], "choice", "unit"}
    assert all(set(it["attempt"]) <= known for it in file["attempts"])


def test_an_import_adds_what_is_new_and_the_second_time_changes_nothing(page: Page, lab: Lab) -> None:
    given(page, lab, travels="parent", size="269")
    file = downloaded(progress(page, lab), "Download all answers")
    empty(page, lab).evaluate("localStorage.clear()")  # as elsewhere
    given(page, lab, travels="own")
    expect(take(progress(page, lab), file)).to_have_text(
        "a.json holds 2 answers: 2 were new and have been added."
    )
    expect(figure(page, "Answered")).to_have_text("2 of 3")
    assert len(kept(page)) == 3
    before = storage(page)
    expect(take(page, file)).to_have_text("a.json holds 2 answers: 2 were here already. Nothing has changed.")
    assert storage(page) == before


def test_an_import_brings_back_what_a_reset_hides(page: Page, lab: Lab) -> None:
    given(page, lab, travels="parent")
    file = downloaded(progress(page, lab), "Download all answers")
    given(page, lab, size="1")
    page.get_by_role("button", name="Reset all answers").click()
    expect(take(progress(page, lab), file)).to_have_text(
        "a.json holds 1 answer: 1 had been reset and is back."
    )
    expect(figure(page, "Answered")).to_have_text("1 of 3")  # the other one stays reset
    before = storage(page)
    expect(take(page, file)).to_have_text("a.json holds 1 answer: 1 was here already. Nothing has changed.")
    assert storage(page) == before
    page.get_by_role("button", name="Reset all answers").click()
    expect(figure(page, "Answered")).to_have_text("0 of 3")  # and can be reset again


def entry(**changes: Any) -> dict[str, Any]:
    attempt = {
        "v": 1,
        "at": "2026-11-23T09:00:00Z",
        "kind": "one",
        "choice": ["own"],
        "sure": True,
        "fingerprint": "f",
    }
    return {"question": "travels", "id": "a", "attempt": attempt, **changes}


def file(*entries: Any, **changes: Any) -> str:
    return json.dumps({"format": "small-first answers", "version": 1, "attempts": list(entries), **changes})


BAD = [
    ("", "It is not a whole JSON file."),
    (file(entry())[:-9], "It is not a whole JSON file."),
    ("null", "It does not hold answers of this course."),
    ("[]", "It does not hold answers of this course."),
    (file(format="other"), "It does not hold answers of this course."),
    (file(attempts={}), "It does not hold answers of this course."),
    (file(entry(), version=2), "It was written by a newer version of this site."),
    (file(entry(), version="1"), "“1” is not a version that this site knows."),
    (file(entry(), None), "Answer 2 of 2 in it cannot be read."),
    (file(entry(), entry(id="b:c")), "Answer 2 of 2 in it cannot be read."),
    (file(entry(), entry(question="__proto__:x")), "Answer 2 of 2 in it cannot be read."),
    (file(entry(), entry(attempt={"v": 1})), "Answer 2 of 2 in it cannot be read."),
    (file(entry(), entry(attempt=None)), "Answer 2 of 2 in it cannot be read."),
    (file(entry(), settings={}), "What was set in it cannot be read."),
    (file(entry(), settings=[{"name": "daily", "id": "a"}]), "What was set in it cannot be read."),
]


def test_a_bad_file_is_refused_whole_with_the_reason(page: Page, lab: Lab) -> None:
    given(page, lab, travels="parent")
    progress(page, lab)
    before = storage(page)
    box, said = page.get_by_label("Add answers from a file"), page.locator(".transfer-status")
    for number, (text, why) in enumerate(BAD):
        name = f"{number}.json"
        box.set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})
        expect(said).to_have_text(f"{name} was not taken, and nothing has changed. {why}")
    assert storage(page) == before


def test_a_file_never_overwrites_what_is_here(page: Page, lab: Lab) -> None:
    given(page, lab, travels="parent")
    held = downloaded(progress(page, lab), "Download all answers")
    forged = json.loads(json.dumps(held))
    forged["attempts"][0]["attempt"]["choice"] = ["own"]
    before = kept(page)
    expect(take(page, forged)).to_contain_text("1 was here already. Nothing has changed.")
    assert kept(page) == before


def test_a_file_from_before_there_were_settings_restores_every_mark(page: Page, lab: Lab) -> None:
    """It was downloaded from this course as it was on 26 November 2026."""
    before = json.loads((Path(__file__).parent / "answers_before_settings.json").read_text(encoding="utf-8"))
    expect(take(progress(page, lab), before)).to_have_text(
        "a.json holds 4 answers: 4 were new and have been added."
    )
    expect(figure(page, "Answered")).to_have_text("3 of 3")
    expect(figure(page, "Right at first try")).to_have_text("1 of 3")
    expect(page.locator(".progress-lesson .tally")).to_contain_text(
        "3 of 3 answered: 1 right, 1 right but unsure, 1 missed."
    )
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "follows")).to_contain_text("Not quite")
    expect(page.locator(".lesson-head .tally i")).to_have_count(3)
    expect(page.locator(".sf-toc a")).to_have_text(
        "Check yourself 3 of 3 answered: 1 right, 1 right but unsure, 1 missed"
    )
    page.get_by_role("heading", name="The end of this lesson").scroll_into_view_if_needed()
    expect(page.get_by_role("region", name="The end of this lesson")).to_contain_text(
        "They come back in the review: 3"
    )


def test_the_daily_number_goes_along_with_the_answers(page: Page, lab: Lab) -> None:
    box = page.get_by_role("spinbutton", name="At most")

    def daily(*numbers: str) -> None:
        page.goto(f"{lab.url}review.html")
        for number in numbers:
            box.fill(number)
            box.press("Tab")

    daily("7", "5")
    file = downloaded(progress(page, lab), "Download all answers")
    expect(page.locator(".transfer-status")).to_contain_text(
        "0 answers to 0 questions, and what you have set"
    )
    assert [it["setting"]["value"] for it in file["settings"]] == [5]
    keys = {"name": "shortcuts", "id": "k", "setting": {**file["settings"][0]["setting"], "value": 2}}
    file["settings"].append(keys)
    page.evaluate("localStorage.clear()")  # as elsewhere
    expect(take(progress(page, lab), file)).to_have_text(
        "a.json holds 0 answers. You are now asked at most 5 questions a day. Keys of one letter are now off."
    )
    daily("9")
    expect(take(progress(page, lab), file)).to_have_text(
        "a.json holds 0 answers. Nothing has changed."
    )  # the later one holds
    page.goto(f"{lab.url}review.html")
    expect(box).to_have_value("9")


@pytest.mark.browser_context_args(timezone_id="America/New_York")  # a day is told as it is west of Greenwich
def test_sure_and_right_stands_against_sure_and_wrong_and_each_question_is_linked(
    page: Page, lab: Lab
) -> None:
    page.clock.install(time="2026-09-01T09:00:00Z")
    given(page, lab, travels="own")
    page.clock.set_system_time("2026-11-27T09:00:00Z")
    given(page, lab, follows="cost template")
    given(page, lab, sure=False, size="269")
    progress(page, lab)
    expect(page.locator(".progress-sure")).to_have_text(
        "Of 2 answers that you were sure of, 1 was right. In the last four weeks: 1 of 1. Before that: 0 of 1."
    )
    bars = page.locator(".progress-calibration path")
    assert [bars.nth(i).get_attribute("d") for i in range(2)] == ["M121 1v-1h8v1z", "M1 1v1h8v-1z"]
    expect(page.locator(".progress-calibration p span").first).to_have_text("29 August 2026")
    page.get_by_text("Question by question").click()
    page.clock.set_system_time("2026-11-30T09:00:00Z")
    page.get_by_role("link", name="Go to the question You fine-tune").click()
    expect(page).to_have_url(f"{lab.url}lesson.html#question-travels")
    expect(question(page, "travels")).to_be_in_viewport()
    expect(page.locator(".lesson-end__back")).to_have_text("They come back in the review: 3 today.")


def test_a_file_may_be_dropped(page: Page, lab: Lab) -> None:
    progress(page, lab)
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], 'dropped.json', {type: 'application/json'}));
          for (const type of ['dragover', 'drop']) document.querySelector('answers-transfer')
            .dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        file(entry()),
    )
    expect(page.locator(".transfer-status")).to_have_text(
        "dropped.json holds 1 answer: 1 was new and has been added."
    )
    expect(figure(page, "Answered")).to_have_text("1 of 3")


def test_questions_that_are_gone_are_not_counted_and_their_answers_stay(page: Page, lab: Lab) -> None:
    given(page, lab, follows="cost", travels="parent")
    lab.teach(ONE, NUMBER)
    progress(page, lab)
    expect(figure(page, "Answered")).to_have_text("1 of 2")
    assert len(downloaded(page, "Download all answers")["attempts"]) == 2


def test_the_page_says_what_the_browser_has_promised(page: Page, lab: Lab) -> None:
    progress(page, lab)
    expect(page.get_by_text("it may remove them after some weeks without a visit")).to_be_visible()
    page.evaluate("navigator.storage.persisted = async () => true")
    given(page, lab, travels="parent")
    expect(page.get_by_text("It has agreed to keep them until you remove them.")).to_be_visible()


def test_persistence_is_asked_for_once_after_the_first_answer(
    context: BrowserContext, page: Page, lab: Lab
) -> None:
    context.add_init_script(
        "window.asked = 0; navigator.storage.persist = async () => { window.asked++; return true; }"
    )
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button").first).to_be_visible()
    assert page.evaluate("window.asked") == 0
    given(page, lab, travels="parent", size="1")
    assert page.evaluate("window.asked") == 1


def test_without_javascript_the_lessons_are_listed_and_nothing_pretends(browser: Browser, lab: Lab) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{lab.url}progress.html")
    expect(page.get_by_text("That takes JavaScript")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="0.1 Licences")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.close()
