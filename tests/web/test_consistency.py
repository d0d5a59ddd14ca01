"""What the pages are made of hangs together: nothing missing, nothing left over."""

import re
from functools import cache
from pathlib import Path

import jianyou.web

WEB = Path(jianyou.web.__file__).parent
STATIC = WEB / "static" / "jianyou"


@cache
def templates() -> dict[str, str]:
    found = {}
    for folder in WEB.glob("*/templates"):
        found.update(
            {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}
        )
    return found


@cache
def code() -> str:
    return "\n".join(path.read_text("utf-8") for path in WEB.rglob("*.py"))


def styles() -> str:
    return "\n".join(path.read_text("utf-8") for path in STATIC.glob("*.css"))


def test_every_template_is_used() -> None:
    pages = code() + "\n".join(templates().values())
    rooms = "account|components|counter|desk|errors|expert|mfa|nominee|office|public"
    used = set(re.findall(rf'"((?:{rooms})/\w+\.html)"', pages))
    assert used == set(templates())


def test_every_icon_is_drawn_and_every_drawing_used() -> None:
    drawn = re.findall(r'<symbol id="(\w+)"', (STATIC / "icons.svg").read_text("utf-8"))
    pages = "\n".join(templates().values())
    named = re.findall(r'{% icon "(\w+)"|{% pill "(\w+)"|symbol="(\w+)"|icons\.svg\' %}#(\w+)', pages)
    used = {name for names in named for name in names if name}
    used |= set(re.findall(r'State\("(\w+)"', code())) | set(re.findall(r'icon="(\w+)"', code()))
    assert sorted(used) == sorted(drawn)


MADE = (
    *("tone-", "filter-", "remark-", "cell-", "bar-", "label-"),
    *("marks-", "value-", "out-", "told-line-", "choose-depth-", "shade-", "plot-"),
)
"""What the names of classes begin with that templates put together."""


def test_every_style_has_its_class() -> None:
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "{", styles(), flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", rules))
    scripts = "\n".join(path.read_text("utf-8") for path in STATIC.rglob("*.js"))
    markup = "\n".join(templates().values()) + code() + scripts
    whole = {name for name in styled if not name.startswith(MADE)}
    assert sorted(name for name in whole if not re.search(rf"(?<![\w-]){name}(?![\w-])", markup)) == []


def test_every_token_is_used() -> None:
    told = set(re.findall(r"^\s*--([\w-]+):", (STATIC / "tokens.css").read_text("utf-8"), re.MULTILINE))
    used = set(re.findall(r"var\(--([\w-]+)\)", styles()))
    assert used == told


def test_scripts_are_small_modules_without_a_build() -> None:
    for path in STATIC.rglob("*.js"):
        text = path.read_text("utf-8")
        assert text.count("\n") <= 250, path.name
        assert re.findall(r"innerHTML|insertAdjacentHTML|\beval\(|document\.write", text) == [], path.name
        assert all(name.startswith("./") for name in re.findall(r'from "([^"]+)"', text)), path.name
