package custos.web.imports;

import custos.access.Permission;
import custos.web.Visit;

/// What all steps of an import begin with: who it is, and which sheet she means.
final class Desk {
    private final SheetDrafts drafts;

    Desk(SheetDrafts drafts) {
        this.drafts = drafts;
    }

    /// @throws custos.web.WebFault.NotHere when there is no such sheet of the reader's
    SheetDraft draft(Visit visit) {
        visit.allow(Permission.IMPORT);
        return drafts.find(visit.path("sheet", id -> id), visit.member().account());
    }

    void forget(Visit visit) {
        drafts.forget(draft(visit));
    }
}
