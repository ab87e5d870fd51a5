"""What if: the saving if all gaps of a choice were refused, before anybody decides."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout

from models.costs.queries import CostTable
from models.costs.rules import thousands
from models.costs.what_if import Choice as Wanted
from models.costs.what_if import what_if
from models.indicators.queries import Indicators
from models.tiers.catalogue import dispositions
from models.tiers.reasons import tier_label
from models.words import joined, say
from views.shared.blocks import Block
from views.shared.choices import Choice
from views.shared.labels import Label
from views.shared.tokens import px

PARTS = ("tier", "section", "package", "disposition")
_ANY, _NONE = "", "-"


class WhatIfPart(Block):
    """Four drop-downs that together choose gaps, and the sentence of what refusing them would save."""

    def __init__(self) -> None:
        super().__init__(say("indicator_screen.what_if.title"), say("indicator_screen.what_if.note"))
        self._costs: CostTable | None = None
        self._labels: Mapping[bytes, str] = {}
        bar = QHBoxLayout()
        bar.setSpacing(px(8))
        self.choices = {key: Choice(name=say(f"costs.by.{key}"), small=True) for key in PARTS}
        for choice in self.choices.values():
            choice.setMaximumWidth(px(190))
            choice.picked.connect(lambda _: self._reckon())
            bar.addWidget(choice)
        bar.addStretch(1)
        self.add_layout(bar)
        self.result = Label("", wrap=True)
        self.add(self.result)

    def show_indicators(
        self,
        found: Indicators,
        places: Mapping[bytes, str],
        vendors: Mapping[bytes, str],
        labels: Mapping[bytes, str],
    ) -> None:
        """Offer what the gaps have; `labels` are the numbers of gaps by id."""
        self._costs, self._labels = found.costs, labels
        tiers = sorted(found.costs.by_tier, key=lambda tier: (tier is None, tier or 0))
        responses = found.costs.by_disposition
        offered = {
            "tier": [(_NONE if one is None else str(one), tier_label(one)) for one in tiers],
            "section": [(one.hex(), name) for one, name in places.items() if one in found.costs.by_section],
            "package": [(one.hex(), name) for one, name in vendors.items() if one in found.costs.by_package],
            "disposition": [(key, one.label) for key, one in dispositions().items() if key in responses],
        }
        for key, choice in self.choices.items():
            every = (_ANY, say("indicator_screen.what_if.any", what=say(f"costs.by.{key}")))
            choice.set_choices([every, *offered[key]])
        self._reckon()

    def wanted(self) -> Wanted | None:
        """What is chosen, or None where nothing is."""
        keys = {name: choice.key() for name, choice in self.choices.items()}
        if not any(keys.values()):
            return None
        tier = keys["tier"]
        return Wanted(
            tiers=[None if tier == _NONE else int(tier)] if tier else None,
            sections=[bytes.fromhex(keys["section"])] if keys["section"] else None,
            packages=[bytes.fromhex(keys["package"])] if keys["package"] else None,
            dispositions=[keys["disposition"]] if keys["disposition"] else None,
        )

    def _reckon(self) -> None:
        wanted = self.wanted()
        if self._costs is None or wanted is None:
            self.result.setText(say("indicator_screen.what_if.choose"))
            self.result.use_ink("text2")
            return
        found = what_if(self._costs, wanted)
        names = [self._labels.get(one, "?") for one in found.gaps]
        more = "…" if len(names) > 12 else ""
        self.result.use_ink("text")
        self.result.setText(
            say(
                "costs.what_if.line",
                n=len(names),
                gaps=(joined(names[:12]) + more) or "—",
                before=thousands(found.before.saving),
                after=thousands(found.after.saving),
                gain=thousands(found.gain),
                newly=found.newly_known,
            )
        )
