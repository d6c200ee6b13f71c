"""What stands in pages and figures: directives, numbers, headings, links, tables, drawings."""

import shutil

from mistakes.making import LATER, LESSON, added, doing, swap

FIGURE = "docs/foundations/picking-a-base-model/figures/ladder/figure.svg"
QUESTION, FIG = "::: question base-prompt", "::: figure chat-template"
TITLE = "## What instruction tuning adds {#tuning}"
NUMBER = "{= smollm2_135m_instruct.weights_bf16_bytes / MB | .0f MB =}"

DIRECTIVES = [
    swap(LESSON, QUESTION, ":::question base-prompt", ":::"),
    swap(LESSON, QUESTION, ":: question base-prompt", "::"),
    swap(LESSON, QUESTION, ":::: question base-prompt", "::::"),
    swap(LESSON, QUESTION, '::: question "base-prompt"', ":::"),
    swap(LESSON, QUESTION, "::: question base-prompt.", "base-prompt."),
    swap(LESSON, QUESTION, "::: question base-prompt extra", ":::"),
    swap(LESSON, QUESTION, "::: question base_prompt", "Did you mean 'base-prompt'"),
    swap(LESSON, QUESTION, "::: Question base-prompt", "Did you mean 'question'"),
    swap(LESSON, QUESTION, "::: questions base-prompt", "Did you mean 'question'"),
    swap(LESSON, QUESTION, "::: question", "needs an id"),
    swap(LESSON, QUESTION, ": : : question base-prompt", ": : :"),
    swap(LESSON, QUESTION, "- ::: question base-prompt", ":::"),
    swap(LESSON, QUESTION, "> ::: question base-prompt", ":::"),
    swap(LESSON, QUESTION, "text ::: question base-prompt", ":::"),
    swap(LESSON, QUESTION, "    ::: question base-prompt", ":::"),
    swap(LESSON, QUESTION, "::: question base-prompt license-travels", ":::"),
    swap(LESSON, QUESTION, ";;; question base-prompt", ";;;"),
    swap(LESSON, FIG, ":::figure chat-template", ":::"),
    swap(LESSON, FIG, '::: figure "chat-template"', ":::"),
    swap(LESSON, FIG, "::: figure chat-template One message.", ":::"),
    swap(LESSON, FIG, "::: figure chat-template.svg", "Did you mean 'chat-template'"),
    swap(LESSON, FIG, "::: figur chat-template", "Did you mean 'figure'"),
    swap(LESSON, FIG + "\nOne message", FIG + "\n\nOne message", "caption", on=FIG),
    swap(
        LESSON, FIG, "::: figure continue-or-answer", "too", on="::: figure continue-or-answer\nOne message"
    ),
    added(LESSON, "\n::: quiz\n", "needs an id"),
    added(LESSON, "\n::: review now\n", "takes no id"),
    added(LATER, "\n::: models license\n", "too"),
    added(LATER, "\n::: picker\n", "too"),
    added(LESSON, "\n::: key-terms nobody\n", "there is no key-terms 'nobody'"),
    added(LESSON, "\n::: models licence\n", "Did you mean 'license'"),
]

NUMBERS = [
    swap(LESSON, NUMBER, NUMBER[:-2], "{="),
    swap(LESSON, NUMBER, NUMBER + "}", "}"),
    swap(LESSON, NUMBER, "{{ smollm2_135m_instruct.weights_bf16_bytes }}", "{{"),
    swap(LESSON, NUMBER, "{ = smollm2_135m_instruct.layers =}", "{ ="),
    swap(LESSON, NUMBER, "{= =}", "{="),
    swap(
        LESSON,
        NUMBER,
        "{= smollm2_135m_instruct.weights_bf16_bytes =}",
        harmless="a whole number is shown whole, as 269,030,016",
    ),
    swap(LESSON, NUMBER, "{= smollm2_135m_instruct.weights_bf16_bytes | MB =}", "'MB'"),
    swap(LESSON, NUMBER, "{= smollm2_135m_instruct.weights_bf16_bytes | .0f | MB =}", "{="),
    swap(LESSON, NUMBER, "{= smollm2_135m_instruct.weights_bf16_bytes / GB | .2f MB =}", "MB"),
    swap(LESSON, NUMBER, "{= smollm2_135m_instruct.weights_bf16_bytes | .0f MB =}", "MB"),
    swap(LESSON, NUMBER, "{= smollm2_135m.weights_bf16_bytes / MB | .0f MB =}", "there is no model"),
    swap(LESSON, NUMBER, "{= smollm2_135m_instruct.weights / MB | .0f MB =}", "has no 'weights'"),
    swap(LESSON, NUMBER, "{= 1e300 | .0f =}", "1e300"),
    swap(LESSON, NUMBER, "{= 1 / 0 | .0f =}", "zero"),
    swap(LESSON, NUMBER, "{= 'a' * 3 | s =}"),
    swap(LESSON, NUMBER, "{= 269 | x MB =}", "'x'"),
    swap(LESSON, NUMBER, "{= 269 | .999999f MB =}"),
    swap(LESSON, NUMBER, "`" + NUMBER + "`", harmless="code is shown as it is"),
]

MARKDOWN = [
    swap(LESSON, TITLE, "# What instruction tuning adds {#tuning}", "a second heading of the first level"),
    swap(LESSON, TITLE, "#### What instruction tuning adds {#tuning}", "level"),
    swap(LESSON, TITLE, "##What instruction tuning adds {#tuning}", harmless="a heading all the same"),
    swap(
        LESSON, TITLE, "## What instruction tuning adds {#template}", "'template'", on="## The chat template"
    ),
    swap(LESSON, TITLE, "## What instruction tuning adds {#tuning", "{#tuning"),
    swap(LESSON, TITLE, "## What instruction tuning adds {tuning}", "{tuning}"),
    swap(
        LESSON, TITLE, "## What instruction tuning adds {#tuning data-mark=licence}", "Did you mean 'license'"
    ),
    swap(LESSON, TITLE, "## What instruction tuning adds {#tuning style=color:red}", "style"),
    swap(LESSON, TITLE, "## {#tuning}", "heading"),
    swap(LESSON, TITLE, TITLE + "\n\n## Empty section {#empty}\n", harmless="a heading before a heading"),
    added(LESSON, "\nSome text:\n- one\n- two\n", "empty line", on="- one"),
    added(LESSON, "\nSome text:\n1. one\n2. two\n", "empty line", on="1. one\n2."),
    added(LESSON, "\n| a | b |\n| 1 | 2 |\n", "table"),
    added(LESSON, "\nSome text:\n| a | b |\n| --- | --- |\n| 1 | 2 |\n", "empty line", on="| a | b |"),
    added(LESSON, "\n| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n", "cells", on="| 1 | 2 | 3"),
    added(LESSON, "\nAs was shown.[^9]\n", "[^9]"),
    added(LESSON, "\n[^8]: Nobody refers to it.\n", "[^8]"),
    added(LESSON, "\nSee [that page][nowhere].\n", "[nowhere]"),
    added(
        LESSON,
        "\n[gone]: https://example.org/ 'unused'\n",
        harmless="a reference that nobody uses shows nowhere",
    ),
    added(LESSON, "\n![](../../img/card.png)\n", "text"),
    added(LESSON, "\n![A card](https://example.org/card.png)\n", "example.org"),
    added(LESSON, "\n![A card](card.png)\n", "card.png"),
    added(LESSON, "\n<p style='color: red'>Red.</p>\n", "style"),
    added(LESSON, "\n<script>alert(1)</script>\n", "script"),
    added(LESSON, "\n<img src='https://example.org/card.png' alt='A card'>\n", "HTML"),
    added(LESSON, "\n<div>\n\nNever closed.\n", "div"),
    added(LESSON, "\n<iframe src='https://example.org/'></iframe>\n", "iframe"),
    added(LESSON, "\nThe loss is $x^2$ here.\n", "$"),
    added(LESSON, "\n$$\nx^2\n$$\n", "$$"),
    added(LESSON, "\n```text\nNever closed.\n", "```", on="```text\nNever"),
    added(LESSON, "\n!!! key The key\n    Text.\n", "!!!"),
    added(
        LESSON, '\n!!! key "The key"\nText that is not indented.\n', "Indent", on='!!! key "The key"\nText'
    ),
    added(LESSON, '\n!!! note "The key"\n    Text.\n', harmless="every kind has a frame"),
    added(LESSON, '\n!!!key "The key"\n    Text.\n', harmless="the space may be left out"),
    added(LESSON, '\n??? key "The key"\n    Text.\n', "???"),
    added(LESSON, "\n**Bold that never ends.\n", "**"),
    added(LESSON, "\nA `code that never ends.\n", "backtick"),
    added(LESSON, '\n--8<-- "foundations/gone.py"\n', "gone.py"),
    added(LESSON, '\n```python\n--8<-- "foundations/gone.py"\n```\n', "gone.py", on="--8<--"),
    added(LESSON, "\n[gone](gone.md)\n", "gone.md"),
    added(LESSON, "\n[nowhere](../glossary.md#nowhere)\n", "#nowhere"),
    added(LESSON, "\n[nowhere](#nowhere)\n", "#nowhere"),
    added(LESSON, "\n[absolute](/glossary/)\n", "/glossary/"),
    added(LESSON, "\n[built](../glossary/)\n", "../glossary/"),
    added(LESSON, "\n[html](../glossary.html)\n", "glossary.html"),
    added(LESSON, "\n[empty]()\n", "link to nowhere"),
    added(LESSON, "\n[text] (../glossary.md)\n", "is no link"),
    added(LESSON, "\n[text](../glossary.md\n", "[text]("),
    added(LESSON, "\n[text](https//example.org)\n", "https//example.org"),
    added(LESSON, "\n[text](www.example.org)\n", "www.example.org"),
    added(LESSON, "\n[here](javascript:alert(1))\n", "javascript:"),
    added(LESSON, "\n{% include 'x' %}\n", "{%"),
    added(LESSON, "\n- [ ] a task\n", "[ ]"),
    added(LESSON, "\n==marked==\n", "=="),
    added(LESSON, "\n~~struck~~\n", "~~"),
    added(LESSON, "\nAn emoji :smile: here.\n", "':smile:'"),
    added(LESSON, "\n<!-- a note to myself -->\n", harmless="a comment, which is left out"),
    added(LESSON, "\nText.  \n   \nMore.\n", harmless="white space at the end of a line"),
]

FIGURES = [
    doing("a figure's file is empty", lambda root: (root / FIGURE).write_text(""), f"{FIGURE}:1", "empty"),
    doing(
        "a figure's file is text", lambda root: (root / FIGURE).write_text("ladder\n"), f"{FIGURE}:1", "svg"
    ),
    doing(
        "a figure's file is not UTF-8",
        lambda root: (root / FIGURE).write_bytes(b"<svg>\xe4</svg>"),
        f"{FIGURE}:1",
        "not UTF-8",
    ),
    swap(FIGURE, "{% endfor %}", "", "endfor", on='<circle cx="185"'),  # where Jinja reads no further
    swap(FIGURE, "{% endfor %}", "{% enfor %}", "enfor"),
    swap(FIGURE, "{% for size in sizes[:5] %}", "{% for size in sizes[:5] }"),
    swap(FIGURE, "{{ x + 49 }}", "{{ x + }}"),
    swap(FIGURE, "{{ x + 49 }}", "{{ y1 + 49 }}", "y1"),
    swap(FIGURE, "{{ x + 49 }}", "{{ x / 0 }}", "zero"),
    swap(FIGURE, "{{ x + 49 }}", "{{ course.model('nobody').slug }}", "nobody"),
    swap(
        FIGURE,
        '<text x="595" y="74" class="fig-mid fig-strong">7B</text>',
        '<text x="595" y="74" class="fig-mid fig-strong">7B',
    ),
    swap(FIGURE, '<text x="595" y="74"', '<text x="595" y=74'),
    swap(FIGURE, '<title id="fig-ladder-t">The size ladder</title>', "", "title", on=2),
    swap(FIGURE, 'class="fig-wide"', 'class="fig-broad"', "fig-wide", on=2),
    swap(FIGURE, 'class="fig-tall"', 'class="fig-wide"', "fig-tall"),
    swap(FIGURE, 'viewBox="0 0 660 320"', 'viewBox="0 0 660 320" width="660"', "width", on=2),
    swap(FIGURE, 'viewBox="0 0 660 320"', 'viewbox="0 0 660 320"', "viewBox", on=2),
    swap(FIGURE, 'viewBox="0 0 660 320"', 'viewBox="0 0 700 320"', "660", on=2),
    swap(FIGURE, 'class="fig-fill fig-accent"', 'class="fig-filled fig-accent"', "fig-filled"),
    swap(FIGURE, 'class="fig-fill fig-accent"', 'fill="red"', "fill"),
    swap(FIGURE, 'class="fig-fill fig-accent"', 'style="fill: red"', "style"),
    swap(FIGURE, '<text x="48"', '<script>alert(1)</script>\n<text x="48"', "script"),
    swap(FIGURE, '<text x="48"', '<image href="https://example.org/x.png"/>\n<text x="48"', "image"),
    swap(FIGURE, 'id="fig-ladder-t"', 'id="fig-narrowing-t"', "fig-narrowing-t", on=2),
    doing(
        "a figure with a capital in its name",
        lambda root: (root / FIGURE).parent.rename((root / FIGURE).parent.with_name("Ladder")),
        FIGURE.replace("ladder", "Ladder") + ":1",
        "Ladder",
    ),
    doing(
        "a figure without a drawing",
        lambda root: (root / FIGURE).rename((root / FIGURE).with_name("ladder.svg")),
        f"{FIGURE}:1",
        "figure.svg",
    ),
    doing(
        "a figure twice",
        lambda root: shutil.copytree((root / FIGURE).parent, (root / LESSON).parent / "figures" / "ladder"),
        f"{FIGURE}:1",
        "twice",
    ),
    doing(
        "controls without a script",
        lambda root: (root / FIGURE).with_name("controls.html").write_text("<p>x</p>"),
        f"{FIGURE}:1",
        "ladder.js",
    ),
]

EVERY = [*DIRECTIVES, *NUMBERS, *MARKDOWN, *FIGURES]
