package custos.vault.exports;

import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.ReasonUse;
import custos.policy.RecordKind;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Data on its way out: one customer's, or everything. Durable in the ledger before the first byte.
///
/// No view of the store is open while bytes go out, so that a slow reader holds up nothing. At most
/// one customer's data is in memory for an export.
public final class Exports {
    private static final int CHUNK = 500;

    private final Core core;
    private final Ledger ledger;

    public Exports(Core core, Ledger ledger) {
        this.core = core;
        this.ledger = ledger;
    }

    /// Writes one customer as JSON (UTF-8): fields, records, consents with the words shown, history
    /// and who looked, staff identities hidden. The export itself is in the history.
    ///
    /// @param reason a reason code of the policy
    /// @throws UncheckedIOException when `out` fails
    public void json(CustomerId id, String reason, Actor actor, OutputStream out) {
        Dossier dossier = exported(id, reason, actor);
        try {
            out.write(new DossierJson(dossier).readable());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes one customer as a ZIP: `index.html` to read in her language, `customer.json` as
    /// [#json], `fields.csv` and one CSV a record kind, `customer.vcf`, and the notices cited as
    /// `notices/<sha256>.txt`, byte for byte as they were shown, and for each entry of the ledger
    /// that holds a consent of hers a receipt `receipts/<index>.json` (docs/receipts.md).
    ///
    /// @param reason a reason code of the policy
    /// @throws UncheckedIOException when `out` fails
    public void zip(CustomerId id, String reason, Actor actor, OutputStream out) {
        zip(id, Optional.empty(), reason, actor, out);
    }

    /// Likewise, with `index.html` in the language of who asks for it.
    ///
    /// @param reader her language; without one, the customer's own
    public void zip(
            CustomerId id,
            Optional<Language> reader,
            String reason,
            Actor actor,
            OutputStream out) {
        Dossier dossier = exported(id, reason, actor);
        List<Receipts.Receipt> receipts = receipts(core.number(id));
        try {
            var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            writeFiles(dossier, reader, zip);
            for (Receipts.Receipt receipt : receipts) {
                put(dossier, zip, "receipts/" + receipt.name(), receipt.json());
            }
            zip.finish();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Receipts.Receipt> receipts(long no) {
        ledger.awaitLeaving(ledger.newestSize());
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            return new Receipts(core, ledger).of(read, file);
        }
    }

    private static void writeFiles(Dossier dossier, Optional<Language> reader, ZipOutputStream zip)
            throws IOException {
        var json = new DossierJson(dossier);
        put(dossier, zip, "index.html", DossierPage.of(dossier, reader));
        put(dossier, zip, "customer.json", json.readable());
        put(dossier, zip, "customer.vcf", VCard.of(dossier));
        put(dossier, zip, "fields.csv", SafeCsv.fields(dossier.policy(), dossier.fields()));
        for (var records : dossier.records().entrySet()) {
            RecordKind kind = dossier.policy().kind(records.getKey()).orElseThrow();
            byte[] csv = SafeCsv.records(dossier.policy(), kind.fields(), records.getValue());
            put(dossier, zip, json.name(kind.id()) + ".csv", csv);
        }
        for (var notice : dossier.notices().entrySet()) {
            NoticeDigest digest = notice.getKey();
            byte[] text = notice.getValue().text().getBytes(StandardCharsets.UTF_8);
            put(dossier, zip, "notices/" + DossierJson.hex(digest) + ".txt", text);
        }
    }

    private static void put(Dossier dossier, ZipOutputStream zip, String name, byte[] content)
            throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(dossier.head().at()));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /// Records the export, then reads what it gives out.
    private Dossier exported(CustomerId id, String reason, Actor actor) {
        core.policies().requireReason(ReasonUse.EXPORT, reason);
        long no = core.number(id);
        core.change(
                no,
                OptionalLong.empty(),
                changing -> {
                    Write write =
                            changing.draft()
                                    .finish(
                                            List.of(Act.of(ActType.CUSTOMER_EXPORTED)),
                                            List.of(Subject.Part.about(0)),
                                            Internal.by(actor).because(Optional.of(reason)),
                                            changing.now());
                    return new Core.Prepared<>(write, Ledger::index);
                });
        try (ReadSession read = core.store().read()) {
            return Dossier.read(core, read, no, true);
        }
    }

    /// Writes every customer as NDJSON, one object a line: no lock-in. Fields, records, totals and
    /// consents as in [#json]; histories and notices stay in the ledger and the policy. Erased
    /// customers are not in it.
    ///
    /// @return how many customers
    /// @throws UncheckedIOException when `out` fails
    public long everything(Actor actor, OutputStream out) {
        Write write =
                Events.ofVault(
                        core.keys(),
                        List.of(Act.of(ActType.VAULT_EXPORTED)),
                        Internal.by(actor),
                        List.of());
        if (!(core.writer().land(write) instanceof Landing.Landed)) {
            throw new VaultFault.Busy("the export could not be written to the ledger");
        }
        try {
            long count = 0;
            for (long next = 0; next >= 0; ) {
                List<Long> customers = customersFrom(next);
                for (long no : customers) {
                    Optional<byte[]> line = line(no);
                    if (line.isPresent()) {
                        out.write(line.get());
                        out.write('\n');
                        count++;
                    }
                }
                next = customers.size() < CHUNK ? -1 : customers.getLast() + 1;
            }
            out.flush();
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Long> customersFrom(long no) {
        try (ReadSession read = core.store().read()) {
            return read.customersFrom(no, CHUNK).stream().map(CustomerRow::no).toList();
        }
    }

    private Optional<byte[]> line(long no) {
        Dossier dossier;
        try (ReadSession read = core.store().read()) {
            dossier = Dossier.read(core, read, no, false);
        } catch (Refusal.NotFound | Refusal.Erased e) {
            return Optional.empty();
        }
        return Optional.of(new DossierJson(dossier).bytes());
    }
}
