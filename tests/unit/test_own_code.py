"""Python that was edited while the server runs."""

from pathlib import Path

from course.commands.own_code import OwnCode


def test_what_was_edited_added_or_deleted_is_named_until_it_is_as_before(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    (hooks / "course").mkdir(parents=True)
    for name in ("build.py", "course/a.py", "course/b.py"):
        (hooks / name).write_text("x = 1\n")
    code = OwnCode(hooks)
    assert code.changed() == []
    (hooks / "course" / "a.py").write_text("x = \n")
    (hooks / "course" / "b.py").unlink()
    (hooks / "new.py").touch()
    (hooks / "course" / "page.html").touch()  # read afresh for each build
    assert code.changed() == ["hooks/course/a.py", "hooks/course/b.py", "hooks/new.py"]
    (hooks / "course" / "a.py").write_text("x = 1\n")
    assert "hooks/course/a.py" not in code.changed()
