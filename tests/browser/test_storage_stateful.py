"""Random doings in several tabs against a small model of what must hold: no attempt ever disappears, none is ever
shown on another question or option, a reset hides what came before it and nothing else."""

import json
import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from lab import MATCH, NUMBER, ONE, ORDER, SEVERAL, Lab
from playwright.sync_api import Page, expect
from test_storage_faults import another_tab
from test_storage_forms import BROKEN

PREFIX = "small-first:v1:/small-first/:"
OPTIONS = {
    "travels": ["parent", "own", "server"],
    "follows": ["cost", "template", "terms"],
    "round": ["read", "score", "softmax", "draw"],
    "levers": ["prices", "stock", "wrong-json"],
}
GROUPS = ["prompt", "book", "tune"]
KINDS = {"travels": "one", "follows": "several", "size": "number", "round": "order", "levers": "match"}
SETUP = """async () => {
  const [store, answers, file] = await Promise.all(['store', 'answers', 'answers-file'].map(m => import(`/small-first/js/store/${m}.js`)));
  window.sf = {...store, ...answers, ...file};
  const keys = () => ['attempt', 'reset', 'setting'].flatMap(kind => sf.store.all(kind)).map(e => e.key);
  window.act = (what) => {
    sf.store.refresh();
    const before = keys();
    what();
    return keys().filter(k => !before.includes(k));
  };
  const setItem = Storage.prototype.setItem;
  window.full = false;
  Storage.prototype.setItem = function (...args) {
    if (window.full) throw new DOMException('full', 'QuotaExceededError');
    return setItem.apply(this, args);
  };
  // Waits until the browser has carried the other tabs' writes over, which takes a moment: else what is seen says what differs
  window.settle = async (expected) => {
    const [keys, foreign, aside] = JSON.parse(expected);
    const settled = () => {
      sf.store.refresh();
      const held = [...sf.store.all('attempt'), ...sf.store.all('reset'), ...sf.store.attempts(), ...sf.store.all('setting')];
      return held.map(e => e.key).sort().join() === keys.join()
        && foreign.every(key => key in localStorage)
        && aside.every(raw => Object.values(localStorage).includes(raw));
    };
    for (const end = Date.now() + 5000; !settled() && Date.now() < end;) await new Promise(done => setTimeout(done, 10));
  };
  window.look = () => {
    sf.store.refresh();
    const placed = set => [...set.querySelectorAll('.option-row')].map(row => [row.dataset.option, row.querySelector('select').value]);
    const chosen = {
      number: set => set.querySelector('input').value,
      order: set => set.closest('[data-verdict]') ? placed(set).sort((a, b) => a[1] - b[1]).map(([id]) => id) : [],
      match: set => placed(set).filter(([, group]) => group).map(pair => pair.join('=')).sort(),
    };
    const any = set => [...set.querySelectorAll(':checked')].map(i => i.value).sort();
    const shown = Object.fromEntries([...document.querySelectorAll('fieldset')].map(set => [set.dataset.question,
      (chosen[set.dataset.kind] ?? any)(set)]));
    return JSON.stringify({
      all: Object.fromEntries(sf.store.all('attempt').map(e => [e.key, {question: e.subject, choice: e.value.choice}])),
      visible: sf.store.attempts().map(e => e.key),
      daily: sf.setting('daily')?.value.value ?? null,
      shown,
      storage: {...localStorage},
    });
  };
}"""


@dataclass
class Model:
    """Order stands for time."""

    attempts: dict[str, tuple[str, Any, int]] = field(default_factory=dict)  # key: question, choice, order
    unsaved: list[set[str]] = field(default_factory=lambda: [set(), set(), set()])  # by tab
    resets: dict[str, tuple[list[str] | None, int]] = field(default_factory=dict)
    restores: list[tuple[set[str], int]] = field(default_factory=list)
    daily: dict[str, tuple[int, int]] = field(default_factory=dict)  # key: number, order
    lost_daily: dict[str, tuple[int, int]] = field(default_factory=dict)
    files: list[tuple[dict[str, Any], set[str]]] = field(default_factory=list)
    lost: dict[str, tuple[str, Any, int]] = field(default_factory=dict)  # known by files alone
    garbage: list[str] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    full: set[int] = field(default_factory=set)

    def known(self, tab: int) -> set[str]:
        return set(self.attempts) - self.others(tab)

    def others(self, tab: int) -> set[str]:
        """What other tabs could not save."""
        return set().union(*(it for i, it in enumerate(self.unsaved) if i != tab))

    def set_last(self, tab: int) -> str | None:
        """The key of the daily number that holds in a tab."""
        return max(set(self.daily) - self.others(tab), key=lambda key: self.daily[key][1], default=None)

    def visible(self, tab: int) -> list[str]:
        def shows(key: str) -> bool:
            question, _, order = self.attempts[key]
            since = max([order, *(at for keys, at in self.restores if key in keys)])
            return not any(
                at > since and (scope is None or question in scope) for scope, at in self.resets.values()
            )

        return [key for key in sorted(self.known(tab), key=lambda k: self.attempts[k][2]) if shows(key)]

    def flush(self, tab: int) -> None:
        if tab not in self.full:
            self.unsaved[tab].clear()


class Run:
    def __init__(self, page: Page, lab: Lab, seed: int) -> None:
        self.random = random.Random(seed)
        self.lab = lab
        self.model = Model()
        self.order = 0
        self.tabs = [page, another_tab(page), another_tab(page)]
        for tab in self.tabs:
            self.open(tab)

    def open(self, tab: Page) -> None:
        tab.goto(f"{self.lab.url}lesson.html")
        expect(tab.locator("fieldset .actions:visible")).to_have_count(len(KINDS))
        tab.evaluate(SETUP)
        # What is shown is read from the page's elements: three tabs need not be drawn anew at each step
        tab.evaluate("document.documentElement.hidden = true")

    def step(self) -> str:
        self.order += 1
        tab = self.random.randrange(3)
        name = self.random.choices(
            ["record", "reset", "undo", "save", "take", "plant", "foreign", "fill", "reload", "set_daily"],
            [40, 8, 6, 6, 8, 6, 3, 4, 4, 5],
        )[0]
        self.model.flush(tab)
        getattr(self, name)(tab)
        self.check(tab)
        return f"{name} in tab {tab}"

    def act(self, tab: int, what: str, argument: Any = None) -> Any:
        """In a tab that has followed the others: what a function gives. Before the model is told of it."""
        settled = f"async ([held, argument]) => (await settle(held), ({what})(argument))"
        return self.tabs[tab].evaluate(settled, [self.held(tab), argument])

    def record(self, tab: int) -> None:
        question = self.random.choice(list(KINDS))
        answer = {"kind": KINDS[question], **self.choose(question)}
        answer |= {"sure": self.random.random() < 0.7, "fingerprint": "f"}
        answer |= {"hint": True} if self.random.random() < 0.2 else {}
        (key,) = self.act(tab, "([q, a]) => act(() => { sf.record(q, a) })", [question, answer])
        self.model.attempts[key] = (question, answer["choice"], self.order)
        self.model.unsaved[tab].add(key)
        self.model.flush(tab)

    def choose(self, question: str) -> dict[str, Any]:
        if question == "size":
            return {"choice": str(self.random.randint(1, 999)), "unit": "MB"}
        options = OPTIONS[question]
        if question == "levers":
            return {"choice": [f"{item}={self.random.choice(GROUPS)}" for item in options]}
        many = {"travels": 1, "follows": self.random.randint(1, 3), "round": 4}[question]
        chosen = self.random.sample(options, many)
        return {"choice": chosen if question == "round" else sorted(chosen)}

    def reset(self, tab: int) -> None:
        if tab in self.model.full:
            return
        scope = self.random.choice([None, ["travels"], ["travels", "follows"], ["size"], ["round", "levers"]])
        what = "s => act(() => { sf.reset(s ? 'lesson=x' : 'all', s ?? undefined) })"
        (key,) = self.act(tab, what, scope)
        self.model.resets[key] = (scope, self.order)

    def undo(self, tab: int) -> None:
        if self.model.resets:
            key = self.random.choice(sorted(self.model.resets))
            self.act(tab, "k => sf.store.drop(k)", key)
            del self.model.resets[key]

    def save(self, tab: int) -> None:
        file = json.loads(self.act(tab, "() => JSON.stringify(sf.pack())"))
        keys = {
            f"{PREFIX}attempt:{it['question']}:{it['id']}"
            for it in file["attempts"]
            if it["attempt"]["v"] <= 2
        }
        assert keys == set(self.model.visible(tab))
        settings = {f"{PREFIX}setting:{it['name']}:{it['id']}" for it in file["settings"]}
        assert settings == {self.model.set_last(tab)} - {None}
        keys |= settings
        self.model.files.append((file, keys))

    def take(self, tab: int) -> None:
        if not self.model.files or tab in self.model.full:
            return
        file, keys = self.random.choice(self.model.files)
        self.act(tab, "f => sf.merge(sf.unpack(f))", json.dumps(file))
        for i, held in enumerate(self.model.unsaved):
            if i != tab:
                held -= keys
        settings = {key for key in keys if ":setting:" in key}
        for key in settings - set(self.model.daily):
            self.model.daily[key] = self.model.lost_daily[key]
        keys = keys - settings
        for key in keys - set(self.model.attempts):
            self.model.attempts[key] = self.model.lost[key]
        hidden = keys - set(self.model.visible(tab))
        if hidden:
            self.model.restores.append((hidden, self.order))

    def set_daily(self, tab: int) -> None:
        number = self.random.randint(1, 99)
        (key,) = self.act(tab, "n => act(() => { sf.set('daily', n) })", number)
        self.model.daily[key] = (number, self.order)
        self.model.unsaved[tab].add(key)
        self.model.flush(tab)

    def plant(self, tab: int) -> None:
        if tab in self.model.full:
            return
        raw = self.random.choice(list(BROKEN.values()))
        self.set_item(tab, f"{PREFIX}attempt:travels:broken-{self.order}", raw)
        self.model.garbage.append(raw)

    def foreign(self, tab: int) -> None:
        if tab in self.model.full:
            return
        base = self.random.choice(
            ["small-first:v1:/other/:", "small-first:v1:/:", "other:", PREFIX + "tomorrow:"]
        )
        key, raw = f"{base}attempt:travels:{self.order}", self.random.choice(["{}", '{"v": 1}', "<b>"])
        self.set_item(tab, key, raw)
        self.model.foreign[key] = raw

    def set_item(self, tab: int, key: str, raw: str) -> None:
        self.act(tab, "([key, raw]) => localStorage.setItem(key, raw)", [key, raw])

    def fill(self, tab: int) -> None:
        self.act(tab, "() => { window.full = !window.full }")
        (self.model.full.discard if tab in self.model.full else self.model.full.add)(tab)

    def reload(self, tab: int) -> None:
        self.act(tab, "() => {}")
        for key in self.model.unsaved[tab]:  # the page had said so
            if key in self.model.daily:
                self.model.lost_daily[key] = self.model.daily.pop(key)
            else:
                self.model.lost[key] = self.model.attempts.pop(key)
        self.model.unsaved[tab].clear()
        self.model.full.discard(tab)
        self.open(self.tabs[tab])

    def held(self, tab: int) -> str:
        """What a tab must hold: keys of its own, of others', and texts that are set aside. As JSON, as all that is long."""
        daily = set(self.model.daily) - self.model.others(tab)
        keys = sorted([*self.model.known(tab), *self.model.resets, *self.model.visible(tab), *daily])
        return json.dumps([keys, sorted(self.model.foreign), [] if self.model.full else self.model.garbage])

    def check(self, tab: int) -> None:
        self.model.flush(tab)
        seen = json.loads(self.act(tab, "look"))
        expected = {key: self.model.attempts[key] for key in self.model.known(tab)}
        assert {k: (v["question"], v["choice"]) for k, v in seen["all"].items()} == {
            k: (question, choice) for k, (question, choice, _) in expected.items()
        }
        visible = self.model.visible(tab)
        assert set(seen["visible"]) == set(visible)
        last = self.model.set_last(tab)
        assert seen["daily"] == (self.model.daily[last][0] if last else None)
        shown: dict[str, Any] = {question: "" if question == "size" else [] for question in KINDS}
        shown |= {self.model.attempts[key][0]: self.model.attempts[key][1] for key in visible}
        assert seen["shown"] == shown
        assert {key: seen["storage"].get(key) for key in self.model.foreign} == self.model.foreign
        if not self.model.full:
            aside = [raw for key, raw in seen["storage"].items() if key.startswith(f"{PREFIX}quarantine:")]
            assert sorted(set(aside)) == sorted(set(self.model.garbage))

    def clear(self) -> None:
        """At the end, with room in all tabs: the storage is cleared, and a file brings back what was visible."""
        for tab, page in enumerate(self.tabs):
            page.evaluate("() => { window.full = false }")
            self.model.full.discard(tab)
            self.model.flush(tab)
            page.evaluate("sf.store.refresh()")
        for tab in range(3):
            self.check(tab)
        visible = set(self.model.visible(0))
        file = self.tabs[1].evaluate("sf.pack()")
        self.tabs[0].evaluate("localStorage.clear()")
        for page in self.tabs:
            page.wait_for_function("() => { sf.store.refresh(); return sf.store.fault() === 'cleared' }")
            assert set(json.loads(page.evaluate("look()"))["visible"]) == visible
        self.tabs[1].evaluate("f => sf.merge(sf.unpack(f))", json.dumps(file))
        self.open(self.tabs[0])
        self.tabs[0].wait_for_function(
            "n => { sf.store.refresh(); return sf.store.attempts().length === n }", arg=len(visible)
        )
        assert set(json.loads(self.tabs[0].evaluate("look()"))["visible"]) == visible


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_lost_or_misplaced_whatever_tabs_do(page: Page, lab: Lab, seed: int) -> None:
    lab.teach(ONE, SEVERAL, NUMBER, ORDER, MATCH)
    run = Run(page, lab, seed)
    done: list[str] = []
    try:
        for _ in range(150):
            done.append(run.step())
        run.clear()
    except AssertionError as error:
        raise AssertionError(f"seed {seed}, after {done[-12:]}: {error}") from error
