package custos.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.Permission;
import custos.ledger.Hash;
import custos.ledger.TilePath;
import custos.vault.Vault;
import custos.vault.core.Ledger;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// The ledger: leaves with their proofs under the API, and at `/ledger/` the files of
/// c2sp.org/tlog-tiles for programs that we did not write. Nothing ahead of the last published
/// checkpoint is shown.
final class LedgerApi {
    private static final String TEXT = "text/plain";
    private static final String TEXT_UTF8 = "text/plain; charset=utf-8";
    private static final int STANDARD_PAGE = 100;
    private static final int MAX_PAGE = 1_000;

    /// A tile of a width never changes; who may read it is asked again elsewhere.
    private static final String FOR_EVER = "max-age=31536000, immutable";

    private final Vault vault;
    private final Ledger ledger;

    LedgerApi(Vault vault) {
        this.vault = vault;
        this.ledger = vault.ledger();
    }

    void addTo(Routes routes) {
        routes.get("/ledger/entries", this::entries, "from", "limit")
                .get("/ledger/entries/{index}", this::entry);
        addFilesTo(routes);
    }

    /// What programs read that verify the ledger.
    void addFilesTo(Routes routes) {
        routes.open("/ledger/checkpoint", this::checkpoint)
                .open("/ledger/key", this::key)
                .open("/ledger/keys", this::keys)
                .open("/ledger/tile/<tile>", this::tile);
    }

    private void entries(Call call) throws IOException {
        call.allow(Permission.READ_LOG);
        long from = call.number("from", 0, 0, Long.MAX_VALUE >> 8);
        int limit = (int) call.number("limit", STANDARD_PAGE, 1, MAX_PAGE);
        long size = ledger.size();
        List<Ledger.Entry> entries = ledger.entries(from, limit);
        call.answer()
                .json(
                        200,
                        json -> {
                            JsonText.items(json, "items", entries, entry -> entry(json, entry));
                            json.writeNumberProperty("size", size);
                            if (!entries.isEmpty() && entries.getLast().index() + 1 < size) {
                                json.writeNumberProperty("next", entries.getLast().index() + 1);
                            }
                        });
    }

    /// The leaf as it is hashed stands in `entry`; `leaf` is the same to read.
    private static void entry(JsonGenerator json, Ledger.Entry entry) {
        json.writeNumberProperty("index", entry.index());
        json.writeName("leaf");
        json.writeRawValue(new String(entry.bytes(), UTF_8));
        json.writeStringProperty("entry", Base64.getEncoder().encodeToString(entry.bytes()));
    }

    private void entry(Call call) throws IOException {
        call.allow(Permission.PROOFS);
        long index = call.path("index", LedgerApi::index);
        String type = call.accepted(Answer.JSON, TEXT);
        Ledger.ProvenEntry proven = ledger.prove(index);
        String file = proven.file().encoded();
        if (type.equals(TEXT)) {
            call.answer().bytes(200, TEXT_UTF8, file.getBytes(UTF_8));
            return;
        }
        call.answer()
                .json(
                        200,
                        json -> {
                            entry(json, proven.entry());
                            json.writeObjectPropertyStart("inclusion");
                            json.writeNumberProperty("size", proven.proof().size());
                            JsonText.texts(
                                    json,
                                    "path",
                                    proven.proof().path().stream().map(Hash::base64).toList());
                            json.writeEndObject();
                            json.writeStringProperty("proof", file);
                        });
    }

    static long index(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("an index is a whole number");
        }
        return Long.parseLong(text);
    }

    private void checkpoint(Call call) throws IOException {
        call.answer().keep("no-cache").bytes(200, TEXT_UTF8, ledger.checkpoint().getBytes(UTF_8));
    }

    private void key(Call call) throws IOException {
        call.answer()
                .keep("no-cache")
                .bytes(200, TEXT_UTF8, (ledger.key() + "\n").getBytes(US_ASCII));
    }

    private void keys(Call call) throws IOException {
        String lines = ledger.keys().stream().map(key -> key + "\n").collect(Collectors.joining());
        call.answer().keep("no-cache").bytes(200, TEXT_UTF8, lines.getBytes(US_ASCII));
    }

    private void tile(Call call) throws IOException {
        boolean open = vault.policies().current().publicLedger();
        if (!open) {
            call.allow(Permission.PROOFS);
        }
        TilePath path = call.path("tile", text -> TilePath.parse("tile/" + text));
        byte[] tile = ledger.tile(path).orElseThrow(() -> new Refusal.NotFound("tile"));
        call.answer()
                .keep((open ? "public, " : "private, ") + FOR_EVER)
                .bytes(200, "application/octet-stream", tile);
    }
}
