"""`copyedit languagetool install | start | stop | status`."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace

from copyedit.languagetool import Unavailable

DONE, NOT_RUNNING, ERROR = 0, 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    install = actions.add_parser("install", help="fetch LanguageTool")
    install.add_argument(
        "--from",
        dest="origin",
        choices=("download", "maven"),
        default="download",
        help="language-tool-python's download of all languages (default), or the English artifacts by Maven",
    )
    actions.add_parser("start", help="start the server, if it is not running")
    actions.add_parser("stop", help="end the server")
    actions.add_parser("status", help="say what is installed and running; exit 1 where nothing runs")


def run(args: Namespace) -> int:
    """Do what was asked; the exit code."""
    try:
        return {"install": _install, "start": _start, "stop": _stop, "status": _status}[args.action](args)
    except Unavailable as error:
        print(f"copyedit: {error}", file=sys.stderr)
        return ERROR


def _install(args: Namespace) -> int:
    from copyedit.languagetool import install

    home = install.from_maven() if args.origin == "maven" else install.from_download()
    print(f"LanguageTool is in {home}")
    return DONE


def _start(args: Namespace) -> int:
    from copyedit.languagetool import home, server

    home.check_java()
    began = time.monotonic()
    state = server.ensure(home.state_folder(), home.needed())
    server.note_use(home.state_folder())
    print(f"LanguageTool answers at {state.url} (process {state.server.pid}, {time.monotonic() - began:.1f} s)")
    return DONE


def _stop(args: Namespace) -> int:
    from copyedit.languagetool import home, server

    print("LanguageTool has ended" if server.stop(home.state_folder()) else "LanguageTool was not running")
    return DONE


def _status(args: Namespace) -> int:
    from copyedit.languagetool import home, server

    installed = home.installed()
    print(f"installed: {installed or 'no; run: copyedit languagetool install'}")
    state = server.running(home.state_folder())
    if state is None:
        print("running:   no")
        return NOT_RUNNING
    version = server.software(state.url, limit=2)
    said = f"LanguageTool {version}" if version else "does not answer yet" if not state.ready else "does not answer"
    print(f"running:   {said} at {state.url}, process {state.server.pid}")
    return DONE if version else NOT_RUNNING
