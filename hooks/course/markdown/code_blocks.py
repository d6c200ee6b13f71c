"""Code blocks scroll sideways: they can be reached by keyboard to do so, without a script."""

from markdown.postprocessors import Postprocessor


class CodeBlocks(Postprocessor):
    def run(self, text: str) -> str:
        return text.replace("<pre><span></span><code>", '<pre><span></span><code tabindex="0">')
