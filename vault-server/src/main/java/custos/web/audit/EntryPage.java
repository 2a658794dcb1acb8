package custos.web.audit;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.proof.ProvenRecord;
import custos.vault.audit.Audit;
import custos.vault.audit.ShownOpening;
import custos.vault.core.Sight;
import custos.vault.exports.Receipts;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// `/audit/entries/{index}`: one entry, what stands of it, and its proof.
public final class EntryPage {
    private static final String WHOLE = "whole";

    private final WebContext context;

    EntryPage(WebContext context) {
        this.context = context;
    }

    void addTo(WebRoutes routes) {
        routes.get("/audit/entries/{index}", Gate.STAFF, this::page, "sight")
                .get("/audit/entries/{index}/proof", Gate.STAFF, this::proof)
                .get("/audit/entries/{index}/receipts/{customer}", Gate.STAFF, this::receipt);
    }

    /// What the template shows.
    ///
    /// @param whole whether values are shown as they stand
    /// @param mayWhole whether the reader may have them shown so
    public record Model(Telling telling, Audit.Seen seen, boolean whole, boolean mayWhole) {
        /// The bytes that are hashed, as text.
        public String text() {
            return new String(seen.bytes(), StandardCharsets.UTF_8);
        }

        /// Whether a receipt can be handed out for a customer's half.
        public boolean hasReceipt(ShownOpening opening) {
            return whole
                    && !opening.erased()
                    && opening.parts().stream()
                            .anyMatch(part -> ProvenRecord.isOfConsent(part.act().type()));
        }
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.READ_LOG);
        long index = visit.path("index", EntryPage::index);
        boolean whole = isWhole(visit);
        Actor by = visit.allow(whole ? Permission.READ_OPENINGS_WHOLE : Permission.READ_OPENINGS);
        Audit.Seen seen =
                context.vault().audit().entry(index, whole ? Sight.WHOLE : Sight.MASKED, by);
        visit.show(
                "audit/entry",
                new Model(
                        Telling.to(visit), seen, whole, visit.may(Permission.READ_OPENINGS_WHOLE)));
    }

    private static boolean isWhole(Visit visit) {
        var asked = visit.query("sight");
        if (asked.isPresent() && !asked.get().equals(WHOLE)) {
            throw new WebFault.NotHere();
        }
        return asked.isPresent();
    }

    private void proof(Visit visit) throws IOException {
        visit.allow(Permission.PROOFS);
        long index = visit.path("index", EntryPage::index);
        byte[] proof =
                context.vault()
                        .audit()
                        .proof(index)
                        .file()
                        .encoded()
                        .getBytes(StandardCharsets.UTF_8);
        String name = "entry-" + index + ".tlog-proof";
        try (var file = visit.answer().file(name, "text/plain; charset=utf-8")) {
            file.write(proof);
        }
    }

    private void receipt(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.READ_OPENINGS_WHOLE);
        long index = visit.path("index", EntryPage::index);
        CustomerId customer = visit.path("customer", CustomerId::new);
        Receipts.Receipt receipt = context.vault().receipts().handedOut(customer, index, by);
        try (var file = visit.answer().file("receipt-" + receipt.name(), "application/json")) {
            file.write(receipt.json());
        }
    }

    static long index(String text) {
        if (!text.matches("0|[1-9][0-9]{0,11}")) {
            throw new IllegalArgumentException("an entry has a number");
        }
        return Long.parseLong(text);
    }
}
