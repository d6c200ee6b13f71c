"""A module a kind of question: its shape, its checks and its words; beside it, in templates/, its HTML."""
