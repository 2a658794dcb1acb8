package custos.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.event.Actor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Rows for tests, and what the ledger was told of them, such as `account-created anna by
/// operator`, and with which code, such as `roles:staff anna`.
final class KeptInMemory implements AccessRows {
    final List<String> ledger = new ArrayList<>();
    final List<String> codes = new ArrayList<>();
    boolean failing;

    private final Map<Kind, Map<String, byte[]>> rows = new EnumMap<>(Kind.class);

    @Override
    public synchronized List<byte[]> all(Kind kind) {
        return List.copyOf(rows.getOrDefault(kind, Map.of()).values());
    }

    @Override
    public synchronized void put(Kind kind, byte[] id, byte[] content, Change change, Actor by) {
        requireWorking();
        String name = new String(id, US_ASCII);
        rows.computeIfAbsent(kind, _ -> new TreeMap<>()).put(name, content.clone());
        ledger.add(change.act().word() + " " + name + " by " + by.id());
        codes.add(change.code() + " " + name);
    }

    @Override
    public synchronized void note(Change change, Optional<AccountName> account, Actor by) {
        requireWorking();
        codes.add(change.code() + account.map(name -> " " + name.value()).orElse(""));
        ledger.add(change.act().word() + " by " + by.id());
    }

    private void requireWorking() {
        if (failing) {
            throw new IllegalStateException("the disk is full");
        }
    }
}
