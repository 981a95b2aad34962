"""What is prose and what is not, format by format, beyond the first version's tests."""

from __future__ import annotations

import pytest

from copyedit.config import Config
from copyedit.formats import FormatError, reader_for
from copyedit.model import Span, merged
from copyedit.proof import prove


def prose(text: str, name: str, config: Config | None = None) -> list[str]:
    """The passages, what is protected in them put in ⟦⟧."""
    out = []
    for article in reader_for(name)(text, config or Config()):
        for passage in article.passages:
            marked, at = "", 0
            for span in (span for span in merged(passage.protected) if passage.text[slice(*span)].strip()):
                marked += passage.text[at : span.start] + "⟦" + passage.text[slice(*span)] + "⟧"
                at = span.end
            out.append(marked + passage.text[at:])
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Note[^1].\n\n[^1]: The text\n    of it.\n\n    More.\n", ["Note⟦[^1]⟧.", "The text\nof it.", "More."]),
        ("a `b\nc` d", ["a ⟦`b\nc`⟧ d"]),
        ('a [b](http://x\n"a title") c', ["a b c"]),
        ("a <b\nclass='x y'>c</b>", ["a ⟦<b\nclass='x y'>⟧c⟦</b>⟧"]),
        ("> a `b\n> c` d", ["a ⟦`b\nc`⟧ d"]),
        ("{{< figure\n  caption='x' >}} a", ["⟦{{< figure\n  caption='x' >}}⟧ a"]),
        (
            "{% highlight rb %}\nx = 1\n\ny = 2\n{% endhighlight %}\n\nend",
            ["⟦{% highlight rb %}\nx = 1⟧", "⟦y = 2\n{% endhighlight %}⟧", "end"],
        ),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", ["⟦{{< highlight go >}}\nx\n{{< /highlight >}}⟧"]),
        ("{{% note %}}a b{{% /note %}}", ["⟦{{% note %}}⟧a b⟦{{% /note %}}⟧"]),
        ("# A title {#an-id}\n", ["A title ⟦{#an-id}⟧"]),
        ("> [!NOTE]\n> a", ["⟦[!NOTE]\n⟧a"]),
        ("- [ ] a\n- [x] b", ["⟦[ ]⟧ a", "⟦[x]⟧ b"]),
        ("$$\na  b\n$$\n\nx $a_1  b$ y, $5 and $6", ["⟦$$\na  b\n$$⟧", "x ⟦$a_1  b$⟧ y, $5 and $6"]),
        ("see [[A page|the the]]", ["see ⟦[[A page|the the]]⟧"]),
        ("a [b c][] d [e f] [g] [h][b c]\n\n[b C]: x\n[e F]: y", ["a ⟦b c⟧ d ⟦[e f]⟧ [g] h"]),
        ("[![a](b)](c)", ["⟦![a](b)⟧"]),
        ("+++\ntitle = \"It's\"\ndescription = 'x'\n[a]\ntitle = 'no'\n+++\nBody", ["It's", "x", "Body"]),
        ('{\n  "title": "x"\n}\nBody', ["Body"]),
        ('---\ntitle: "a \\"b\\" \\u00e9"\n---\n', ['a "b" é']),
        ('---\ntitle: "a \\q b"\n---\n', []),
        ("---\ndescription: >-\n  one\n  two\n\n  three\nslug: x\n---\n", ["one\ntwo\nthree\n"]),
    ],
)
def test_markdown(text: str, expected: list[str]) -> None:
    assert [passage.rstrip("\n") for passage in prose(text, "a.md")] == [text.rstrip("\n") for text in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "import A from 'a'\nexport const b = 1\n\na {b + c} d",
            ["⟦import A from 'a'\nexport const b = 1⟧", "a ⟦{b + c}⟧ d"],
        ),
        ("a <B c={d > e}>f</B> {/* g */}", ["a ⟦<B c={d > e}>⟧f⟦</B>⟧ ⟦{/* g */}⟧"]),
        ("a {b({c: 1})} d", ["a ⟦{b({c: 1})}⟧ d"]),
    ],
)
def test_mdx(text: str, expected: list[str]) -> None:
    assert prose(text, "a.mdx") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a <b>b</b><br>c</p>d", ["a b", "c", "d"]),
        (
            "<head><title>t</title><style>s</style></head><p>It&rsquo;s &#8220;a&#8221; R&D &amp; b",
            ["t", "It’s “a” R&D & b"],
        ),
        ("<p>a <code>b c</code> d<pre>e</pre><script>f<p>g</script>", ["a ⟦b c⟧ d"]),
        ("<p title='x y'>a<!-- b -->c<p translate='no'>d</p>e", ["ac", "e"]),
        ("<p>a <span translate=no>b</span> c", ["a ⟦b⟧ c"]),
        ("<ul><li>a<li>b</ul><table><td>c<td>d</table>", ["a", "b", "c", "d"]),
        ("a <!-- never closed <p>b", ["a "]),
        ("x < y & z", ["x ⟦<⟧ y & z"]),
    ],
)
def test_html(text: str, expected: list[str]) -> None:
    assert [passage.strip() for passage in prose(text, "a.html")] == [text.strip() for text in expected]


def test_what_is_written_into_html_is_escaped() -> None:
    (article,) = reader_for("a.html")("<p>in &lt;the&gt; the", Config())
    assert article.passages[0].spell("<b> & &amp;") == "&lt;b&gt; & &amp;amp;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('id,text\n1,"a ""b"" c"\n2,d\n', ['a "b" c', "d"]),
        ('id;text\r\n1;"a\r\n\r\nb"\r\n', ["a", "b"]),
        ("\ufefftext\tx\na\tb\n", ["a"]),
        ("name,link\na,b\n", []),
        ("text,title\na\nb,c,d\n", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_csv(text: str, expected: list[str]) -> None:
    assert [passage.strip() for passage in prose(text, "a.csv")] == expected


def test_csv_columns_are_chosen_and_rows_counted() -> None:
    text = 'id,lead\n1,in the the spring\n2,"in the the ""spring"""\n'
    assert prove(text, "a.csv").marks == ()
    proof = prove(text, "a.csv", Config(columns=("lead",)))
    assert proof.fixed == 'id,lead\n1,in the spring\n2,"in the ""spring"""\n'
    assert [(mark.record, mark.passage.field) for mark in proof.marks] == [(1, "lead"), (2, "lead")]


def test_a_quote_that_is_never_closed_is_told_with_its_line() -> None:
    with pytest.raises(FormatError, match="line 3: a quoted field is never closed"):
        prose('text\na\n"b\n', "a.csv")


def test_what_is_written_into_an_unquoted_field_cannot_end_it() -> None:
    (article,) = reader_for("a.csv")("text,x\na,b\n", Config())
    assert article.passages[0].spell('c, "d"\n') == "c  ”d” "


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ('{"text": ["a", "b", 1, {"x": "c"}]}', ("text",), ["a", "b"]),
        ('{"a": {"b": "c", "d": "e"}, "b": "f"}', ("a.b",), ["c"]),
        ('{"a": [{"b": "c"}, {"b": ["d"]}, {"x": [1, {}]}]}', ("a.b",), ["c", "d"]),
        ('{"a": {"b": {"c": [[], {}]}}, "t": "x"}', ("t",), ["x"]),
    ],
)
def test_fields_within_fields(text: str, fields: tuple[str, ...], expected: list[str]) -> None:
    assert prose(text, "a.jsonl", Config(fields=fields)) == expected


def test_front_matter_stays_what_it_is_whatever_is_written_into_it() -> None:
    import tomli

    (article,) = reader_for("a.md")("+++\ntitle = \"a b\"\ndescription = 'c d'\n+++\n", Config())
    for passage in article.passages:
        start, end = passage.source_span(Span(0, 1))
        source = "+++\ntitle = \"a b\"\ndescription = 'c d'\n+++\n"
        mended = source[:start] + passage.spell("x \"y\" \\ 'z'\n") + source[end:]
        if passage.where.endswith("title"):
            assert tomli.loads(mended.strip("+\n"))["title"] == "x \"y\" \\ 'z'\n b"
