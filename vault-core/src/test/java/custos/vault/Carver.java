package custos.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.Internals;
import custos.crypto.KekFile;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.KeyPlace;
import custos.crypto.Keyring;
import custos.crypto.RowPlace;
import custos.crypto.SecretBytes;
import custos.crypto.Wrap;
import custos.customer.FieldValue;
import custos.json.CanonicalJson;
import custos.vault.core.VaultFolder;
import custos.vault.rows.Plain;
import custos.vault.rows.Slots;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Whoever holds every key that a vault still has, and reads its files byte by byte: live pages,
/// free pages, stale copies and the log alike. Tries each key on all that begins like a ciphertext
/// of ours.
public final class Carver implements AutoCloseable {
    private static final int CLASSES = 10;
    private static final int GENERATIONS = 3;
    private static final int FIELDS = 270;
    private static final int WRAP = 98;

    private final Keyring keyring;
    private final KeyEncryptionKeys keks;
    private final List<byte[]> files;

    public Carver(VaultFolder folder, byte[] key) {
        var random = new SecureRandom();
        keyring = Keyring.load(folder.keyring()).openWithKeyFile(SecretBytes.copyOf(key));
        keks = KekFile.load(folder.kek(), keyring, random);
        files = new ArrayList<>();
        for (var root : List.of(folder.data(), folder.keys())) {
            Needles.filesUnder(root).forEach(file -> files.add(Needles.bytes(file)));
        }
    }

    /// What opened of one customer.
    ///
    /// @param keys `class.generation` of each key
    /// @param fields `class.field` of each value
    /// @param texts all that was opened, as text
    public record Loot(
            Set<String> keys,
            Set<String> fields,
            int openings,
            int looks,
            int rows,
            List<String> texts) {
        @Override
        public String toString() {
            return "keys "
                    + keys
                    + ", fields "
                    + fields
                    + ", "
                    + openings
                    + " openings, "
                    + looks
                    + " looks, "
                    + rows
                    + " rows";
        }
    }

    /// Everything of a customer that any key at hand opens.
    ///
    /// @param records the last record number to try
    /// @param requestKeys hashed keys under which results of requests were kept
    public Loot loot(long customer, int records, List<byte[]> requestKeys) {
        List<DataKey> keys = keysOf(customer);
        var fields = new TreeSet<String>();
        var texts = new ArrayList<String>();
        var openings = new HashSet<Long>();
        int looks = 0;
        int rows = 0;
        for (Blob blob : blobs(0x01, 34, 16)) {
            for (DataKey key : keys) {
                openField(key, blob, records, fields, texts);
            }
        }
        for (Blob blob : blobs(0x21, 34, 256)) {
            for (DataKey key : keys) {
                for (long n = 0; n < 64; n++) {
                    long number = n == 0 ? 0 : Slots.row(customer, n);
                    var opened = blob.open(bytes -> key.openOpening(number, bytes));
                    if (opened.isPresent()) {
                        looks += n == 0 ? 1 : 0;
                        openings.add(number);
                        texts.add(new String(opened.get().text(), UTF_8));
                    }
                }
            }
        }
        for (Blob blob : blobs(0x24, 34, 1)) {
            for (DataKey key : keys) {
                for (byte[] request : requestKeys) {
                    var at = RowPlace.of("idempotency", request);
                    var opened = blob.open(bytes -> key.openRow(at, bytes));
                    rows += opened.isPresent() ? 1 : 0;
                }
            }
        }
        openings.remove(0L);
        var names = new TreeSet<String>();
        keys.forEach(key -> names.add(key.place().dataClass() + "." + key.place().generation()));
        keys.forEach(DataKey::close);
        return new Loot(names, fields, openings.size(), looks, rows, texts);
    }

    /// The business's halves of leaves, which are kept: they must hold nothing of a customer.
    public List<String> internals() {
        var internals = new Internals(keyring.secrets(), new SecureRandom());
        var texts = new ArrayList<String>();
        for (Blob blob : blobs(0x22, 34, 256)) {
            blob.open(internals::open).ifPresent(half -> texts.add(new String(half.text(), UTF_8)));
        }
        return texts;
    }

    /// Every key of a customer in any wrap anywhere, however old.
    private List<DataKey> keysOf(long customer) {
        var keys = new ArrayList<DataKey>();
        var tried = new HashSet<ByteBuffer>();
        for (byte[] file : files) {
            for (int at = 0; at + WRAP <= file.length; at++) {
                if (file[at] == 0x11 && file[at + 1] == 1) {
                    byte[] wrap = Arrays.copyOfRange(file, at, at + WRAP);
                    if (tried.add(ByteBuffer.wrap(wrap))) {
                        unwrap(wrap, customer, keys);
                    }
                }
            }
        }
        return keys;
    }

    private void unwrap(byte[] wrap, long customer, List<DataKey> keys) {
        for (int classNo = 1; classNo <= CLASSES; classNo++) {
            for (int generation = 1; generation <= GENERATIONS; generation++) {
                var place = new KeyPlace(keyring.vault(), customer, classNo, generation);
                try {
                    keys.add(keks.unwrap(Wrap.of(wrap), place));
                    return;
                } catch (CryptoFault | IllegalArgumentException e) {
                    // Not this one.
                }
            }
        }
    }

    private static void openField(
            DataKey key, Blob blob, int records, Set<String> fields, List<String> texts) {
        long customer = key.place().customer();
        for (int field : blob.fields()) {
            for (int n = 1; n <= records; n++) {
                long record = Slots.row(customer, n);
                var opened = blob.open(bytes -> key.openField(record, field, 1, bytes));
                if (opened.isPresent()) {
                    fields.add(key.place().dataClass() + "." + field);
                    texts.add(text(Plain.value(opened.get())));
                    return;
                }
            }
        }
    }

    private static String text(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Json(var json) -> new String(CanonicalJson.encode(json), UTF_8);
            case FieldValue.Day(var day) -> day.toString();
            case FieldValue.Whole(long number) -> String.valueOf(number);
            case FieldValue.Flag(boolean flag) -> String.valueOf(flag);
            case FieldValue.Decimal(var decimal) -> decimal.toString();
        };
    }

    /// Bytes that begin like a ciphertext, and how long it may be.
    ///
    /// @param file where they lie
    /// @param lengths in the order of their likelihood
    private record Blob(byte[] file, int at, List<Integer> lengths) {
        <T> Optional<T> open(Function<byte[], T> opening) {
            for (int length : lengths) {
                if (at + length <= file.length) {
                    try {
                        return Optional.of(
                                opening.apply(Arrays.copyOfRange(file, at, at + length)));
                    } catch (CryptoFault | IllegalArgumentException e) {
                        // Not this length.
                    }
                }
            }
            return Optional.empty();
        }

        /// The field's number stands before its length and the ciphertext; where that was
        /// overwritten, any.
        Iterable<Integer> fields() {
            if (at >= 6) {
                int field = ByteBuffer.wrap(file).getShort(at - 6) & 0xFFFF;
                if (field >= 1 && field <= FIELDS) {
                    return List.of(field);
                }
            }
            return () -> IntStream.rangeClosed(1, FIELDS).iterator();
        }
    }

    /// All that begins with a format's byte, algorithm 1 and a generation or version below 4.
    private List<Blob> blobs(int format, int overhead, int step) {
        var blobs = new ArrayList<Blob>();
        var seen = new HashSet<ByteBuffer>();
        for (byte[] file : files) {
            for (int at = 0; at + overhead + step <= file.length; at++) {
                boolean begins =
                        file[at] == format
                                && file[at + 1] == 1
                                && file[at + 2] == 0
                                && file[at + 3] == 0
                                && file[at + 4] == 0
                                && file[at + 5] > 0
                                && file[at + 5] <= GENERATIONS;
                // The nonce tells one ciphertext from another, and its copies from it.
                if (begins && seen.add(ByteBuffer.wrap(file, at + 6, 28).slice())) {
                    blobs.add(new Blob(file, at, lengths(file, at, format, overhead, step)));
                }
            }
        }
        return blobs;
    }

    private static List<Integer> lengths(byte[] file, int at, int format, int overhead, int step) {
        if (format == 0x01 && at >= 4) {
            int said = ByteBuffer.wrap(file).getInt(at - 4);
            if (said >= overhead + step && said < 2048 && (said - overhead) % step == 0) {
                return List.of(said);
            }
        }
        var lengths = new ArrayList<Integer>();
        for (int k = 1; k * step <= (step == 1 ? 200 : 8 * 256) && k <= 200; k++) {
            lengths.add(overhead + k * step);
        }
        return lengths;
    }

    @Override
    public void close() {
        keks.close();
        keyring.close();
    }
}
