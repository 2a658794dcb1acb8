package custos.vault.core;

import custos.crypto.RowPlace;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.VaultStore;
import custos.vault.rows.Events;
import custos.vault.rows.VaultKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Small sealed documents of the vault's own, such as staff accounts and bearer tokens. Every
/// change is an event. Ids may name a person: they rest keyed.
public final class Documents {
    private final Core core;

    public Documents(Core core) {
        this.core = core;
    }

    /// A document's content, opened.
    public Optional<byte[]> find(DocumentKind kind, byte[] id) {
        return find(core.store(), core.keys(), kind, id);
    }

    public static Optional<byte[]> find(
            VaultStore store, VaultKeys keys, DocumentKind kind, byte[] id) {
        byte[] kept = keys.rows().keyedId(place(kind, id));
        try (ReadSession read = store.read()) {
            return read.document(kind, kept).map(body -> keys.rows().open(place(kind, kept), body));
        }
    }

    /// All documents of a kind, opened.
    public List<byte[]> all(DocumentKind kind) {
        try (ReadSession read = core.store().read()) {
            return read.documents(kind).stream()
                    .map(row -> core.keys().rows().open(place(kind, row.id()), row.body()))
                    .toList();
        }
    }

    /// Puts a document, new or in place of the one before; durable on return.
    public void put(DocumentKind kind, byte[] id, byte[] content, ActType act, Actor by) {
        put(kind, id, content, act, Internal.by(by));
    }

    /// As above, saying besides who did it what exactly it was.
    public void put(DocumentKind kind, byte[] id, byte[] content, ActType act, Internal why) {
        land(act, why, List.of(new RowChange.PutDocument(sealed(kind, id, content))));
    }

    /// The row of a document.
    public DocumentRow sealed(DocumentKind kind, byte[] id, byte[] content) {
        byte[] kept = kept(kind, id);
        return new DocumentRow(kind, kept, core.keys().rows().seal(place(kind, kept), content));
    }

    /// Deletes a document; durable on return.
    public void delete(DocumentKind kind, byte[] id, ActType act, Actor by) {
        land(act, Internal.by(by), List.of(new RowChange.DeleteDocument(kind, kept(kind, id))));
    }

    /// Records that something happened that changed no document, such as a refused log-in.
    public void note(ActType act, Actor by) {
        note(act, Internal.by(by));
    }

    public void note(ActType act, Internal why) {
        land(act, why, List.of());
    }

    private void land(ActType act, Internal why, List<RowChange> rows) {
        core.writer().land(Events.ofVault(core.keys(), List.of(Act.of(act)), why, rows));
    }

    private byte[] kept(DocumentKind kind, byte[] id) {
        return core.keys().rows().keyedId(place(kind, id));
    }

    public static RowPlace place(DocumentKind kind, byte[] id) {
        return RowPlace.of(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), id);
    }
}
