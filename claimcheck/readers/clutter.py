"""What on a page is not the article: menus, banners, footers, forms, share bars, related articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_NAMES = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "iframe",
        "svg",
        "canvas",
        "head",
        "object",
        "embed",
        "video",
        "audio",
        "map",
        "dialog",
        "menu",
    ]
)
_ROLES = frozenset(
    [
        "navigation",
        "search",
        "complementary",
        "contentinfo",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "banner",
    ]
)
_WORDS = re.compile(
    r"(?:^|[\s_-])(?:cookie|cookies|consent|gdpr|newsletter|subscribe|subscription|share|sharing|social|related|recommended|recommendations|"
    r"sidebar|breadcrumbs?|comments?|comment-list|disqus|advert|advertisement|ads|ad|sponsored|menu|navbar|nav|navigation|footer|popup|modal|"
    r"skip-link|skiplink|pagination|pager|toolbar|masthead|site-header|topbar|widget|toc|most-read|trending|print-only|hidden|sr-only|visually-hidden)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST = 0.5
_LINKED = 0.7
_FEWEST_LINKS = 3
RELATED = re.compile(
    r"(?:related (?:articles?|posts?|stories|content|reading|topics)|you (?:may|might) also (?:like|enjoy)|read next|more from"
    r"|recommended (?:for you|articles?|reading)|share (?:this|on|article)|follow us|popular posts|recent posts"
    r"|latest (?:news|posts|articles)|most (?:read|popular)|leave a (?:comment|reply)|comments|subscribe|sign up|newsletter"
    r"|about the site|categories|tags|in this (?:article|section)|table of contents)\W*$",
    re.IGNORECASE,
)


def is_clutter(tag: Tag, page_words: int) -> bool:
    """Whether an element is left out; one that holds most of the page's words never is, save by its name."""
    if tag.name in _NAMES:
        return True
    if not _marked(tag) and not _is_link_list(tag):
        return False
    return tag.name not in ("html", "body", "main", "article") and words_in(tag) < _MOST * max(page_words, 1)


def _marked(tag: Tag) -> bool:
    attributes = tag.attrs
    style = str(attributes.get("style", "")).replace(" ", "").lower()
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style or "visibility:hidden" in style:
        return True
    if str(attributes.get("role", "")).lower() in _ROLES:
        return True
    classes = attributes.get("class", "")
    listed = classes if isinstance(classes, str) else " ".join(classes)
    return bool(_WORDS.search(f"{listed} {attributes.get('id', '')}"))


def _is_link_list(tag: Tag) -> bool:
    """A list or box of links and little else; a reference list has words beside its links."""
    if tag.name not in ("ul", "ol", "div", "section", "table"):
        return False
    links = tag.find_all("a", limit=200)
    if len(links) < _FEWEST_LINKS:
        return False
    linked = sum(len(link.get_text()) for link in links)
    return linked > _LINKED * max(1, len(tag.get_text().strip())) and linked / len(links) < 60


def words_in(tag: Tag) -> int:
    """How many words an element holds."""
    return len(tag.get_text(" ").split())
