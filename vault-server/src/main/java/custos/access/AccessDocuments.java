package custos.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.event.Actor;
import custos.event.Internal;
import custos.store.DocumentKind;
import custos.vault.core.Documents;
import java.util.List;
import java.util.Optional;

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
        String prefix =
                switch (kind) {
                    case ACCOUNT -> "account:";
                    case TOKEN -> "token:";
                };
        String about = prefix + new String(id, US_ASCII);
        documents.put(
                document(kind),
                id,
                content,
                change.act(),
                internal(change, Optional.of(about), by));
    }

    @Override
    public void note(Change change, Optional<AccountName> account, Actor by) {
        Optional<String> about = account.map(name -> "account:" + name.value());
        documents.note(change.act(), internal(change, about, by));
    }

    private static Internal internal(Change change, Optional<String> about, Actor by) {
        return Internal.by(by).because(Optional.of(change.code())).about(about);
    }

    private static DocumentKind document(Kind kind) {
        return switch (kind) {
            case ACCOUNT -> DocumentKind.ACCOUNT;
            case TOKEN -> DocumentKind.TOKEN;
        };
    }
}
