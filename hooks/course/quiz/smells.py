"""Smells: what makes a question guessable or muddled. Each can be allowed by a line saying why.

``allow: {negated: why}`` stands in the question; for a smell of the whole lesson, at the top of the file.
An allowance that is not needed is a problem itself. Readers who know no answer choose the longest option, or
the place that was right before: in a well-known course the longest option was right in 56 of 97 single-answer
questions.
"""

import re
from collections.abc import Iterator, Mapping

from ..authoring.inline_text import inline_text
from ..authoring.problem import Problem, nearest
from .kinds.asked import Fault, Path
from .kinds.choice import One
from .kinds.question import KINDS, Question
from .quiz import Quiz

IN_QUIZ = {"longest-right", "same-place"}
IN_QUESTION = {"negated", "same-text"}.union(*(kind.SMELLS for kind in KINDS.values()))

_IS = r"(is|are|was|were|do|does|did|can|could|would|will|should|has|have)"
_MAIN_CLAUSE = r"((?!\b(that|who|whose|where|when|if|because)\b)[^.?!,;:])"
_NEGATED = re.compile(
    r"(?-i:\bNOT\b)|[*_]not[*_]|\bexcept\b"
    rf"|\bwhich\b{_MAIN_CLAUSE}*?"
    rf"\b({_IS}( not|n['\u2019]t)|cannot|is never|(is|are) (false|incorrect|wrong))\b",
    re.IGNORECASE,
)


def check(quiz: Quiz) -> Iterator[Problem]:
    """The smells of one lesson's questions that no line allows, and the allowances that nothing needs."""
    for index, question in quiz.questions.items():
        at: Path = ("questions", index)
        found = dict(_in_question(question))
        yield from _judge(quiz, at, found, question.allow, IN_QUESTION, "the question")
    if quiz.whole:
        ones = {i: question for i, question in quiz.questions.items() if isinstance(question, One)}
        yield from _judge(quiz, (), dict(_in_quiz(ones)), quiz.allow, IN_QUIZ, "the file")


def _judge(
    quiz: Quiz, at: Path, found: Mapping[str, Fault], allow: Mapping[str, str], known: set[str], where: str
) -> Iterator[Problem]:
    for id, (path, what, mend) in found.items():
        if id not in allow:
            mend = f"{mend}, or say in {where} why it is right: 'allow: {{{id}: WHY}}'"
            yield quiz.source.problem((*at, *path), what, mend)
    for id in allow:
        path = (*at, "allow", id)
        if id in (IN_QUIZ | IN_QUESTION) - known:
            place = "at the top of the file" if id in IN_QUIZ else "in the question"
            yield quiz.source.problem(path, f"'{id}' is allowed in the wrong place", f"Write it {place}")
        elif id not in known:
            yield quiz.source.problem(path, f"there is no smell '{id}'", nearest(id, known))
        elif id not in found:
            yield quiz.source.problem(path, f"'{id}' is allowed but does not occur", "Remove the line")


def _in_question(question: Question) -> Iterator[tuple[str, Fault]]:
    if match := _NEGATED.search(question.ask):
        yield "negated", (("ask",), f"a negated question ('{match[0]}')", "Ask for what is so")
    yield from question.smells()
    seen: set[str] = set()
    texts: set[str] = set()
    for index, entry in enumerate(question.entries):
        bare = re.sub(r"[\W_]+", "", entry.text).casefold() or entry.text
        text = " ".join(entry.text.split())
        if bare in seen and text not in texts:
            what = f"'{entry.text}' differs from another {question.HOLDS[:-1]} in case or punctuation alone"
            yield "same-text", ((question.HOLDS, index, "text"), what, "Say what differs")
        seen.add(bare)
        texts.add(text)


def _in_quiz(ones: Mapping[int, One]) -> Iterator[tuple[str, Fault]]:
    rights = [
        (i, _right(question)) for i, question in ones.items() if any(o.correct for o in question.options)
    ]
    longest = [i for i, right in rights if _is_longest(ones[i], right)]
    if len(longest) * 2 > len(rights):
        what = f"the right option is the longest in {len(longest)} of {len(rights)} single-answer questions"
        yield "longest-right", (("questions", longest[0]), what, "Shorten it or lengthen the others")
    from_start = {right for _, right in rights}
    from_end = {len(ones[i].options) - right for i, right in rights}
    if len(rights) >= 3 and (len(from_start) == 1 or len(from_end) == 1):
        what = f"the right option is in the same place in all {len(rights)} single-answer questions"
        yield "same-place", (("questions", rights[0][0]), what, "Move some")


def _right(question: One) -> int:
    return next(index for index, option in enumerate(question.options) if option.correct)


def _is_longest(question: One, right: int) -> bool:
    lengths = [len(_shown(option.text)) for option in question.options]
    return all(lengths[right] > length for index, length in enumerate(lengths) if index != right)


def _shown(text: str) -> str:
    """What a reader sees of inline Markdown: a link's text, no emphasis or code marks."""
    return inline_text(" ".join(text.split()))
