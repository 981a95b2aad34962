"""Which marks of an article are quotation marks, which apostrophes, how they pair, and which are at fault.

Works on plain texts and knows nothing of fixers; `Reading.quoted` and the quotes fixer both rest on it.

    marks.py        where marks stand, and next to what
    apostrophes.py  what it costs to read a mark as an apostrophe
    roles.py        what a mark may be, and what each role costs
    places.py       where a missing mark may belong
    solver.py       the cheapest reading of a row of marks
    found.py        what is found: judged marks, missing marks, quotations
    article.py      an article's passages: those that read clean are settled at once
    block.py        the others, solved together: continued and held quotations
    style.py        straight or curly, single or double first
"""
