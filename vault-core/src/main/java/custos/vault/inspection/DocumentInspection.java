package custos.vault.inspection;

import custos.crypto.CryptoFault;
import custos.json.CanonicalJson;
import custos.policy.NoticeDigest;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.SuppressionRow;
import custos.store.VaultStore;
import custos.vault.core.Documents;
import custos.vault.rows.VaultKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Holds the vault's own documents against their digests and seals. For one thread.
final class DocumentInspection {
    private static final int CHUNK = 5000;

    private final VaultStore store;
    private final VaultKeys keys;
    private final Findings findings;

    DocumentInspection(VaultStore store, VaultKeys keys, Findings findings) {
        this.store = store;
        this.keys = keys;
        this.findings = findings;
    }

    /// @param cited the notices that the ledger says were shown
    void check(Set<NoticeDigest> cited) {
        var known = new HashSet<NoticeDigest>();
        for (DocumentRow row : all(DocumentKind.NOTICE)) {
            known.add(new NoticeDigest(Base64.getEncoder().encodeToString(row.id())));
            if (!MessageDigest.isEqual(digest(row), row.id())) {
                findings.add(FindingCode.NOTICE_DIGEST, "notice " + number(row));
            }
        }
        cited.stream()
                .filter(digest -> !known.contains(digest))
                .forEach(digest ->
                        findings.add(FindingCode.NOTICE_MISSING, "notice " + digest.base64()));
        for (DocumentKind kind :
                List.of(
                        DocumentKind.ACCOUNT,
                        DocumentKind.TOKEN,
                        DocumentKind.IMPORT_MAP,
                        DocumentKind.PORTAL_CODE,
                        DocumentKind.CASE,
                        DocumentKind.KEY_ROLL,
                        DocumentKind.KEY_PROGRESS,
                        DocumentKind.REQUEST,
                        DocumentKind.IMPORT_BATCH,
                        DocumentKind.MERGE,
                        DocumentKind.SURVEY,
                        DocumentKind.POSTING,
                        DocumentKind.PAIR,
                        DocumentKind.BREACH,
                        DocumentKind.SIGNED_FORM)) {
            all(kind).forEach(this::open);
        }
        suppressions();
    }

    private List<DocumentRow> all(DocumentKind kind) {
        try (ReadSession read = store.read()) {
            return read.documents(kind);
        }
    }

    private static byte[] digest(DocumentRow row) {
        try {
            String text = CanonicalJson.parseObject(row.body()).text("text");
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void open(DocumentRow row) {
        try {
            keys.rows().open(Documents.place(row.kind(), row.id()), row.body());
        } catch (CryptoFault e) {
            findings.add(FindingCode.DOCUMENT_OPEN, "document " + number(row));
        }
    }

    /// The first bytes of an id: enough to find it, too few to be a name.
    private static String number(DocumentRow row) {
        int shown = Math.min(4, row.id().length);
        return row.kind().number() + "/" + HexFormat.of().formatHex(row.id(), 0, shown);
    }

    private void suppressions() {
        byte[] after = new byte[0];
        while (true) {
            List<SuppressionRow> rows;
            try (ReadSession read = store.read()) {
                rows = read.suppressionsAfter(after, CHUNK);
            }
            for (SuppressionRow row : rows) {
                if (row.epoch() < 1 || row.epoch() > keys.suppressions().epoch()) {
                    findings.add(FindingCode.SUPPRESSION_EPOCH, "suppression epoch " + row.epoch());
                }
            }
            if (rows.size() < CHUNK) {
                return;
            }
            after = rows.getLast().token();
        }
    }
}
