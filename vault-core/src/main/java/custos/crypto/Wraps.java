package custos.crypto;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// All of a customer's wrapped keys, which stand in one row: `0x01 | count u16 | (class u16 |
/// generation u32 | wrap 98)...`, ascending by class and generation. Immutable.
public final class Wraps {
    private static final String WHAT = "a customer's wrapped keys";
    private static final int FORMAT = 1;
    private static final int FIRST = 1 + 2;
    private static final int ENTRY = 2 + 4 + Wrap.LENGTH;

    /// Where in an entry its wrap names the key encryption key.
    private static final int KEK_AT = 2 + 4 + Wrap.KEK_AT;

    private static final Wraps EMPTY = new Wraps(List.of());

    private final List<Entry> entries;

    private Wraps(List<Entry> entries) {
        this.entries = entries;
    }

    /// One wrapped key and the class and generation that it is for.
    public record Entry(int dataClass, int generation, Wrap wrap) {
        static final Comparator<Entry> ORDER =
                Comparator.comparingInt(Entry::dataClass).thenComparingInt(Entry::generation);

        public Entry {
            Check.u16(dataClass, "a class number");
            Check.u32(generation, "a generation");
        }
    }

    public static Wraps empty() {
        return EMPTY;
    }

    public static Wraps parse(byte[] bytes) {
        ByteBuffer in = opened(bytes);
        return new Wraps(entries(in, in.getShort() & 0xFFFF));
    }

    /// The row at its count, once its length is known to agree with that.
    private static ByteBuffer opened(byte[] bytes) {
        if (bytes.length < FIRST) {
            throw new CryptoFault.Damaged(WHAT);
        }
        var in = ByteBuffer.wrap(bytes);
        int format = in.get() & 0xFF;
        if (format != FORMAT) {
            throw new CryptoFault.UnknownFormat(WHAT, format);
        }
        if (bytes.length != FIRST + (in.getShort(1) & 0xFFFF) * ENTRY) {
            throw new CryptoFault.Damaged(WHAT);
        }
        return in;
    }

    private static List<Entry> entries(ByteBuffer in, int count) {
        var entries = new ArrayList<Entry>(count);
        for (int i = 0; i < count; i++) {
            int dataClass = in.getShort() & 0xFFFF;
            int generation = in.getInt();
            byte[] wrap = new byte[Wrap.LENGTH];
            in.get(wrap);
            if (generation < 0) {
                throw new CryptoFault.Damaged(WHAT);
            }
            var entry = new Entry(dataClass, generation, Wrap.of(wrap));
            if (i > 0 && Entry.ORDER.compare(entries.getLast(), entry) >= 0) {
                throw new CryptoFault.Damaged(WHAT);
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    public byte[] bytes() {
        var out = ByteBuffer.allocate(FIRST + entries.size() * ENTRY);
        out.put((byte) FORMAT).putShort((short) entries.size());
        for (Entry entry : entries) {
            out.putShort((short) entry.dataClass()).putInt(entry.generation());
            out.put(entry.wrap().bytes());
        }
        return out.array();
    }

    /// Ascending by class, then generation.
    public List<Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// The wrap with the highest generation of a class.
    public Optional<Entry> latest(int dataClass) {
        return entries.stream()
                .filter(entry -> entry.dataClass() == dataClass)
                .reduce((_, later) -> later);
    }

    public Optional<Entry> find(int dataClass, int generation) {
        return entries.stream()
                .filter(e -> e.dataClass() == dataClass && e.generation() == generation)
                .findFirst();
    }

    /// These wraps and one more, in the place of any of the same class and generation.
    public Wraps with(int dataClass, int generation, Wrap wrap) {
        var entry = new Entry(dataClass, generation, wrap);
        var changed = new ArrayList<>(without(e -> Entry.ORDER.compare(e, entry) == 0).entries);
        changed.add(entry);
        if (changed.size() > 0xFFFF) {
            throw new IllegalArgumentException("a customer has at most 65535 wrapped keys");
        }
        changed.sort(Entry.ORDER);
        return new Wraps(List.copyOf(changed));
    }

    /// These wraps without those of one class, in all generations.
    public Wraps without(int dataClass) {
        return without(entry -> entry.dataClass() == dataClass);
    }

    public Wraps without(int dataClass, int generation) {
        return without(e -> e.dataClass() == dataClass && e.generation() == generation);
    }

    /// Whether every wrap of a row is under this key encryption key, without reading the row
    /// further.
    public static boolean areUnder(byte[] row, int kek) {
        ByteBuffer in = opened(row);
        int count = in.getShort() & 0xFFFF;
        for (int i = 0; i < count; i++) {
            if (in.getInt(FIRST + i * ENTRY + KEK_AT) != kek) {
                return false;
            }
        }
        return true;
    }

    Wraps map(Function<Entry, Wrap> change) {
        return new Wraps(
                entries.stream()
                        .map(e -> new Entry(e.dataClass(), e.generation(), change.apply(e)))
                        .toList());
    }

    private Wraps without(Predicate<Entry> gone) {
        return new Wraps(entries.stream().filter(gone.negate()).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Wraps that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return "Wraps[" + entries.size() + "]";
    }
}
