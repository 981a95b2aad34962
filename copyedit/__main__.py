"""`python -m copyedit`."""

import sys

from copyedit.cli import main

sys.exit(main())
