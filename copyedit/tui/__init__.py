"""The review in a terminal."""

import os

# a key is answered within the next frame; Textual reads this when it is first imported
os.environ.setdefault("TEXTUAL_FPS", "120")
