package custos.api;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.Vault;
import custos.vault.exports.Exports;
import custos.vault.exports.Receipts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/// `/customers/{customer}/export`, `/customers/{customer}/receipts/{leaf}` and `/export`: data on
/// its way out, written as it is read.
final class ExportsApi {
    private static final String ZIP = "application/zip";
    private static final String NDJSON = "application/x-ndjson";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Exports exports;
    private final Receipts receipts;

    ExportsApi(Vault vault) {
        this.exports = vault.exports();
        this.receipts = vault.receipts();
    }

    void addTo(Routes routes) {
        routes.get(CustomersApi.ONE + "/export", this::one, "reason")
                .get(CustomersApi.ONE + "/receipts/{leaf}", this::receipt)
                .get("/export", this::everything);
    }

    private void receipt(Call call) throws IOException {
        Actor actor = call.allow(Permission.EXPORT_ONE);
        CustomerId id = call.customer();
        long leaf = call.path("leaf", LedgerApi::index);
        Receipts.Receipt receipt = receipts.handedOut(id, leaf, actor);
        call.answer()
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"receipt-" + receipt.name() + "\"")
                .bytes(200, Answer.JSON, receipt.json());
    }

    private void one(Call call) throws IOException {
        Actor actor = call.allow(Permission.EXPORT_ONE);
        CustomerId id = call.customer();
        String reason = call.query("reason").orElse("access-request");
        String type = call.accepted(Answer.JSON, ZIP);
        boolean zip = type.equals(ZIP);
        send(
                call,
                type,
                id.value() + (zip ? ".zip" : ".json"),
                out -> {
                    if (zip) {
                        exports.zip(id, reason, actor, out);
                    } else {
                        exports.json(id, reason, actor, out);
                    }
                });
    }

    private void everything(Call call) throws IOException {
        Actor actor = call.allow(Permission.EXPORT_ALL);
        String type = call.accepted(NDJSON);
        send(call, type, "customers.ndjson", out -> exports.everything(actor, out));
    }

    private static void send(Call call, String type, String name, Consumer<OutputStream> export)
            throws IOException {
        call.answer().header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        LateStream late = call.answer().stream(type);
        // Not closed when it fails: closing would pass the part on.
        var out = new BufferedOutputStream(late, BUFFER_BYTES);
        export.accept(out);
        out.flush();
        late.finish();
    }
}
