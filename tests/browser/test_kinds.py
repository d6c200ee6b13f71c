"""Steps to put into order, items to assign, and hints: what a person does by eye, ear or keyboard, and on paper."""

import json
import re

import pytest
from held_back import held_back
from lab import MATCH, ORDER, Lab
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

STEPS = ["The tokens are read", "Every token gets a score", "Scores become shares", "A token is drawn"]


@pytest.fixture
def lesson(page: Page, lab: Lab) -> Page:
    lab.teach(ORDER, MATCH)
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button", name="Check answer")).to_have_count(2)
    return page


def question(page: Page, id: str) -> Locator:
    return page.locator(f"[data-question={id}]")


def rows(group: Locator) -> list[str]:
    return group.locator(".option-text").all_inner_texts()


def on_paper(group: Locator) -> list[str]:
    """The rows' texts from top to bottom, as they are seen."""
    seen = group.locator(".option-text").evaluate_all(
        "all => all.map(it => [it.getBoundingClientRect().top, it.textContent]).sort((a, b) => a[0] - b[0])"
    )
    return [text for _, text in seen]


def attempts(page: Page) -> list[dict[str, object]]:
    return page.evaluate(
        "Object.keys(localStorage).filter(k => k.includes(':attempt:')).map(k => JSON.parse(localStorage[k]))"
    )


def put(group: Locator, *steps: str) -> None:
    for place, step in enumerate(steps, 1):
        group.get_by_role("combobox", name=step).select_option(str(place))


def test_a_step_moves_by_key_keeps_focus_and_its_place_is_said(lesson: Page) -> None:
    group = question(lesson, "round")
    start = rows(group)
    group.get_by_role("button", name="Check answer").click()
    expect(group.get_by_role("status")).to_have_text("Put them into order first.")
    assert attempts(lesson) == [] and start != STEPS
    second = group.get_by_role("combobox", name=start[1])
    second.focus()
    lesson.keyboard.press("ArrowUp")
    expect(group.get_by_role("status")).to_have_text(f"“{start[1]}” is now at place 1 of 4.")
    assert rows(group) == [start[1], start[0], *start[2:]]
    expect(second).to_be_focused()
    for _ in range(3):
        lesson.keyboard.press("ArrowDown")
    assert rows(group) == [start[0], *start[2:], start[1]]
    expect(second).to_be_focused()
    assert [box.input_value() for box in group.get_by_role("combobox").all()] == ["1", "2", "3", "4"]


def test_an_order_is_judged_step_by_step_and_stands_in_the_right_one_then(lesson: Page) -> None:
    group = question(lesson, "round")
    start = rows(group)
    put(group, STEPS[0], STEPS[1], STEPS[3], STEPS[2])
    group.get_by_role("button", name="Check answer").click()
    expect(group.get_by_role("status")).to_have_text(
        "Not quite. 2 of the 4 were in their place. This is the right order"
    )
    expect(group.get_by_role("status")).to_be_focused()
    assert rows(group) == STEPS
    expect(group.locator(".option-row").nth(1)).to_contain_text("Right, place 2. The last row")
    expect(group.locator(".option-row").nth(2)).to_contain_text("Wrong, you put it at place 4. Softmax")
    (attempt,) = attempts(lesson)
    del attempt["at"]
    assert attempt == {
        "v": 2,
        "kind": "order",
        "choice": ["read", "score", "draw", "softmax"],
        "sure": True,
        "fingerprint": group.get_attribute("data-fingerprint"),
    }
    lesson.emulate_media(media="print")
    assert on_paper(group) == start  # whatever was answered
    lesson.emulate_media(media="screen")
    lesson.reload()
    expect(group.get_by_role("status")).to_contain_text("Not quite. 2 of the 4")
    assert rows(group) == STEPS
    group.get_by_role("button", name="Try again").click()
    expect(group.get_by_role("combobox").first).to_be_focused()
    assert rows(group) == start
    put(group, *STEPS)
    group.get_by_role("button", name="I'm guessing").click()
    expect(group.get_by_role("status")).to_contain_text("Correct. Noted as a guess")
    assert [it.get("retry") for it in attempts(lesson) if not it["sure"]] == [True]


def test_items_are_judged_one_by_one_once_each_has_its_group(lesson: Page) -> None:
    group = question(lesson, "levers")
    boxes = group.get_by_role("combobox")
    boxes.first.select_option("An open book")
    group.get_by_role("button", name="Check answer").click()
    expect(group.get_by_role("status")).to_have_text("Choose for each first: 2 of 3 are left.")
    expect(boxes.nth(1)).to_be_focused()
    assert attempts(lesson) == []
    for box in boxes.all():
        box.select_option("An open book")
    group.get_by_role("button", name="Check answer").click()
    expect(group.get_by_role("status")).to_have_text("Not quite. 2 of the 3 are right")
    expect(group.locator(".option-row", has_text="JSON")).to_contain_text(
        "Wrong, you chose “An open book”. It is “Fine-tuning”. A form is learnt"
    )
    expect(group.locator(".option-row", has_text="in stock")).to_contain_text("Right, “An open book”. That")
    (attempt,) = attempts(lesson)
    assert (attempt["v"], attempt["choice"]) == (2, ["prices=book", "stock=book", "wrong-json=book"])
    lesson.reload()
    expect(group.get_by_role("status")).to_have_text("Not quite. 2 of the 3 are right")
    group.get_by_role("button", name="Try again").click()
    expect(boxes.first).to_be_focused()
    assert [box.input_value() for box in boxes.all()] == ["", "", ""]


def test_a_hint_is_shown_on_demand_and_kept_with_the_answer(lesson: Page, lab: Lab) -> None:
    group = question(lesson, "round")
    hint = group.get_by_text("has to be there first")
    expect(hint).to_be_hidden()
    group.locator("summary", has_text="Hint").focus()
    lesson.keyboard.press("Enter")
    expect(hint).to_be_visible()
    put(group, *STEPS)
    group.get_by_role("button", name="Check answer").click()
    expect(group.get_by_role("status")).to_have_text(
        "Correct. Noted as answered with the hint: the wait until it comes back does not grow"
    )
    (attempt,) = attempts(lesson)
    assert (attempt["sure"], attempt["hint"]) == (True, True)
    lesson.goto(f"{lab.url}progress.html")
    expect(lesson.locator("[data-question=round] .progress-state")).to_contain_text("Right")


def test_what_was_chosen_before_the_script_came_is_kept(page: Page, lab: Lab) -> None:
    lab.teach(ORDER, MATCH)
    steps, items = question(page, "round"), question(page, "levers")
    with held_back(page, "**/quiz-question.js"):
        page.goto(f"{lab.url}lesson.html")
        put(steps, STEPS[0], STEPS[1])
        items.get_by_role("combobox").first.select_option("Fine-tuning")
    expect(page.get_by_role("button", name="Check answer")).to_have_count(2)
    assert rows(steps)[:2] == STEPS[:2]
    expect(steps.get_by_role("combobox", name=STEPS[1])).to_have_value("2")
    expect(items.get_by_role("combobox").first).to_have_value("tune")


def test_these_kinds_are_whole_without_a_script(browser: Browser, lab: Lab) -> None:
    lab.teach(ORDER, MATCH)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lab.url}lesson.html")
    steps, items = question(page, "round"), question(page, "levers")
    steps.get_by_role("combobox", name=STEPS[0]).select_option("1")
    items.get_by_role("combobox").first.select_option("Fine-tuning")
    expect(page.get_by_role("button")).to_have_count(0)
    for group, text in ((steps, "Place 3: Scores become shares"), (items, "in stock: An open book")):
        group.get_by_text("Answer and reasons").click()
        expect(group.locator("details.answer")).to_contain_text(text)
    context.close()


def test_review_asks_them_and_shuffles_the_steps_but_never_into_order(
    context: BrowserContext, page: Page, lab: Lab
) -> None:
    lab.teach(ORDER, MATCH)
    page.clock.set_fixed_time("2026-11-20T10:00:00Z")
    page.goto(f"{lab.url}lesson.html")
    group = question(page, "round")
    put(group, *STEPS)
    group.get_by_role("button", name="Check answer").click()
    page.clock.set_fixed_time("2026-11-21T10:00:00Z")
    page.add_init_script("Math.random = () => 0.5")  # a shuffle that leaves all as it is
    page.goto(f"{lab.url}review.html")
    expect(group.get_by_role("button", name="Check answer")).to_be_visible()
    assert rows(group) != STEPS
    put(group, *STEPS)
    group.get_by_role("button", name="Check answer").click()
    expect(group.get_by_role("status")).to_have_text("Correct")
    assert len(attempts(page)) == 2


def test_a_page_without_such_a_question_fetches_neither_kind(
    context: BrowserContext, page: Page, lab: Lab
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button", name="Check answer")).to_have_count(3)
    assert [it for it in asked if re.search("(order|match)\\.js", it)] == []


def test_an_edit_that_adds_a_step_leaves_the_answer_unjudged(page: Page, lab: Lab) -> None:
    lab.teach(ORDER)
    page.goto(f"{lab.url}lesson.html")
    group = question(page, "round")
    put(group, *STEPS)
    group.get_by_role("button", name="Check answer").click()
    kept = json.dumps(attempts(page))
    more = "      - {id: stop, text: The text ends, because: A token says so.}\n    see"
    lab.teach(ORDER.replace("    see", more))
    page.reload()
    expect(group.get_by_role("status")).to_contain_text("no longer fits and is not judged")
    assert json.dumps(attempts(page)) == kept
