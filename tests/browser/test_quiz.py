"""A question in the page: what a person does by eye, ear or keyboard, and what it answers."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from held_back import held_back
from kept_page import another_tab
from lab import Lab
from playwright.sync_api import Locator, Page, expect
from test_storage_faults import empty, given

ASK_ONE = re.compile("non-commercial")
ASK_SEVERAL = "What follows from the tokenizer?"
ASK_NUMBER = "How large are the weights?"


@pytest.fixture
def lesson(page: Page, lab: Lab) -> Page:
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button", name="Check answer")).to_have_count(3)
    return page


def question(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("group", name=name)


def attempts(page: Page) -> list[dict[str, object]]:
    """Every attempt in the browser's storage, read without the site's own code."""
    return page.evaluate(
        "Object.keys(localStorage).filter(k => k.includes(':attempt:')).map(k => JSON.parse(localStorage[k]))"
    )


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.tagName")


def test_an_answer_is_told_with_the_reasons_of_every_option_and_which_was_right(lesson: Page) -> None:
    one = question(lesson, ASK_ONE)
    one.get_by_role("radio", name="The parent's terms go with it").check()
    one.get_by_role("button", name="I'm guessing").click()
    expect(one.get_by_role("status")).to_contain_text("Correct. Noted as a guess")
    one.get_by_role("button", name="Try again").click()
    one.get_by_role("radio", name="The parent's terms go with it").check()
    one.get_by_role("button", name="Check answer").click()
    expect(one.get_by_role("status")).to_have_text("Correct")
    right = one.locator(".option-row", has_text="The parent's terms go with it")
    expect(right).to_contain_text("Right, your choice. It is made of its weights.")
    wrong = one.locator(".option-row", has_text="Anything, for you trained it")
    expect(wrong).to_contain_text("Wrong. Training does not replace an agreement.")
    expect(one.get_by_text("Terms travel with the weights.")).to_be_visible()
    expect(one.get_by_role("link", name=re.compile("explain"))).to_have_attribute("href", "#license")
    one.get_by_role("button", name="Try again").click()
    one.get_by_role("radio", name="Anything, on your own servers").check()
    one.get_by_role("button", name="Check answer").click()
    expect(one.get_by_role("status")).to_have_text("Not quite")
    expect(one.locator(".option-row").nth(0)).to_contain_text("Right. It is made of its weights.")
    expect(one.locator(".option-row").nth(2)).to_contain_text("Wrong, your choice. Where it runs")
    expect(one.get_by_role("radio", name="Anything, on your own servers")).to_have_accessible_description(
        "Wrong, your choice. Where it runs does not matter."
    )


FOUND = [
    (["What a text costs", "Which template fits"], "Correct. You found 2 of the 2 right ones"),
    (["What a text costs"], "Not quite. You found 1 of the 2 right ones"),
    (["What a text costs", "The licence"], "Not quite. You found 1 of the 2 right ones and took 1 wrong one"),
    (["The licence"], "Not quite. You found 0 of the 2 right ones and took 1 wrong one"),
]


def test_several_says_how_many_were_found_and_how_many_wrongly_taken(lesson: Page) -> None:
    several = question(lesson, ASK_SEVERAL)
    for chosen, verdict in FOUND:
        for name in chosen:
            several.get_by_role("checkbox", name=name).check()
        several.get_by_role("button", name="Check answer").click()
        expect(several.get_by_role("status")).to_have_text(verdict)
        several.get_by_role("button", name="Try again").click()


ENTRIES = [("269", "Correct"), ("269,0 mb", "Correct"), ("538 MB", "Not quite"), ("2.69e2", "Correct")]


def test_a_number_is_judged_within_its_tolerance(lesson: Page) -> None:
    number = question(lesson, ASK_NUMBER)
    for entry, verdict in ENTRIES:
        number.get_by_role("textbox", name="Your answer in MB").fill(entry)
        number.get_by_role("button", name="Check answer").click()
        expect(number.get_by_role("status"), entry).to_have_text(verdict)
        expect(number.get_by_text("Two bytes a parameter.")).to_be_visible()
        number.get_by_role("button", name="Try again").click()


UNREADABLE = [
    ("", "Type a number first."),
    ("about three hundred", "“about three hundred” cannot be read as a number"),
    ("12.34.56", "“12.34.56” cannot be read as a number"),
    ("0.27 GB", "“GB” is not the unit asked for. Give the answer in MB."),
]


def test_an_unreadable_number_is_explained_and_not_recorded(lesson: Page) -> None:
    number = question(lesson, ASK_NUMBER)
    box = number.get_by_role("textbox")
    for answered, (entry, says) in enumerate(UNREADABLE):
        box.fill(entry)
        number.get_by_role("button", name="Check answer").click()
        expect(number.get_by_role("status")).to_contain_text(says)
        expect(box).to_be_focused()
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_value(entry)
        assert len(attempts(lesson)) == answered
        box.fill("269")
        box.press("Enter")
        expect(number.get_by_role("status")).to_have_text("Correct")
        expect(box).not_to_have_attribute("aria-invalid", "true")
        number.get_by_role("button", name="Try again").click()


def test_nothing_chosen_is_told_and_not_recorded(lesson: Page) -> None:
    for button in ("Check answer", "I'm guessing"):
        for name, says in (
            (ASK_ONE, "Choose an option first."),
            (ASK_SEVERAL, "Choose at least one option first."),
        ):
            group = question(lesson, name)
            group.get_by_role("button", name=button).click()
            expect(group.get_by_role("status")).to_have_text(says)
            assert attempts(lesson) == []
            assert focused(lesson) == "INPUT"  # and not the button


def stored(page: Page) -> list[dict[str, object]]:
    """Every attempt with its key, both without what no two have in common."""
    entries: dict[str, str] = page.evaluate("({...localStorage})")
    own = re.compile(r":[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    found = []
    for key, raw in sorted(entries.items()):
        if ":attempt:" in key:
            assert own.search(key)
            attempt = json.loads(raw)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", attempt.pop("at"))
            found.append({"key": own.sub("", key), **attempt})
    return found


def test_an_attempt_is_stored_with_its_confidence_and_no_verdict_under_a_key_of_its_own(
    lesson: Page, lab: Lab
) -> None:
    several, number, one = (question(lesson, it) for it in (ASK_SEVERAL, ASK_NUMBER, ASK_ONE))
    several.get_by_role("checkbox").first.check()
    several.get_by_role("checkbox").last.check()
    several.get_by_role("button", name="Check answer").click()
    number.get_by_role("textbox").fill("300 MB")
    number.get_by_role("button", name="Check answer").click()
    one.get_by_role("radio").first.check()
    one.get_by_role("button", name="I'm guessing").click()
    expect(one.get_by_role("status")).to_contain_text("Correct")

    def told(id: str, kind: str, group: Locator) -> dict[str, object]:
        return {
            "key": f"small-first:v1:/small-first/:attempt:{id}",
            "v": 1,
            "kind": kind,
            "fingerprint": group.get_attribute("data-fingerprint"),
        }

    clicked = stored(lesson)
    assert clicked == [
        {**told("follows", "several", several), "sure": True, "choice": ["cost", "terms"]},
        {**told("size", "number", number), "sure": True, "choice": "300 MB", "unit": "MB"},
        {**told("travels", "one", one), "sure": False, "choice": ["parent"]},
    ]
    empty(lesson, lab).evaluate("localStorage.clear()")
    given(lesson, lab, follows="cost terms", size="300 MB")
    given(lesson, lab, sure=False, travels="parent")
    assert stored(lesson) == clicked, "what tests take for answered is what a click stores"


def test_arrow_keys_choose_and_never_submit(lesson: Page) -> None:
    one = question(lesson, ASK_ONE)
    one.get_by_role("radio").first.focus()
    for _ in range(5):
        lesson.keyboard.press("ArrowDown")
    expect(one.get_by_role("radio").nth(2)).to_be_checked()
    expect(one.get_by_role("status")).to_have_text("")
    assert attempts(lesson) == []


def test_enter_submits_once_and_focus_stays_where_it_was(lesson: Page) -> None:
    for count, name in enumerate((ASK_ONE, ASK_SEVERAL, ASK_NUMBER), 1):
        group = question(lesson, name)
        control = group.locator("input").first
        control.focus()
        lesson.keyboard.type("269") if name == ASK_NUMBER else lesson.keyboard.press("Space")
        lesson.keyboard.press("Enter")
        expect(group.get_by_role("status")).to_contain_text(re.compile("Correct|Not quite"))
        expect(control).to_be_focused()
        lesson.keyboard.press("Enter")
        assert len(attempts(lesson)) == count


def test_an_answer_stands_until_it_is_tried_again(lesson: Page) -> None:
    one = question(lesson, ASK_ONE)
    first, second = one.get_by_role("radio").nth(0), one.get_by_role("radio").nth(1)
    first.check()
    one.get_by_role("button", name="Check answer").click()
    expect(second).to_be_disabled()  # as it is told; it can still be reached
    second.click(force=True)
    first.focus()
    lesson.keyboard.press("ArrowDown")
    expect(first).to_be_checked()
    expect(second).not_to_be_checked()
    expect(one.get_by_role("button", name="Check answer")).to_be_hidden()


def test_try_again_starts_clean_with_focus_on_the_first_control(lesson: Page) -> None:
    for name in (ASK_ONE, ASK_SEVERAL, ASK_NUMBER):
        group = question(lesson, name)
        if name == ASK_NUMBER:
            group.get_by_role("textbox").fill("1")
        else:
            group.locator("input").first.check()
        group.get_by_role("button", name="I'm guessing").click()
        group.get_by_role("button", name="Try again").click()
        expect(group.locator("input").first).to_be_focused()
        expect(group.locator("input:checked")).to_have_count(0)
        expect(group.get_by_role("status")).to_have_text("")
        expect(group.locator(".reason:visible, .after:visible")).to_have_count(0)
        expect(group.get_by_role("button")).to_have_count(2)
    expect(question(lesson, ASK_NUMBER).get_by_role("textbox")).to_have_value("")


def test_an_attempt_after_the_answer_was_on_show_says_so(lesson: Page) -> None:
    one = question(lesson, ASK_ONE)
    for _ in range(2):
        one.get_by_role("radio").first.check()
        one.get_by_role("button", name="Check answer").click()
        expect(one.get_by_role("status")).to_have_text("Correct")
        one.get_by_role("button", name="Try again").click()
    assert sorted(attempt.get("retry", False) for attempt in attempts(lesson)) == [False, True]
    lesson.reload()
    one.get_by_role("button", name="Try again").click()
    one.get_by_role("radio").first.check()
    lesson.keyboard.press("Enter")
    assert sorted(attempt.get("retry", False) for attempt in attempts(lesson)) == [False, True, True]


def test_every_function_is_reached_by_keyboard_and_focus_is_never_lost(lesson: Page) -> None:
    for name in (ASK_ONE, ASK_SEVERAL, ASK_NUMBER):
        group = question(lesson, name)
        group.locator("input").first.focus()
        lesson.keyboard.type("269") if name == ASK_NUMBER else lesson.keyboard.press("Space")
        guess = group.get_by_role("button", name="I'm guessing")
        for _ in range(6):
            if guess.evaluate("b => b === document.activeElement"):
                break
            lesson.keyboard.press("Tab")
        lesson.keyboard.press("Enter")
        expect(group.get_by_role("status")).to_contain_text(re.compile("Correct|Not quite"))
        expect(group.get_by_role("status")).to_be_focused()
        again = group.get_by_role("button", name="Try again")
        for _ in range(6):
            if again.evaluate("b => b === document.activeElement"):
                break
            lesson.keyboard.press("Tab")
        expect(again).to_be_focused()
        lesson.keyboard.press("Enter")
        expect(group.locator("input").first).to_be_focused()


def test_an_answer_is_there_again_after_a_reload(lesson: Page) -> None:
    several = question(lesson, ASK_SEVERAL)
    several.get_by_role("checkbox", name="Which template fits").check()
    several.get_by_role("button", name="Check answer").click()
    number = question(lesson, ASK_NUMBER)
    number.get_by_role("textbox").fill("2,690.5")
    number.get_by_role("button", name="Check answer").click()
    expect(number.get_by_role("status")).to_have_text("Not quite")
    lesson.reload()
    expect(several.get_by_role("status")).to_have_text("Not quite. You found 1 of the 2 right ones")
    expect(several.get_by_role("checkbox", name="Which template fits")).to_be_checked()
    expect(several.get_by_role("checkbox", name="What a text costs")).not_to_be_checked()
    expect(number.get_by_role("textbox")).to_have_value("2,690.5")
    assert focused(lesson) == "BODY"  # as after any load: restoring takes no focus


def test_without_javascript_everything_is_there_and_nothing_pretends(browser, lab: Lab) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{lab.url}lesson.html")
    expect(page.get_by_role("button")).to_have_count(0)
    one = question(page, ASK_ONE)
    expect(one.get_by_role("radio")).to_have_count(3)
    one.get_by_text("Answer and reasons").click()
    expect(one.get_by_text("Training does not replace an agreement.")).to_be_visible()
    expect(one.get_by_text("Right:")).to_be_visible()
    page.close()


def words_on_paper(page: Page) -> str:
    """What is seen when the page is printed, in the order of reading, with letters and numbers that the sheet adds."""
    page.emulate_media(media="print")
    return page.locator("main").evaluate(
        """main => {
            const texts = document.createNodeIterator(main, NodeFilter.SHOW_TEXT);
            const shown = (element, side) => getComputedStyle(element, side).content.replace(/^(none|normal)$/, "");
            const found = [];
            for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                const around = text.parentElement;
                if (around.checkVisibility({ visibilityProperty: true }) && text.data.trim())
                    found.push(shown(around, "::before"), text.data.trim());
            }
            return found.filter(Boolean).join(" ");
        }"""
    )


def test_paper_is_the_same_before_and_after_scrolling_and_answering(lesson: Page) -> None:
    page = lesson
    alive = words_on_paper(page)
    page.emulate_media(media="screen")
    for name in (ASK_ONE, ASK_SEVERAL):
        question(page, name).locator("input").first.check()
    question(page, ASK_NUMBER).get_by_role("textbox").fill("12")
    for _ in range(3):
        page.get_by_role("button", name="Check answer").first.click()
    expect(page.get_by_role("button", name="Try again")).to_have_count(3)
    assert words_on_paper(page) == alive
    boxes = question(page, ASK_ONE).get_by_role("radio")
    assert len(set(boxes.evaluate_all("all => all.map(it => getComputedStyle(it).backgroundColor)"))) == 1
    assert boxes.first.evaluate("it => getComputedStyle(it).appearance") == "none"
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    assert words_on_paper(page) == alive


def test_paper_has_the_answers_at_the_end_or_not_at_all(lesson: Page) -> None:
    words = words_on_paper(lesson)
    questions, _, key = words.partition("Answers and reasons")
    assert "counter(option, lower-alpha)" in questions and "The parent's terms go with it" in questions
    for reason in ("made of its weights", "Two bytes a parameter", "269 MB", "travel with the weights"):
        assert reason not in questions and reason in key
    for control in ("Check answer", "Try again", "printed", "Your choice", "Where this is explained"):
        assert control not in words
    lesson.emulate_media(media="screen")
    lesson.get_by_role("checkbox", name="answers and reasons at the end").uncheck()
    assert words_on_paper(lesson).strip() == questions.strip()


TRANSLATE = """() => {
    const texts = document.createNodeIterator(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) if (text.data.trim()) found.push(text);
    for (const text of found) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        text.replaceWith(outer);
        outer.append(inner);
        inner.append(text.data.toUpperCase());
    }
}"""


@contextmanager
def before_its_script(page: Page, lab: Lab) -> Iterator[None]:
    """In the lesson before its questions are alive; they are when the block has ended."""
    with held_back(page, "**/quiz-question.js"):
        page.goto(f"{lab.url}lesson.html")
        yield
    expect(page.get_by_role("button", name="Check answer").first).to_be_visible()


@pytest.mark.parametrize("name", [ASK_ONE, ASK_SEVERAL, ASK_NUMBER])
def test_focus_and_what_was_entered_survive_a_questions_coming_alive(page: Page, lab: Lab, name: str) -> None:
    control = question(page, name).locator("input").first
    with before_its_script(page, lab):
        control.focus()
        if name == ASK_NUMBER:
            page.keyboard.type("269")
            page.keyboard.press("Enter")  # nothing happens yet, and nothing is lost
            control.evaluate("box => box.setSelectionRange(1, 2)")
        else:
            page.keyboard.press("Space")
        nodes = page.locator("fieldset").evaluate_all("all => (window.before = all).length")
    expect(control).to_be_focused()
    assert page.evaluate("before.filter(it => it.isConnected).length") == nodes
    if name == ASK_NUMBER:
        expect(control).to_have_value("269")
        assert control.evaluate("box => [box.selectionStart, box.selectionEnd]") == [1, 2]
    else:
        expect(control).to_be_checked()
    page.keyboard.press("Enter")
    expect(question(page, name).get_by_role("status")).to_contain_text(re.compile("Correct|Not quite"))


def test_what_is_entered_before_the_script_comes_stands_before_an_older_answer(
    lesson: Page, lab: Lab
) -> None:
    number = question(lesson, ASK_NUMBER)
    number.get_by_role("textbox").fill("12")
    number.get_by_role("button", name="Check answer").click()
    with before_its_script(lesson, lab):
        number.get_by_role("textbox").fill("26")
    expect(number.get_by_role("textbox")).to_have_value("26")
    expect(number.get_by_role("button", name="Check answer")).to_be_visible()


def test_who_reads_the_answer_keeps_it_when_the_question_comes_alive(page: Page, lab: Lab) -> None:
    one = question(page, ASK_ONE)
    summary = one.locator("summary")
    with before_its_script(page, lab):
        summary.focus()
        page.keyboard.press("Enter")
    expect(summary).to_be_focused()
    expect(one.get_by_text("Training does not replace an agreement.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    expect(summary).to_be_hidden()
    expect(one.get_by_role("button", name="Check answer")).to_be_focused()


def test_a_button_that_another_tab_takes_away_hands_its_focus_on(lesson: Page) -> None:
    one = question(lesson, ASK_ONE)
    one.get_by_role("button", name="Check answer").focus()
    other = another_tab(lesson, lesson.url)
    group = question(other, ASK_ONE)
    group.get_by_role("radio").first.check()
    group.get_by_role("button", name="Check answer").click()
    expect(one.get_by_role("status")).to_be_focused()
    one.get_by_role("button", name="Try again").focus()
    other.goto(lesson.url.replace("lesson.html", "progress.html"))
    other.get_by_role("button", name="Reset this lesson").click()
    expect(one.get_by_role("radio").first).to_be_focused()


def test_a_translated_question_works(lesson: Page) -> None:
    """A browser that translates puts each text into two elements of its own."""
    lesson.evaluate(TRANSLATE)
    one = question(lesson, re.compile("NON-COMMERCIAL"))
    one.get_by_text("ANYTHING, ON YOUR OWN SERVERS").first.click()
    one.get_by_text("I'M GUESSING").click()
    expect(one.get_by_role("status")).to_contain_text("Not quite. Noted as a guess")
    expect(one.locator(".option-row").nth(2)).to_contain_text(", your choice")
    one.get_by_role("button", name="Try again").or_(one.get_by_role("button", name="TRY AGAIN")).click()
    expect(one.get_by_role("status")).to_have_text("")


def test_the_verdict_is_not_told_by_colour_alone(lesson: Page) -> None:
    one = question(lesson, ASK_ONE)
    one.get_by_role("radio").nth(1).check()
    one.get_by_role("button", name="Check answer").click()
    expect(one.get_by_role("status")).to_contain_text("Not quite")
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        lesson.emulate_media(color_scheme=scheme, forced_colors="active")
        widths = one.locator(".option-row").evaluate_all(
            "rows => rows.map(r => getComputedStyle(r).borderLeftWidth)"
        )
        assert widths == ["4px", "4px", "0px"], scheme


def test_rows_are_full_width_and_at_least_44_pixels_high_at_320(lesson: Page) -> None:
    lesson.set_viewport_size({"width": 320, "height": 640})
    group = question(lesson, ASK_ONE)
    width = group.evaluate("g => g.clientWidth")
    for target in [*group.locator(".option").all(), *group.get_by_role("button").all()]:
        box = target.bounding_box()
        assert box is not None and box["height"] >= 44
        assert target.get_attribute("class") != "option" or box["width"] >= width - 1
    assert lesson.evaluate("document.documentElement.scrollWidth") <= 320
