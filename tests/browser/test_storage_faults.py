"""Faults, each tried in the browser: whatever happens, no answer is lost and none is shown where it does not belong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from held_back import held_back
from lab import NUMBER, ONE, SEVERAL, Lab
from playwright.sync_api import BrowserContext, Locator, Page, expect
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
    number = group.get_attribute("data-kind") == "number"
    for option in options:
        box = group.locator(f"input[value={option}]") if not number else group.get_by_role("textbox")
        box.fill(option) if number else box.check()
    group.get_by_role("button", name="I'm guessing" if guess else "Check answer").click()
    expect(group.get_by_role("button", name="Try again")).to_be_visible()


# Where nothing but the storage matters of how a question was answered
RECORD = """async ([answers, sure]) => {
  const { record, visit } = await import("/small-first/js/store/answers.js");
  visit("lesson", { place: "" });
  const lesson = await (await fetch("/small-first/lesson.html")).text();
  const page = new DOMParser().parseFromString(lesson, "text/html");
  for (const [id, text] of Object.entries(answers)) {
    const { kind, unit, fingerprint } = page.querySelector(`[data-question="${id}"]`).dataset;
    record(id, { kind, choice: kind === "number" ? text : text.split(" "), unit, sure, fingerprint });
  }
}"""


def given(page: Page, lab: Lab, sure: bool = True, **answers: str) -> None:
    """Answers by question, as a click keeps them: with no page of the course open, or on the one that is.

    test_quiz.py holds them against those of clicks.
    """
    if not page.url.startswith(lab.url):
        empty(page, lab)
    page.evaluate(RECORD, [answers, sure])


def empty(page: Page, lab: Lab) -> Page:
    """An address of the site at which there is nothing to run, and nothing to draw."""
    page.goto(f"{lab.url}keys.json")
    return page


def plant(page: Page, lab: Lab, entries: dict[str, str]) -> None:
    """Texts in the storage, of whoever."""
    empty(page, lab).evaluate("entries => void Object.assign(localStorage, entries)", entries)


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


def open_lesson(page: Page, lab: Lab) -> Page:
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button").first).to_be_visible()
    return page


def another_tab(page: Page) -> Page:
    with page.expect_popup() as tab:
        page.evaluate("void open('about:blank', '', 'noopener')")
    return tab.value


def downloaded(page: Page, button: str) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def progress(page: Page, lab: Lab) -> Page:
    page.goto(f"{lab.url}progress.html")
    expect(page.get_by_role("button", name="Download all answers")).to_be_visible()
    return page


def take(page: Page, file: dict[str, Any]) -> Locator:
    """What the progress page says of it."""
    box = page.get_by_label("Add answers from a file")
    box.set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    )
    return page.locator(".transfer-status")


# Values


def test_broken_values_are_set_aside_as_they_were_and_the_rest_works_on(page: Page, lab: Lab) -> None:
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
    plant(page, lab, {**planted, f"{PREFIX}:attempt:travels:good": good})
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


def test_what_is_not_ours_is_never_touched(page: Page, lab: Lab) -> None:
    foreign = {
        "small-first:v1:/other/:attempt:travels:1": json.dumps(GOOD),
        "small-first:v1:/:attempt:travels:1": "<b>",
        "small-first:v1:/small-first/deep/:attempt:travels:1": "{}",
        "small-first:v2:/small-first/:attempt:travels:1": "null",
        "small-first:v1:/small-first/:notes:1": "a kind of tomorrow",
        "mkdocs.theme": "dark",
    }
    plant(page, lab, foreign)
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "travels")).to_be_empty()
    answer(page, "travels", "parent")
    page.goto(f"{lab.url}progress.html")
    page.get_by_role("button", name="Reset all answers").click()
    after = storage(page)
    assert {key: after.get(key) for key in foreign} == foreign


def test_an_attempt_in_a_newer_format_is_left_alone_and_taken_along(page: Page, lab: Lab) -> None:
    raw = '{"v":2,  "graph": ["of", "tomorrow"]}'
    plant(page, lab, {f"{PREFIX}:attempt:travels:t": raw})
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
    page = open_lesson(context.new_page(), lab)
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
    page: Page, lab: Lab
) -> None:
    open_lesson(page, lab)
    given(page, lab, travels="parent")
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


def test_full_storage_a_broken_value_stays_where_it_is(page: Page, lab: Lab) -> None:
    plant(page, lab, {f"{PREFIX}:attempt:travels:1": "<b>broken"})
    page.evaluate(FILL)
    page.goto(f"{lab.url}lesson.html")
    answer(page, "travels", "parent")
    assert storage(page)[f"{PREFIX}:attempt:travels:1"] == "<b>broken"


@pytest.mark.parametrize("by", ["another tab", "this tab"])
def test_cleared_storage_keeps_what_the_open_page_knows(page: Page, lab: Lab, by: str) -> None:
    open_lesson(page, lab)
    given(page, lab, travels="parent")
    if by == "another tab":
        empty(another_tab(page), lab).evaluate("localStorage.clear()")
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
    page: Page, lab: Lab
) -> None:
    open_lesson(page, lab)
    given(page, lab, travels="parent")
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


def test_a_file_saves_again_what_was_cleared(page: Page, lab: Lab) -> None:
    given(page, lab, travels="parent")
    page.goto(f"{lab.url}progress.html")
    before = kept(page)
    file = downloaded(page, "Download all answers")
    page.evaluate("localStorage.clear()")
    expect(take(page, file)).to_have_text("a.json holds 1 answer: 1 was here already. Nothing has changed.")
    assert kept(page) == before
    expect(page.get_by_role("status").filter(has_text=NOTICE)).to_have_count(0)


# Tabs


def test_two_tabs_follow_each_other(page: Page, lab: Lab) -> None:
    here, there = open_lesson(page, lab), open_lesson(another_tab(page), lab)
    answer(here, "travels", "own")
    expect(verdict(there, "travels")).to_contain_text("Not quite")
    expect(question(there, "travels").locator("input[value=own]")).to_be_checked()
    question(there, "travels").get_by_role("button", name="Try again").click()
    answer(there, "travels", "parent")
    expect(verdict(here, "travels")).to_contain_text("Correct")


def test_a_page_brought_back_by_going_back_shows_what_was_answered_since(page: Page, lab: Lab) -> None:
    """No page hears of storage while the browser keeps it aside, nor of what is set on it; its return is told as `pageshow`."""
    given(page, lab, travels="own")
    since = storage(page)
    page.evaluate("localStorage.clear()")
    open_lesson(page, lab)
    expect(verdict(page, "travels")).to_be_empty()
    page.evaluate("(answers) => Object.assign(localStorage, answers)", since)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(verdict(page, "travels")).to_contain_text("Not quite")


def test_another_tab_takes_no_choice_away_that_is_being_made(page: Page, lab: Lab) -> None:
    here, there = empty(page, lab), open_lesson(another_tab(page), lab)
    question(there, "travels").locator("input[value=server]").check()
    given(here, lab, travels="parent", follows="cost")
    expect(verdict(there, "follows")).to_contain_text("Not quite")  # the tab has followed
    expect(question(there, "travels").locator("input[value=server]")).to_be_checked()
    answer(there, "travels")
    expect(verdict(there, "travels")).to_contain_text("Not quite")
    assert len(kept(here)) == 3


def test_tabs_answering_at_once_lose_nothing(page: Page, lab: Lab) -> None:
    """Five, one of which shows what all others answer."""
    pages = [open_lesson(page, lab)]
    for _ in range(4):
        pages.append(empty(another_tab(page), lab))
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


def test_reload_in_the_middle_of_an_answer_records_nothing_and_loses_nothing(page: Page, lab: Lab) -> None:
    open_lesson(page, lab)
    given(page, lab, travels="parent")
    question(page, "follows").locator("input[value=cost]").check()
    question(page, "size").get_by_role("textbox").fill("26")
    before = kept(page)
    page.reload()
    expect(verdict(page, "travels")).to_contain_text("Correct")
    expect(verdict(page, "follows")).to_be_empty()
    assert kept(page) == before


# Edits between two visits

CHANGED = "The question has changed since you answered: this is judged by what it asks now"
NOT_JUDGED = "That answer is kept, but no longer fits and is not judged. Please answer again."


def reordered(text: str) -> str:
    """The options in another order."""
    head, tail = text.split("    options:\n")
    lines = tail.splitlines(keepends=True)
    options = [line for line in lines if line.startswith("      - ")]
    return head + "    options:\n" + "".join([*reversed(options), *lines[len(options) :]])


SPEED = "      - {id: speed, text: How long it takes, correct: true, because: Fewer tokens take less.}\n"
# What an author does: the question, how it was answered, the question afterwards, what is said of the answer then
EDITS = {
    "options-reordered": (ONE, ["parent"], reordered(ONE), "Correct"),
    "reason-mended": (
        ONE,
        ["parent"],
        ONE.replace("It is made of its weights.", "Its weights are in it."),
        "Correct",
    ),
    "reworded": (ONE, ["parent"], ONE.replace("What holds?", "What binds you?"), f"Correct. {CHANGED}"),
    "another-right": (
        ONE,
        ["parent"],
        ONE.replace(", correct: true", "").replace('you trained it"', 'you trained it", correct: true'),
        f"Not quite. {CHANGED}",
    ),
    "option-added": (
        SEVERAL,
        ["cost", "template"],
        SEVERAL + SPEED,
        f"Not quite. You found 2 of the 3 right ones. {CHANGED}",
    ),
    "option-not-chosen-gone": (
        ONE,
        ["parent"],
        re.sub(r"      - \{id: server.*\n", "", ONE),
        f"Correct. {CHANGED}",
    ),
    "chosen-option-gone": (ONE, ["own"], ONE.replace("{id: own,", "{id: mine,"), NOT_JUDGED),
    "one-of-the-chosen-gone": (
        SEVERAL,
        ["cost", "terms"],
        SEVERAL.replace("{id: terms,", "{id: license,"),
        NOT_JUDGED,
    ),
    "another-kind": (ONE, ["parent"], ONE.replace("kind: one", "kind: several"), NOT_JUDGED),
    "another-unit": (NUMBER, ["269"], UNIT, NOT_JUDGED),
    "another-id": (ONE, ["parent"], ONE.replace("id: travels", "id: new-id"), None),
}
AGAIN = {
    "chosen-option-gone": "parent",
    "one-of-the-chosen-gone": "cost",
    "another-kind": "parent",
    "another-unit": "0.269",
}


def under(id: str, text: str) -> str:
    return re.sub("id: (travels|follows|size)\n", f"id: {id}\n", text, count=1)


def test_an_answer_is_judged_by_the_question_as_it_is_after_an_authors_edit(page: Page, lab: Lab) -> None:
    """One lesson in which all is edited at once, and the questions change places."""
    lab.teach(*(under(id, before) for id, (before, _, _, _) in EDITS.items()))
    given(page, lab, **{id: " ".join(options) for id, (_, options, _, _) in EDITS.items()})
    before = kept(page)
    lab.teach(*reversed([under(id, after) for id, (_, _, after, _) in EDITS.items()]))
    open_lesson(page, lab)
    for id, (_, options, _, said) in EDITS.items():
        if said == NOT_JUDGED:
            expect(verdict(page, id), id).to_contain_text(NOT_JUDGED)
            expect(question(page, id).locator("input:checked"), id).to_have_count(0)
            expect(question(page, id).get_by_role("button", name="Check answer"), id).to_be_visible()
        elif said:
            expect(verdict(page, id), id).to_have_text(said)
            for option in options:
                expect(question(page, id).locator(f"input[value={option}]"), id).to_be_checked()
    expect(verdict(page, "new-id")).to_be_empty()
    judged = [said for _, _, _, said in EDITS.values() if said and said != NOT_JUDGED]
    expect(page.get_by_role("button", name="Try again")).to_have_count(len(judged))
    assert kept(page) == before

    page.goto(f"{lab.url}review.html")
    expect(page.get_by_text(f"{len(AGAIN)} questions are due.")).to_be_visible()
    open_lesson(page, lab)
    for id, option in AGAIN.items():
        answer(page, id, option)
    assert len(kept(page)) == len(EDITS) + len(AGAIN)


def test_a_deleted_question_takes_no_other_with_it_and_comes_back_whole(page: Page, lab: Lab) -> None:
    given(page, lab, travels="own", follows="cost template")
    before = kept(page)
    lab.teach(SEVERAL, NUMBER)
    open_lesson(page, lab)
    expect(verdict(page, "follows")).to_contain_text("Correct")
    expect(page.get_by_role("button", name="Try again")).to_have_count(1)
    assert kept(page) == before
    page.goto(f"{lab.url}progress.html")
    expect(page.get_by_text("1 of 2", exact=True).first).to_be_visible()
    lab.teach(ONE, SEVERAL, NUMBER)
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "travels")).to_have_text("Not quite")


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


def test_a_new_site_reads_what_an_old_one_kept_and_its_files(page: Page, tmp_path: Path) -> None:
    lab = Lab(tmp_path / "lab")
    given(page, lab, travels="parent")
    before = kept(page)
    page.goto(f"{lab.url}progress.html")
    file = downloaded(page, "Download all answers")
    upgrade(lab)
    open_lesson(page, lab)
    expect(verdict(page, "travels")).to_contain_text("Correct")
    assert kept(page) == before
    answer(page, "follows", "cost")
    assert sorted(it["v"] for it in kept(page)) == [1, 2]

    page.evaluate("localStorage.clear()")
    expect(take(progress(page, lab), file)).to_have_text(
        "a.json holds 1 answer: 1 was new and has been added."
    )
    assert [it["v"] for it in kept(page)] == [1]  # stored as it was given, read as v 2
    page.goto(f"{lab.url}lesson.html")
    expect(verdict(page, "travels")).to_contain_text("Correct")
    lab.server.close()


def test_a_new_file_in_an_old_site(page: Page, tmp_path: Path, lab: Lab) -> None:
    new = Lab(tmp_path / "new")
    upgrade(new)
    given(page, new, travels="parent")
    page.goto(f"{new.url}progress.html")
    file = downloaded(page, "Download all answers")
    assert file["attempts"][0]["attempt"]["v"] == 2
    new.server.close()

    given(page, lab, follows="cost")
    expect(take(progress(page, lab), file)).to_have_text(
        "a.json holds 1 answer: 1 was new and has been added."
    )
    assert sorted(it["v"] for it in kept(page)) == [1, 2]
    again = downloaded(page, "Download all answers")
    assert file["attempts"][0] in again["attempts"]
    assert len(again["attempts"]) == 2


@pytest.mark.parametrize("edited", [False, True], ids=["a new question", "an answer that no longer fits"])
def test_a_choice_made_before_the_script_came_stays(page: Page, lab: Lab, edited: bool) -> None:
    if edited:
        given(page, lab, size="269")
        lab.teach(UNIT)
    with held_back(page, "**/quiz-question.js"):
        page.goto(f"{lab.url}lesson.html")
        page.locator("fieldset[data-question=size]").get_by_role("textbox").fill("0.269" if edited else "269")
        expect(page.locator("quiz-question:defined")).to_have_count(0)
    question(page, "size").get_by_role("button", name="Check answer").click()
    expect(verdict(page, "size")).to_contain_text("Correct")
