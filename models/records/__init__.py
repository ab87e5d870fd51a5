"""The shape of everything a project records, and who may record it.

`RECORDS` is the whole catalogue: the ledger folds exactly these tables, and each names the
rule that decides whose changesets may touch it.
"""

from __future__ import annotations

from models.records.catalogue import CATALOGUE_RECORDS
from models.records.decisions import DECISION_RECORDS
from models.records.flows import FLOW_RECORDS
from models.records.gaps import GAP_RECORDS
from models.records.people import PEOPLE_RECORDS
from models.records.scoring import SCORING_RECORDS
from models.records.shape import Record

RECORDS: dict[str, Record] = {
    record.name: record
    for group in (
        PEOPLE_RECORDS,
        CATALOGUE_RECORDS,
        FLOW_RECORDS,
        GAP_RECORDS,
        SCORING_RECORDS,
        DECISION_RECORDS,
    )
    for record in group
}
