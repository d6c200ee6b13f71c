"""The course: YAML in; Markdown, HTML and JSON out. Nothing in here imports mkdocs."""
