"""Records of the project itself: organisations, sections, members, roles, agreements, settings."""

from __future__ import annotations

from models.records.authority import own_organisation, secretariat
from models.records.shape import Kind, Record, edited, fixed, identifier

PEOPLE_RECORDS = (
    Record("setting", (fixed("key"), edited("value", Kind.JSON)), secretariat, secretariat),
    Record(
        "organisation",
        (
            edited("name"),
            edited("mark"),
            edited("population", Kind.INTEGER),
            edited("takes_part", Kind.INTEGER),
            fixed("position", Kind.INTEGER),
        ),
        secretariat,
        secretariat,
        grants=True,
    ),
    Record(
        "section",
        (identifier("organisation_id"), edited("name"), fixed("position", Kind.INTEGER)),
        secretariat,
        secretariat,
        grants=True,
    ),
    Record(
        "member",
        (
            edited("name"),
            edited("title"),
            identifier("organisation_id"),
            identifier("section_id"),
            fixed("public_key", Kind.BYTES),
        ),
        secretariat,
        secretariat,
        grants=True,
    ),
    Record(
        "role",
        (identifier("member_id", indexed=True), fixed("role"), identifier("section_id")),
        secretariat,
        secretariat,
        grants=True,
    ),
    Record(
        "agreement",
        (identifier("organisation_id", indexed=True), edited("ground"), edited("decided_on")),
        own_organisation,
        own_organisation,
        grants=True,
    ),
    Record(
        "phase",
        (fixed("code"), edited("starts_on"), edited("ends_on"), fixed("position", Kind.INTEGER)),
        secretariat,
        secretariat,
    ),
    Record(
        "baseline",
        (fixed("edition", Kind.INTEGER), fixed("name"), fixed("note"), fixed("heads", Kind.JSON)),
        secretariat,
        secretariat,
        undoable=False,
    ),
)
