"""The last look at a page's tree."""

from xml.etree.ElementTree import Element, SubElement, fromstring

from markdown.treeprocessors import Treeprocessor

from ..authoring.jinja import mark, mark_names


class Finish(Treeprocessor):
    """Headings lead to themselves, marks go into them; tables scroll."""

    def run(self, root: Element) -> None:
        for heading in (element for tag in ("h2", "h3") for element in root.iter(tag)):
            if "id" in heading.attrib and next(heading.iter("a"), None) is None:
                self._link(heading)
            if heading.get("data-mark") in mark_names():
                self._add_mark(heading, heading.attrib.pop("data-mark"))
        tables = {table for table in root.iter("table") if "class" not in table.attrib}
        for parent in list(root.iter()) if tables else ():
            for index, child in enumerate(parent):
                if child in tables:
                    parent[index] = self._scrolling(child)

    def _scrolling(self, table: Element) -> Element:
        """A wide table scrolls inside itself, by keyboard too and without JavaScript."""
        for cell in table.iter():
            if style := cell.attrib.pop("style", None):
                cell.set("class", style.removeprefix("text-align:").strip(" ;"))
        heads = ("".join(cell.itertext()).strip() for cell in table.iter("th"))
        label = f"Table: {', '.join(head for head in heads if head)}"  # what tells one table from the next
        box = Element("div", {"class": "table-wrap", "tabindex": "0", "role": "group", "aria-label": label})
        box.tail, table.tail = table.tail, None
        table.set("class", "plain")
        box.append(table)
        return box

    def _link(self, heading: Element) -> None:
        """The heading's own text is the link: a sign beside it would be read out with every heading."""
        text, children = heading.text, list(heading)
        for child in children:
            heading.remove(child)
        link = SubElement(heading, "a", {"class": "sf-anchor", "href": f"#{heading.get('id')}"})
        link.text, heading.text = text, None
        link.extend(children)

    def _add_mark(self, heading: Element, name: str) -> None:
        drawing = fromstring(mark(name))
        drawing.tail, heading.text = heading.text, None
        heading.insert(0, drawing)
