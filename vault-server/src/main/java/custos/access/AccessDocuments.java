package custos.access;

import custos.event.Actor;
import custos.store.DocumentKind;
import custos.vault.Documents;
import java.util.List;

/// Accounts and tokens kept as sealed documents of the vault, their names keyed.
public final class AccessDocuments implements AccessRows {
    private final Documents documents;

    public AccessDocuments(Documents documents) {
        this.documents = documents;
    }

    @Override
    public List<byte[]> all(Kind kind) {
        return documents.all(document(kind));
    }

    @Override
    public void put(Kind kind, byte[] id, byte[] content, Change change, Actor by) {
        documents.put(document(kind), id, content, change.act(), by);
    }

    @Override
    public void note(Change change, Actor by) {
        documents.note(change.act(), by);
    }

    private static DocumentKind document(Kind kind) {
        return switch (kind) {
            case ACCOUNT -> DocumentKind.ACCOUNT;
            case TOKEN -> DocumentKind.TOKEN;
        };
    }
}
