"""The rules, a module each: `find` yields what a lesson breaks, in the order of the lesson.

Where a rule knows more than the lesson (names, quotations, sources), a class carries that
knowledge, or an argument. `balance` and `task_uids` look at all lessons together, `addresses`
at the table of sources. What a rule says stands in `messages.yaml`.
"""
