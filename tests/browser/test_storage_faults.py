"""Faults, each tried in the browser: whatever happens, no answer is lost and none is shown where it does not belong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lab import NUMBER, ONE, SEVERAL, Lab
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from test_storage_forms import BROKEN, GOOD

PREFIX = "small-first:v1:/small-first/"
NOTICE = "lasts until this page is closed"
UNIT = NUMBER.replace("unit: MB", "unit: GB").replace("/ MB", "/ GB")


def question(page: Page, id: str) -> Locator:
    return page.locator(f"fieldset[data-question={id}]")


def verdict(page: Page, id: str) -> Locator:
    return question(page, id).get_by_role("status")


def answer(page: Page, id: str, *options: str, guess: bool = False) -> None:
    """Answer a question; a number's entry is the one option."""
    group = question(page, id)
    for option in options:
        box = group.locator(f"input[value={option}]") if id != "size" else group.get_by_role("textbox")
        box.fill(option) if id == "size" else box.check()
    group.get_by_role("button", name="I'm guessing" if guess else "Check answer").click()
    expect(group.get_by_role("button", name="Try again")).to_be_visible()


def in_sight(notice: Locator) -> None:
    """On a phone and on a desktop."""
    for width in (320, 1280):
        notice.page.set_viewport_size({"width": width, "height": 500})
        expect(notice).to_be_in_viewport()


def storage(page: Page) -> dict[str, str]:
    return page.evaluate("({...localStorage})")


def kept(page: Page) -> list[dict[str, Any]]:
    return [
        json.loads(raw) for key, raw in sorted(storage(page).items()) if key.startswith(f"{PREFIX}:attempt:")
    ]


def open_lesson(context: BrowserContext, lab: Lab) -> Page:
    page = context.new_page()
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button").first).to_be_visible()
    return page


def downloaded(page: Page, button: str) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


# Values


def test_broken_values_are_set_aside_as_they_were_and_the_rest_works_on(
    context: BrowserContext, lab: Lab
) -> None:
    page = context.new_page()
    page.goto(f"{lab.url}js/store/types.d.ts")
    good = json.dumps({**GOOD, "choice": ["parent"]})
    planted = {f"{PREFIX}:attempt:travels:{i}": raw for i, raw in enumerate(BROKEN.values())}
    planted |= {
        f"{PREFIX}:attempt:travels": good,
        f"{PREFIX}:attempt::x": good,
        f"{PREFIX}:attempt:a:b:c": good,
        f"{PREFIX}:reset:all:1": '{"v": 1, "at": "2026-11-24T09:00:00Z", "questions": "all"}',
        f"{PREFIX}:restore:file:1": '{"v": 1, "at": "2026-11-24T09:00:00Z", "ids": 5}',
        f"{PREFIX}:visit:lesson:last": "here",
    }
    for key, raw in {**planted, f"{PREFIX}:attempt:travels:good": good}.items():
        page.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [key, raw])
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "travels")).to_contain_text("Correct")
    answer(page, "follows", "cost", "template")
    after = storage(page)
    assert not set(planted) & set(after) - {f"{PREFIX}:visit:lesson:last"}  # the visit is a new one
    aside = {key: raw for key, raw in after.items() if ":quarantine:" in key}
    assert sorted(aside.values()) == sorted(planted.values())
    for key, raw in planted.items():
        assert any(found.endswith(key.removeprefix(PREFIX)[1:]) and aside[found] == raw for found in aside), (
            key
        )
    page.reload()
    expect(verdict(page, "travels")).to_contain_text("Correct")
    assert {key: raw for key, raw in storage(page).items() if ":quarantine:" in key} == aside


def test_what_is_not_ours_is_never_touched(context: BrowserContext, lab: Lab) -> None:
    page = context.new_page()
    page.goto(f"{lab.url}js/store/types.d.ts")
    foreign = {
        "small-first:v1:/other/:attempt:travels:1": json.dumps(GOOD),
        "small-first:v1:/:attempt:travels:1": "<b>",
        "small-first:v1:/small-first/deep/:attempt:travels:1": "{}",
        "small-first:v2:/small-first/:attempt:travels:1": "null",
        "small-first:v1:/small-first/:notes:1": "a kind of tomorrow",
        "mkdocs.theme": "dark",
    }
    for key, raw in foreign.items():
        page.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [key, raw])
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "travels")).to_be_empty()
    answer(page, "travels", "parent")
    page.goto(f"{lab.url}progress.html")
    page.get_by_role("button", name="Reset all answers").click()
    after = storage(page)
    assert {key: after.get(key) for key in foreign} == foreign


def test_an_attempt_in_a_newer_format_is_left_alone_and_taken_along(
    context: BrowserContext, lab: Lab
) -> None:
    page = context.new_page()
    page.goto(f"{lab.url}js/store/types.d.ts")
    raw = '{"v":2,  "graph": ["of", "tomorrow"]}'
    page.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [f"{PREFIX}:attempt:travels:t", raw])
    page.goto(f"{lab.url}lesson.html")
    expect(question(page, "travels").get_by_role("button", name="Check answer")).to_be_visible()
    answer(page, "travels", "parent")
    assert storage(page)[f"{PREFIX}:attempt:travels:t"] == raw
    page.goto(f"{lab.url}progress.html")
    file = downloaded(page, "Download all answers")
    assert {"question": "travels", "id": "t", "attempt": json.loads(raw)} in file["attempts"]
    assert len(file["attempts"]) == 2


# Storage that does not keep

BLOCK = """Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"""
FILL = """(() => { let size = 4e6, i = 0; while (size >= 1) {
    try { localStorage.setItem('fill' + i++, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); } } })()"""


def test_blocked_storage_the_quiz_works_and_says_so(context: BrowserContext, lab: Lab) -> None:
    context.add_init_script(BLOCK)
    page = open_lesson(context, lab)
    notice = page.get_by_role("status").filter(has_text=NOTICE)
    in_sight(notice)
    answer(page, "travels", "parent")
    expect(verdict(page, "travels")).to_contain_text("Correct")
    question(page, "travels").get_by_role("button", name="Try again").click()
    answer(page, "travels", "own", guess=True)
    expect(verdict(page, "travels")).to_contain_text("Not quite")
    in_sight(notice)
    file = downloaded(page, "Download my answers")
    assert [(it["attempt"]["choice"], it["attempt"]["sure"]) for it in file["attempts"]] == [
        (["parent"], True),
        (["own"], False),
    ]


def test_full_storage_what_was_saved_stays_and_what_was_not_is_saved_when_there_is_room(
    context: BrowserContext, lab: Lab
) -> None:
    page = open_lesson(context, lab)
    answer(page, "travels", "parent")
    before = kept(page)
    page.evaluate(FILL)
    answer(page, "follows", "cost")
    expect(verdict(page, "follows")).to_contain_text("Not quite")
    notice = page.get_by_role("status").filter(has_text=NOTICE)
    in_sight(notice)
    assert kept(page) == before
    assert len(downloaded(page, "Download my answers")["attempts"]) == 2
    page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('fill')).forEach(k => localStorage.removeItem(k))"
    )
    answer(page, "size", "269")
    assert len(kept(page)) == 3
    expect(notice).to_have_count(0)
    page.reload()
    for id in ("travels", "follows", "size"):
        expect(question(page, id).get_by_role("button", name="Try again")).to_be_visible()


def test_full_storage_a_broken_value_stays_where_it_is(context: BrowserContext, lab: Lab) -> None:
    page = context.new_page()
    page.goto(f"{lab.url}js/store/types.d.ts")
    page.evaluate("localStorage.setItem(`small-first:v1:/small-first/:attempt:travels:1`, '<b>broken')")
    page.evaluate(FILL)
    page.goto(f"{lab.url}lesson.html")
    answer(page, "travels", "parent")
    assert storage(page)[f"{PREFIX}:attempt:travels:1"] == "<b>broken"


@pytest.mark.parametrize("by", ["another tab", "this tab"])
def test_cleared_storage_keeps_what_the_open_page_knows(context: BrowserContext, lab: Lab, by: str) -> None:
    page = open_lesson(context, lab)
    answer(page, "travels", "parent")
    if by == "another tab":
        other = context.new_page()
        other.goto(f"{lab.url}js/store/types.d.ts")
        other.evaluate("localStorage.clear()")
        page.bring_to_front()
    else:
        page.evaluate("localStorage.clear()")
        answer(page, "follows", "cost", "template")
    in_sight(page.get_by_role("status").filter(has_text=NOTICE))
    expect(verdict(page, "travels")).to_contain_text("Correct")
    file = downloaded(page, "Download my answers")
    assert "travels" in [it["question"] for it in file["attempts"]]
    answer(page, "size", "269")  # what is new is saved as ever
    assert [it["kind"] for it in kept(page)].count("number") == 1


def test_the_notice_keeps_focus_when_it_says_another_thing_or_has_nothing_to_say_any_more(
    context: BrowserContext, lab: Lab
) -> None:
    page = open_lesson(context, lab)
    answer(page, "travels", "parent")
    refused = (
        "const set = Storage.prototype.setItem; window.allow = () => { Storage.prototype.setItem = set; };"
    )
    page.evaluate(
        "() => {"
        + refused
        + "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }}"
    )
    answer(page, "size", "269")
    button = page.get_by_role("button", name="Download my answers")
    notice = page.get_by_role("status").filter(has_text=NOTICE)
    expect(notice).to_contain_text("no room left")
    button.focus()
    page.evaluate("allow(); localStorage.clear()")
    page.evaluate("import('/small-first/js/store/store.js').then(({ store }) => store.refresh())")
    expect(notice).to_contain_text("were removed")
    expect(button).to_be_focused()


def test_a_file_saves_again_what_was_cleared(context: BrowserContext, lab: Lab) -> None:
    page = open_lesson(context, lab)
    answer(page, "travels", "parent")
    page.goto(f"{lab.url}progress.html")
    before = kept(page)
    file = downloaded(page, "Download all answers")
    page.evaluate("localStorage.clear()")
    box = page.get_by_label("Add answers from a file")
    box.set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    )
    expect(page.get_by_text("1 was here already. Nothing has changed.")).to_be_visible()
    assert kept(page) == before
    expect(page.get_by_role("status").filter(has_text=NOTICE)).to_have_count(0)


# Tabs


def test_two_tabs_follow_each_other(context: BrowserContext, lab: Lab) -> None:
    here, there = open_lesson(context, lab), open_lesson(context, lab)
    answer(here, "travels", "own")
    expect(verdict(there, "travels")).to_contain_text("Not quite")
    expect(question(there, "travels").locator("input[value=own]")).to_be_checked()
    question(there, "travels").get_by_role("button", name="Try again").click()
    answer(there, "travels", "parent")
    expect(verdict(here, "travels")).to_contain_text("Correct")


def test_a_page_brought_back_by_going_back_shows_what_was_answered_since(
    browser: Browser, context: BrowserContext, lab: Lab
) -> None:
    """No page hears of storage while the browser keeps it aside; its return is told as `pageshow`."""
    answered = open_lesson(context, lab)
    answer(answered, "travels", "own")
    with browser.new_context() as other:
        page = open_lesson(other, lab)
        page.evaluate("(answers) => Object.assign(localStorage, answers)", storage(answered))
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        expect(verdict(page, "travels")).to_contain_text("Not quite")


def test_another_tab_takes_no_choice_away_that_is_being_made(context: BrowserContext, lab: Lab) -> None:
    here, there = open_lesson(context, lab), open_lesson(context, lab)
    question(there, "travels").locator("input[value=server]").check()
    answer(here, "travels", "parent")
    answer(here, "follows", "cost")
    expect(verdict(there, "follows")).to_contain_text("Not quite")  # the tab has followed
    expect(question(there, "travels").locator("input[value=server]")).to_be_checked()
    answer(there, "travels")
    expect(verdict(there, "travels")).to_contain_text("Not quite")
    assert len(kept(here)) == 3


def test_tabs_answering_at_once_lose_nothing(context: BrowserContext, lab: Lab) -> None:
    """Five, one of which shows what all others answer."""
    pages = [open_lesson(context, lab)]
    for _ in range(4):
        pages.append(context.new_page())
        pages[-1].goto(f"{lab.url}js/store/types.d.ts")
    for page in pages:
        page.evaluate(
            """() => { (async () => {
                 const { record } = await import('/small-first/js/store/answers.js');
                 for (let i = 0; i < 40; i++) {
                   record('travels', {kind: 'one', choice: [i % 2 ? 'own' : 'parent'], sure: true, fingerprint: 'f'});
                   await new Promise(done => setTimeout(done));
                 }
                 document.title = 'done';
               })(); }"""
        )
    for page in pages:
        expect(page).to_have_title("done")
    assert len(kept(pages[0])) == 200
    for page in pages:
        page.wait_for_function(
            "async n => (await import('/small-first/js/store/store.js')).store.attempts('travels').length === n",
            arg=200,
        )


def test_reload_in_the_middle_of_an_answer_records_nothing_and_loses_nothing(
    context: BrowserContext, lab: Lab
) -> None:
    page = open_lesson(context, lab)
    answer(page, "travels", "parent")
    question(page, "follows").locator("input[value=cost]").check()
    question(page, "size").get_by_role("textbox").fill("26")
    before = kept(page)
    page.reload()
    expect(verdict(page, "travels")).to_contain_text("Correct")
    expect(verdict(page, "follows")).to_be_empty()
    assert kept(page) == before


# Edits between two visits

CHANGED = "The question has changed since you answered"
NOT_JUDGED = "That answer is kept, but no longer fits and is not judged. Please answer again."


def after_edit(context: BrowserContext, lab: Lab, id: str, options: tuple[str, ...], *questions: str) -> Page:
    """Answer, then come back after the author's edit."""
    page = open_lesson(context, lab)
    answer(page, id, *options)
    before = kept(page)
    lab.teach(*questions)
    page.reload()
    expect(page.get_by_role("button").first).to_be_visible()
    assert kept(page) == before
    return page


def reordered(text: str) -> str:
    """The options in another order."""
    head, tail = text.split("    options:\n")
    lines = tail.splitlines(keepends=True)
    options = [line for line in lines if line.startswith("      - ")]
    return head + "    options:\n" + "".join([*reversed(options), *lines[len(options) :]])


def test_reordered_options_and_questions_keep_every_answer_at_its_place(
    context: BrowserContext, lab: Lab
) -> None:
    page = after_edit(context, lab, "travels", ("parent",), NUMBER, reordered(SEVERAL), reordered(ONE))
    expect(verdict(page, "travels")).to_have_text("Correct")
    expect(
        question(page, "travels").get_by_role("radio", name="The parent's terms go with it")
    ).to_be_checked()
    expect(page.get_by_role("button", name="Try again")).to_have_count(1)


def test_a_mended_reason_changes_nothing(context: BrowserContext, lab: Lab) -> None:
    edited = ONE.replace("It is made of its weights.", "A fine-tune is made of its parent's weights.")
    page = after_edit(context, lab, "travels", ("parent",), edited)
    expect(verdict(page, "travels")).to_have_text("Correct")


def test_a_reworded_question_is_said_to_have_changed_and_judged_by_today(
    context: BrowserContext, lab: Lab
) -> None:
    page = after_edit(context, lab, "travels", ("parent",), ONE.replace("What holds?", "What binds you?"))
    expect(verdict(page, "travels")).to_contain_text(f"Correct. {CHANGED}")


def test_another_right_option_judges_the_old_answer_anew(context: BrowserContext, lab: Lab) -> None:
    edited = ONE.replace(", correct: true", "").replace('you trained it"', 'you trained it", correct: true')
    page = after_edit(context, lab, "travels", ("parent",), edited)
    expect(verdict(page, "travels")).to_contain_text(f"Not quite. {CHANGED}")
    expect(question(page, "travels").locator("input[value=parent]")).to_be_checked()


def test_an_added_option_is_not_taken_as_chosen(context: BrowserContext, lab: Lab) -> None:
    added = (
        SEVERAL
        + "      - {id: speed, text: How long it takes, correct: true, because: Fewer tokens take less.}\n"
    )
    page = after_edit(context, lab, "follows", ("cost", "template"), ONE, added)
    expect(verdict(page, "follows")).to_contain_text(f"Not quite. You found 2 of the 3 right ones. {CHANGED}")


@pytest.mark.parametrize(
    ("id", "options", "edited"),
    [
        ("travels", ("own",), ONE.replace("{id: own,", "{id: mine,")),
        ("follows", ("cost", "terms"), SEVERAL.replace("{id: terms,", "{id: license,")),
        ("travels", ("parent",), ONE.replace("kind: one", "kind: several")),
        ("size", ("269",), UNIT),
    ],
    ids=["the chosen option is gone", "one of the chosen is gone", "another kind", "another unit"],
)
def test_an_answer_that_no_longer_fits_is_kept_told_and_asked_again(
    context: BrowserContext, lab: Lab, id: str, options: tuple[str, ...], edited: str
) -> None:
    page = after_edit(context, lab, id, options, edited)
    expect(verdict(page, id)).to_contain_text(NOT_JUDGED)
    expect(question(page, id).locator("input:checked")).to_have_count(0)
    expect(question(page, id).get_by_role("button", name="Check answer")).to_be_visible()
    page.goto(f"{lab.url}review.html")
    expect(page.get_by_text("1 question is due.")).to_be_visible()
    page.goto(f"{lab.url}lesson.html")
    answer(page, id, *{"travels": ("parent",), "follows": ("cost",), "size": ("0.269",)}[id])
    assert len(kept(page)) == 2


def test_an_option_that_was_not_chosen_may_go(context: BrowserContext, lab: Lab) -> None:
    edited = re.sub(r"      - \{id: server.*\n", "", ONE)
    page = after_edit(context, lab, "travels", ("parent",), edited)
    expect(verdict(page, "travels")).to_contain_text(f"Correct. {CHANGED}")


def test_a_deleted_question_takes_no_other_with_it_and_comes_back_whole(
    context: BrowserContext, lab: Lab
) -> None:
    page = open_lesson(context, lab)
    answer(page, "travels", "own")
    page = after_edit(context, lab, "follows", ("cost", "template"), SEVERAL, NUMBER)
    expect(verdict(page, "follows")).to_contain_text("Correct")
    expect(page.get_by_role("button", name="Try again")).to_have_count(1)
    page.goto(f"{lab.url}progress.html")
    expect(page.get_by_text("1 of 2", exact=True).first).to_be_visible()
    lab.teach(ONE, SEVERAL, NUMBER)
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "travels")).to_have_text("Not quite")


def test_a_question_under_a_new_id_is_a_new_question(context: BrowserContext, lab: Lab) -> None:
    page = after_edit(context, lab, "travels", ("parent",), ONE.replace("id: travels", "id: terms-travel"))
    expect(verdict(page, "terms-travel")).to_be_empty()


# Versions of the site


def upgrade(lab: Lab) -> None:
    """The site as a later version may be: attempts are written as v 2, and v 1 is brought up to it."""
    text = (lab.folder / "js" / "store" / "store.js").read_text(encoding="utf-8")
    for old, new in {
        "VERSION = 1;": "VERSION = 2;",
        "MIGRATIONS = {}": "MIGRATIONS = {1: (old) => ({...old, v: 2, migrated: true})}",
    }.items():
        assert old in text
        text = text.replace(old, new, 1)
    lab.write("js/store/store.js", text)


def take(page: Page, lab: Lab, file: dict[str, Any]) -> Locator:
    page.goto(f"{lab.url}progress.html")
    expect(page.get_by_role("button", name="Download all answers")).to_be_visible()
    box = page.get_by_label("Add answers from a file")
    box.set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    )
    return page.locator(".transfer-status")


def test_an_old_file_in_a_new_site(browser: Browser, context: BrowserContext, tmp_path: Path) -> None:
    lab = Lab(tmp_path / "lab")
    page = open_lesson(context, lab)
    answer(page, "travels", "parent")
    page.goto(f"{lab.url}progress.html")
    file = downloaded(page, "Download all answers")
    upgrade(lab)
    later = browser.new_context()
    page = later.new_page()
    expect(take(page, lab, file)).to_have_text("a.json holds 1 answer: 1 was new and has been added.")
    assert [it["v"] for it in kept(page)] == [1]  # stored as it was given, read as v 2
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "travels")).to_contain_text("Correct")
    later.close()


def test_a_new_file_in_an_old_site(
    browser: Browser, context: BrowserContext, tmp_path: Path, lab: Lab
) -> None:
    new = Lab(tmp_path / "new")
    upgrade(new)
    later = browser.new_context()
    page = open_lesson(later, new)
    answer(page, "travels", "parent")
    page.goto(f"{new.url}progress.html")
    file = downloaded(page, "Download all answers")
    assert file["attempts"][0]["attempt"]["v"] == 2
    later.close()
    new.server.close()

    page = open_lesson(context, lab)
    answer(page, "follows", "cost")
    expect(take(page, lab, file)).to_have_text("a.json holds 1 answer: 1 was new and has been added.")
    assert sorted(it["v"] for it in kept(page)) == [1, 2]
    again = downloaded(page, "Download all answers")
    assert file["attempts"][0] in again["attempts"]
    assert len(again["attempts"]) == 2


def test_an_update_between_two_visits_reads_what_is_there(context: BrowserContext, tmp_path: Path) -> None:
    lab = Lab(tmp_path / "lab")
    page = open_lesson(context, lab)
    answer(page, "travels", "parent")
    before = kept(page)
    upgrade(lab)
    page.reload()
    expect(verdict(page, "travels")).to_contain_text("Correct")
    assert kept(page) == before
    answer(page, "follows", "cost")
    assert sorted(it["v"] for it in kept(page)) == [1, 2]


@pytest.mark.parametrize("edited", [False, True], ids=["a new question", "an answer that no longer fits"])
def test_a_choice_made_before_the_script_came_stays(context: BrowserContext, lab: Lab, edited: bool) -> None:
    page = after_edit(context, lab, "size", ("269",), UNIT) if edited else context.new_page()
    held: list[Route] = []
    page.route("**/quiz-question.js", lambda route: held.append(route))
    page.goto(f"{lab.url}lesson.html")
    page.locator("fieldset[data-question=size]").get_by_role("textbox").fill("0.269" if edited else "269")
    expect(page.locator("quiz-question:defined")).to_have_count(0)
    for route in held:
        route.continue_()
    question(page, "size").get_by_role("button", name="Check answer").click()
    expect(verdict(page, "size")).to_contain_text("Correct")
