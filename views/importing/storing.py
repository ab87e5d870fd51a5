"""The work that stores a draft; made here, run in the background."""

from __future__ import annotations

from collections.abc import Callable

from models.lists.commands import Imported, ImportedAnswers, import_answers, import_feature_list
from models.project.project import Project
from views.importing.draft import Draft
from views.importing.target_bar import TargetBar
from views.shared.session import Cancel, Cancelled, Progress

Work = Callable[[Progress, Cancelled], Imported | ImportedAnswers]


def store(project: Project, draft: Draft, target: TargetBar) -> Work:
    """The import of this draft; what it needs from the screen is taken now."""
    name, edition, package = target.name.text(), target.edition.text(), target.package_id

    def work(progress: Progress, cancelled: Cancelled) -> Imported | ImportedAnswers:
        def tell(done: int, total: int) -> None:
            progress(done, total)
            if cancelled() and done < total:  # at the end all is stored
                raise Cancel

        if not draft.for_answers or package is None:
            return import_feature_list(project, draft.path, name, edition, draft.mapping, tell)
        return import_answers(
            project, draft.path, package, draft.legend, draft.mapping, tell, vendor=draft.vendor_name
        )

    return work
