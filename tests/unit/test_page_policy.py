"""What a page may load, run and send: each directive as browsers name it, since they pass over one that they do not know."""

from course.publish.policy import digest, policy


def test_a_page_runs_its_own_scripts_and_asks_no_other_origin() -> None:
    html = '<script>a()</script><script src="b.js"></script><script type="application/json">{}</script>'
    assert dict(it.split(" ", 1) for it in policy(html).split("; ")) == {
        "default-src": "'self'",
        "script-src": f"'self' '{digest('a()')}'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "frame-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
