"""The command line: arguments → the rest. Textual, LanguageTool and the like load only where they are asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copyedit import __version__
from copyedit.config import ConfigError
from copyedit.languagetool import Unavailable
from copyedit.model import Confidence
from copyedit.rulebook import RuleError
from copyedit.source import SourceError

if TYPE_CHECKING:
    from copyedit.configurations import Configurations

ERROR, INTERRUPTED = 2, 130
OUTPUTS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit")
LEVELS = [confidence.word for confidence in sorted(Confidence, reverse=True)]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit code: 0 nothing to say, 1 findings, 2 error."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    arguments = _with_command(arguments)
    args = _parser(arguments[0]).parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        code = run(args)
        sys.stdout.flush()
    except (SourceError, RuleError, ConfigError, Unavailable) as error:
        for line in str(error).splitlines():
            print(f"copyedit: {line}", file=sys.stderr)
        return ERROR
    except KeyboardInterrupt:
        print("copyedit: interrupted; files already named are written, the others untouched", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    return code


def _with_command(arguments: list[str]) -> list[str]:
    """`check` put first where no command is named."""
    first = arguments[0] if arguments else ""
    if first in COMMANDS or first in ("-h", "--help", "-V", "--version"):
        return arguments
    return ["check", *arguments]


def _parser(named: str) -> argparse.ArgumentParser:
    """All commands by name; only the one that is `named` with its arguments, for each takes its time."""
    parser = argparse.ArgumentParser(
        prog="copyedit",
        description="Cleans and copyedits scraped news; every change can be seen, refused and undone.",
        epilog="Leaving out the command means check. To check a file that is called like a command, write ./check.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"copyedit {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, prog="copyedit")
    for name, (add, run, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == named:
            add(command)
            command.set_defaults(run=run)
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser, "files or folders; - is standard input", least="*")
    parser.add_argument("--fix", action="store_true", help="write the sure changes (or those of --level)")
    parser.add_argument("--diff", action="store_true", help="show what --fix would write, and write nothing")
    parser.add_argument("--output-format", choices=OUTPUTS, default="full", help="default: full")
    parser.add_argument("--stdin-filename", metavar="NAME", default="stdin.txt", help="its suffix is the format of -")
    parser.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit 1 where --fix changed a file")
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave out what is excluded even where it is named (for hooks)"
    )
    parser.add_argument(
        "--changed", nargs="?", const="HEAD", metavar="REV", help="only lines that are not in REV (default: HEAD)"
    )
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="leave out the findings that FILE lists")
    parser.add_argument("--write-baseline", type=Path, metavar="FILE", help="list all findings in FILE, report none")
    _add_settings(parser)


def _add_review(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser, "files or folders to review")
    parser.add_argument("--output", metavar="FILE.html", type=Path, help="write all changes to one page, and no screen")
    _add_settings(parser)


def _add_paths(parser: argparse.ArgumentParser, what: str, least: str = "+") -> None:
    parser.add_argument("paths", nargs=least, metavar="PATH", help=what)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """What check and review share."""
    parser.add_argument(
        "--level",
        type=_level,
        metavar="{" + ",".join(LEVELS) + "}",
        help="what is reported (default: likely) or, with --fix and --diff, applied (default: sure)",
    )
    _add_configuration(parser)
    parser.add_argument(
        "--languagetool", action=argparse.BooleanOptionalAction, help="ask LanguageTool too (default: as configured)"
    )
    parser.add_argument("--languagetool-url", metavar="URL", help="ask the LanguageTool server at URL; texts go there")


def _add_configuration(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", type=Path, help="this configuration file and no other")
    parser.add_argument(
        "--isolated",
        action="store_true",
        help="no configuration, word list, decision, cache or evidence from other files",
    )


def _add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH", default=".", help="a file or folder; default: this folder")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of configuration files")
    _add_configuration(parser)


def _level(word: str) -> Confidence:
    try:
        return Confidence.named(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _level_or(args: argparse.Namespace, default: Confidence) -> Confidence:
    return default if args.level is None else args.level  # DOUBTFUL is 0, and not the default


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="ID",
        help="a rule (doubled.function-word) or a fixer (doubled); test [PATH…] tries the examples of your own rules",
    )
    _add_configuration(parser)


def _add_allow(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORD", help="a word, a phrase, or a correction: 'Kiev -> Kyiv'")
    parser.add_argument("--from", dest="source", metavar="FILE", help="take them from a word list; - is standard input")
    parser.add_argument("--user", action="store_true", help="add to your own list, which holds for all projects")


def _add_learn(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser, "files or folders of edited text")
    parser.add_argument("--least", type=int, default=3, metavar="N", help="how many articles must have it (default: 3)")
    _add_configuration(parser)


def _check(args: argparse.Namespace) -> int:
    from copyedit.check import Options, check

    if args.changed is not None and not args.paths and Path(args.changed).exists():
        # `--changed content/`: what was meant is a path, though it stands where a revision may
        args.paths, args.changed = [args.changed], "HEAD"
    if not args.paths and args.changed is None:
        raise SourceError("name files or folders to check; . is this folder, - is standard input")
    args.paths = args.paths or ["."]
    return check(args.paths, _configurations(args), Options.of(args))


def _review(args: argparse.Namespace) -> int:
    from copyedit.check import named_or_stdin

    paths, configurations = named_or_stdin(args.paths), _configurations(args)
    level = _level_or(args, Confidence.LIKELY)
    if args.output:
        from copyedit.review_page import write_page

        return write_page(args.output, paths, configurations, level)
    from copyedit.tui.app import run

    return run(paths, configurations, level)


def _add_undo(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("path", nargs="?", metavar="FILE", type=Path, help="the last that was written there")
    which.add_argument("--last", action="store_true", help="the last run that wrote files")
    parser.add_argument("--run", dest="run_id", metavar="ID", help="that run; without any, runs are listed")
    parser.add_argument("--force", action="store_true", help="also where a file has changed since")


def _undo(args: argparse.Namespace) -> int:
    from copyedit.remembered import take_back

    return take_back(args.path, run_id=args.run_id, last=args.last, force=args.force)


def _add_decisions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="FOLDER", type=Path, default=Path(), help="default: this folder")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--drop", metavar="N", type=int, nargs="+", default=[], help="forget those of these numbers")
    what.add_argument("--purge", action="store_true", help="remove them all, and the reviews not yet written")


def _decisions(args: argparse.Namespace) -> int:
    from copyedit.remembered import decisions

    return decisions(args.path, drop=args.drop, purge=args.purge)


def _add_languagetool(parser: argparse.ArgumentParser) -> None:
    from copyedit.languagetool.commands import add_arguments

    add_arguments(parser)


def _languagetool(args: argparse.Namespace) -> int:
    from copyedit.languagetool.commands import run

    return run(args)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def _doctor(args: argparse.Namespace) -> int:
    from copyedit.doctor import examine

    return examine()


def _rules(args: argparse.Namespace) -> int:
    from copyedit.explain import explain

    if args.words[:1] == ["test"]:
        from copyedit.ruletest import run

        return run(args.words[1:], _configurations(args))
    return explain(args.words, _configurations(args).of(Path("any")).config)


def _allow(args: argparse.Namespace) -> int:
    from copyedit.learn import allow

    return allow(args.words, user=args.user, source=args.source)


def _learn(args: argparse.Namespace) -> int:
    from copyedit.learn import learn

    return learn(args.paths, _configurations(args), least=args.least)


def _add_lsp(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdio", action="store_true", help="as editors ask for; it is so anyhow")
    parser.add_argument("--level", type=_level, metavar="{" + ",".join(LEVELS) + "}", help="default: likely")
    _add_configuration(parser)


def _lsp(args: argparse.Namespace) -> int:
    from copyedit.lsp import serve

    return serve(_configurations(args), args.level or Confidence.LIKELY)


def _show_config(args: argparse.Namespace) -> int:
    from copyedit.explain import explain_configuration

    return explain_configuration(args.path, _configurations(args), schema=args.schema)


def _configurations(args: argparse.Namespace) -> Configurations:
    """Where the command line says that configuration is to be had from."""
    from copyedit.configurations import Configurations

    asked: dict[str, object] = {}
    if getattr(args, "languagetool_url", None):
        asked |= {"languagetool": True, "languagetool_url": args.languagetool_url}
    if getattr(args, "languagetool", None) is not None:
        asked["languagetool"] = args.languagetool
    return Configurations(args.config, isolated=args.isolated, asked=asked)


def _add_corpus(parser: argparse.ArgumentParser) -> None:
    from copyedit.corpus.command import add_arguments

    add_arguments(parser)
    _add_settings(parser)


def _corpus(args: argparse.Namespace) -> int:
    from copyedit.corpus.command import corpus

    config = _configurations(args).of(Path.cwd() / "corpus").config
    return corpus(args, config, _level_or(args, Confidence.SURE))


Command = tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int], str]

COMMANDS: dict[str, Command] = {
    "check": (_add_check, _check, "report what could be changed; --fix writes the sure changes"),
    "review": (_add_review, _review, "see each change in the terminal, accept or reject it"),
    "undo": (_add_undo, _undo, "give back what stood in files before they were written"),
    "decisions": (_add_decisions, _decisions, "list, drop or remove what reviews have taught"),
    "corpus": (_add_corpus, _corpus, "clean JSONL, Parquet and CSV by the million"),
    "config": (_add_config, _show_config, "print what holds for a file, and where each value comes from"),
    "lsp": (_add_lsp, _lsp, "serve an editor: diagnostics and code actions (needs copyedit-news[lsp])"),
    "rules": (_add_rules, _rules, "list the rules, explain one, or test your own"),
    "allow": (_add_allow, _allow, "add words to the project's words.txt, or to your own"),
    "learn": (_add_learn, _learn, "propose the names and terms of an archive as a word list"),
    "languagetool": (_add_languagetool, _languagetool, "install LanguageTool; start, stop or see its server"),
    "doctor": (_add_doctor, _doctor, "say what is there, what is missing, and the command that mends it"),
}
