package custos.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Values to look for in files as a thief would: as UTF-8, as UTF-16 in both orders, and as base64
/// in its three alignments. One pass finds any of thousands.
public final class Needles {
    private static final int PREFIX = 5;
    private static final int FILTER_BITS = 1 << 22;

    private final Map<Long, List<Needle>> byPrefix = new HashMap<>();
    private final BitSet filter = new BitSet(FILTER_BITS);
    private int count;

    private record Needle(byte[] bytes, String form) {}

    public static Needles of(Collection<String> values) {
        var needles = new Needles();
        values.forEach(needles::add);
        return needles;
    }

    private void add(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < PREFIX) {
            throw new IllegalArgumentException("a value to look for has 5 bytes or more");
        }
        add(utf8, "utf-8 " + value);
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            add(value.getBytes(wide), wide + " " + value);
        }
        for (int shift = 0; shift < 3; shift++) {
            add(base64(utf8, shift), "base64+" + shift + " " + value);
        }
    }

    /// The characters that a value gives alone when it begins `shift` bytes into a group of three.
    private static byte[] base64(byte[] value, int shift) {
        var shifted = new byte[shift + value.length];
        System.arraycopy(value, 0, shifted, shift, value.length);
        byte[] text = Base64.getEncoder().encode(shifted);
        return Arrays.copyOfRange(text, (shift * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private void add(byte[] bytes, String form) {
        long prefix = 0;
        for (int i = 0; i < PREFIX; i++) {
            prefix = prefix << 8 | (bytes[i] & 0xFF);
        }
        filter.set(slot(prefix));
        byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(new Needle(bytes, form));
        count++;
    }

    private static int slot(long prefix) {
        return (int) ((prefix * 0x9E3779B97F4A7C15L) >>> 42);
    }

    public int count() {
        return count;
    }

    /// The forms that stand in these bytes.
    public Set<String> in(byte[] bytes) {
        var found = new TreeSet<String>();
        long window = 0;
        for (int i = 0; i < bytes.length; i++) {
            window = (window << 8 | (bytes[i] & 0xFF)) & 0xFF_FFFF_FFFFL;
            if (i >= PREFIX - 1 && filter.get(slot(window))) {
                int start = i - PREFIX + 1;
                for (Needle needle : byPrefix.getOrDefault(window, List.of())) {
                    int end = start + needle.bytes().length;
                    if (end <= bytes.length
                            && Arrays.equals(
                                    bytes, start, end, needle.bytes(), 0, needle.bytes().length)) {
                        found.add(needle.form());
                    }
                }
            }
        }
        return found;
    }

    /// What stands in the files of these folders, by file.
    public Map<Path, Set<String>> under(Path... folders) {
        var found = new HashMap<Path, Set<String>>();
        for (Path folder : folders) {
            for (Path file : filesUnder(folder)) {
                Set<String> forms = in(bytes(file));
                if (!forms.isEmpty()) {
                    found.put(file, forms);
                }
            }
        }
        return found;
    }

    public static List<Path> filesUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            // Somebody's temporary file, gone again.
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
