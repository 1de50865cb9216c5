"""Names of the page's own parts, and elements of a stranger's that bear them."""

# What the page and the PDF call their own parts, now and before.
NAMES = (
    "answer back callout citation code course data edition error exercise footnote footnote-ref "
    "footnotes formula further guide highlight keep lesson lines live minutes note note-back "
    "note-mark number output page question response room scroll source sources tall teacher time "
    "to-fill who"
).split()
TAGS = {
    "div": "<div {}><p>alpha</p>bravo</div>",
    "details": "<details {}><summary>charlie</summary>delta</details>",
    "ol": "<ol {}>echo<li>foxtrot</li><div>golf</div></ol>",
    "ul": "<ul {}><li>hotel</li><ul><li>india</li></ul></ul>",
    "span": "<p><span {}>juliet <b>kilo</b></span></p>",
    "p": "<p {}>lima</p>",
    "a": '<p><a {} href="https://example.org">mike</a></p>',
    "sup": '<p><sup {}><a href="#x">november</a></sup></p>',
    "section": '<section {}><ol><li id="x">oscar</li></ol>papa</section>',
    "table": "<table {0}><caption {0}>quebec</caption><tr {0}><td {0}>romeo<th {0}>sierra</table>",
    "dl": "<dl {0}><dd {0}>tango</dd><dt>uniform</dt></dl>",
    "figure": "<figure {0}>victor<figcaption {0}>whiskey</figcaption></figure>",
}
WORDS = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar "
    "papa quebec romeo sierra tango uniform victor whiskey"
).split()
