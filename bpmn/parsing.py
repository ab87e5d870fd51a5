"""From UTF-8 XML to a tree, without DTD, entities or network, within bounds of size and depth."""

from __future__ import annotations

import re

from lxml import etree

from bpmn.findings import Finding, UnreadableFlow, warning

DEEPEST = 256
"""Levels of nesting (libxml2's own bound without `huge_tree`); real flows stay below 30."""

_MOST_REPAIRS = 20
_BAD_URI = 99
_UNDECLARED_PREFIX = 201
_TOO_MUCH = 114
_BAD_CHARACTER = 9
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|"
                      rb"[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]));")  # fmt: skip
"""Characters that no XML 1.0 file may hold, plainly or as a number; some tools copy them in all the same."""
_DOCTYPE = re.compile(rb"(?>(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*)<!DOCTYPE", re.DOTALL)
_NAMESPACE = re.compile(rb"(\sxmlns(?::[^\s=]+)?\s*=\s*)(\"[^\"<]*\"|'[^'<]*')")
_PREFIX = re.compile(r"Namespace prefix (\S+)")
_ROOT_NAME = re.compile(rb"<[^!?\s/>][^\s/>]*")


def parse(xml: bytes, *, whole: bool = False) -> tuple[etree._Element, tuple[Finding, ...]]:
    """The root element, and what had to be mended in namespaces before the parser took it.

    `whole` keeps comments, instructions and white space, for copies.

    Raises `UnreadableFlow`: `doctype`, `too_deep`, `broken_xml` (with `line` and `column`).
    """
    if _DOCTYPE.match(xml):
        raise UnreadableFlow("doctype")
    findings: list[Finding] = []
    for _ in range(_MOST_REPAIRS):
        try:
            return etree.fromstring(xml, _parser(whole)), tuple(findings)
        except etree.XMLSyntaxError as error:
            xml = _mended(xml, error, findings)
        except (OSError, ValueError) as error:
            raise UnreadableFlow("broken_xml", line=0, column=0) from error
    raise UnreadableFlow("broken_xml", line=0, column=0)


def _parser(whole: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=not whole,
        remove_pis=not whole, remove_blank_text=not whole, strip_cdata=not whole,
        collect_ids=False, recover=False,
    )  # fmt: skip


def _mended(xml: bytes, error: etree.XMLSyntaxError, findings: list[Finding]) -> bytes:
    """The text with one namespace mistake mended, which says so; every other mistake refuses the file."""
    code = getattr(error, "code", 0)
    if code == _BAD_URI:
        mended = _NAMESPACE.sub(lambda found: found[1] + re.sub(rb"\s", b"%20", found[2]), xml)
        if mended != xml:
            findings.append(warning("namespace_space"))
            return mended
    prefix = _PREFIX.search(error.msg or "")
    if code == _UNDECLARED_PREFIX and prefix:
        name = prefix[1]
        findings.append(warning("undeclared_prefix", prefix=name))
        return _declared(xml, name, f"urn:undeclared:{name}")
    if code == _BAD_CHARACTER and (mended := _without_control_characters(xml)) != xml:
        findings.append(warning("control_characters"))
        return mended
    line, column = error.position
    if code == _TOO_MUCH and "depth" in (error.msg or ""):
        raise UnreadableFlow("too_deep", limit=DEEPEST) from error
    if code == _TOO_MUCH or "too long" in (error.msg or ""):
        raise UnreadableFlow("too_long_text", line=line) from error
    raise UnreadableFlow("broken_xml", line=line, column=column) from error


def _without_control_characters(xml: bytes) -> bytes:
    return _CONTROL.sub(b"", xml)


def declare(xml: bytes, prefix: str, uri: str) -> bytes:
    """The text with a namespace declared at its root, unless that, or the prefix, is in use already."""
    if uri.encode() in xml or f"xmlns:{prefix}=".encode() in xml:
        return xml
    return _declared(xml, prefix, uri)


def _declared(xml: bytes, prefix: str, uri: str) -> bytes:
    root = _root_start(xml)
    return xml[:root] + f' xmlns:{prefix}="{uri}"'.encode() + xml[root:]


_PROLOG = re.compile(rb"(?>(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*)", re.DOTALL)


def _root_start(xml: bytes) -> int:
    """Where the root's name ends, which is where a declaration can be put in."""
    prolog = _PROLOG.match(xml)
    name = _ROOT_NAME.match(xml, prolog.end() if prolog else 0)
    return name.end() if name else 0
