"""Records of the catalogue: packages, feature lists, features and the vendors' answers."""

from __future__ import annotations

from models.records.authority import secretariat
from models.records.shape import Kind, Record, edited, fixed, identifier

CATALOGUE_RECORDS = (
    Record(
        "package",
        (edited("name"), edited("vendor"), fixed("position", Kind.INTEGER)),
        secretariat,
        secretariat,
    ),
    Record(
        "source_file",
        (
            fixed("name"),
            fixed("sha256", Kind.BYTES),
            fixed("size", Kind.INTEGER),
            fixed("content", Kind.BYTES),
            fixed("reading", Kind.JSON),
        ),
        secretariat,
        secretariat,
    ),
    Record(
        "feature_list",
        (
            edited("name"),
            edited("edition"),
            edited("source_file_id", Kind.ID),
            fixed("position", Kind.INTEGER),
        ),
        secretariat,
        secretariat,
    ),
    Record(
        "feature",
        (
            identifier("list_id", indexed=True),
            edited("position", Kind.INTEGER),
            edited("source_row", Kind.INTEGER),
            edited("no"),
            edited("feature_id"),
            edited("level1"),
            edited("level2"),
            edited("level3"),
            edited("level4"),
            edited("level5"),
            edited("name"),
            edited("requirement"),
            edited("rationale"),
            edited("obligation"),
            edited("effective_date"),
            edited("remarks"),
            edited("change"),
            edited("section_id", Kind.ID),
            edited("extra", Kind.JSON),
        ),
        secretariat,
        secretariat,
    ),
    Record(
        "answer",
        (
            identifier("package_id", indexed=True),
            identifier("feature_id", indexed=True),
            identifier("source_file_id"),
            edited("mark"),
            edited("answer"),
            edited("method"),
            edited("cost", Kind.INTEGER),
            edited("remarks"),
        ),
        secretariat,
        secretariat,
    ),
)
