"""Every table and every field that can be contested has its word."""

from __future__ import annotations

import pytest

from models.exchange.items import field_word
from models.records import RECORDS
from models.words import knows, use_language


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_all_tables_and_fields_have_words(tongue: str) -> None:
    use_language(tongue)
    lacking = [name for name in RECORDS if not knows(f"exchange.items.{name}")]
    lacking += [
        f"{record.name}.{column}"
        for record in RECORDS.values()
        for column in record.editable
        if field_word(record.name, column) == column
    ]
    assert lacking == []
