"""Hostile texts: a short list of our own, and the long public lists where they are at hand."""

import json
from pathlib import Path

OWN = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "![x](//example.org/x.png)",
    "![x](/\\example.org/x.png)",
    '![x" onerror="alert(1)](/media/x.png)',
    '[x](/x "title" onmouseover="alert(1)")',
    '{#x" onmouseover="alert(1)}\n## x',
    "{#x onclick=alert(1)}\n## x",
    "## <img src=x onerror=alert(1)>",
    "```<script>alert(1)</script>\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "::: hinweis <script>alert(1)</script>\nx\n:::",
    "*a → <script>alert(1)</script>*",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<base href='javascript:/'><a href='#'>x</a>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "\u202e<script>alert(1)</script>",
    "\x00<script>alert(1)</script>",
    "\ud800<script>alert(1)</script>",
)

SHARED = Path(__file__).parents[2].parent / "shared" / "security" / "payloads"


def shared() -> list[str]:
    """Give the payloads of all public lists; empty where the folder is missing."""
    if not SHARED.is_dir():
        return []
    payloads = [
        json.loads(line)["p"]
        for path in sorted(SHARED.glob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]
    strings: list[str] = json.loads((SHARED / "naughty-strings.json").read_text())
    return payloads + strings
