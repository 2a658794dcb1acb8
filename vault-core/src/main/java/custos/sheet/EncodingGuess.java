package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the encoding of a text: a byte order mark decides, then whether it is UTF-8, then which
/// language's accented letters the bytes would be.
///
/// The last step is naive Bayes over the bytes above 127 with rough letter frequencies of each
/// language, in windows-1250 for Central Europe and windows-1252 (a superset of Latin-1's letters)
/// for the West.
final class EncodingGuess {
    /// The largest file that is read.
    static final long MAX_BYTES = 256L << 20;

    private static final Charset CENTRAL = Charset.forName("windows-1250");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /// What a letter weighs that the language does not have (names of foreigners, signs).
    private static final double STRANGE = 0.002;

    private record Language(Charset encoding, Map<Character, Double> letters) {}

    private static final List<Language> LANGUAGES =
            List.of(
                    language(CENTRAL, "á22í28é13ě14ř12š8č10ž10ý9ů6ú2ď1ť1ň1ó1"),
                    language(CENTRAL, "á22í10é9š8č10ž9ý9ú9ľ4ť6ň3ô2ä1ó2ď2ĺ1"),
                    language(CENTRAL, "ą10ć4ę11ł18ń2ó9ś7ź1ż8"),
                    language(CENTRAL, "á34é33í6ó11ö9ő8ü5ú3ű2"),
                    language(WESTERN, "é27è6ê3à7â1ç2ù1û1ô1î1ï1ë1ö1"),
                    language(WESTERN, "ä20ö10ü22ß10é1"),
                    language(WESTERN, "á12é10í15ó18ú4ñ8ü1"),
                    language(WESTERN, "ã15ç9á12é10í8ó8ê5õ6â3à3ú3ô2"),
                    language(WESTERN, "å14ä18ö15æ9ø11é1"),
                    language(WESTERN, "à12è10ò6ù5é3ì3"));

    private final long[] highBytes = new long[256];
    private long sequences;
    private long broken;
    private int pending;

    private EncodingGuess() {}

    /// Reads the whole text once.
    static Charset of(SheetBytes bytes) {
        try (InputStream in = bytes.open()) {
            byte[] start = in.readNBytes(1 << 16);
            Charset marked = byMark(start);
            var guess = new EncodingGuess();
            guess.take(start, start.length);
            guess.takeRest(in, start.length);
            return marked == null ? guess.decide() : marked;
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    private static @org.jspecify.annotations.Nullable Charset byMark(byte[] start) {
        if (start.length == 0) {
            throw new SheetFault.NotASheet("the file is empty");
        }
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            return UTF_8;
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            return UTF_16LE;
        }
        return startsWith(start, 0xFE, 0xFF) ? UTF_16BE : null;
    }

    private static boolean startsWith(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private void takeRest(InputStream in, long read) throws IOException {
        var buffer = new byte[1 << 16];
        long total = read;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > MAX_BYTES) {
                throw new SheetFault.NotASheet("a sheet has at most 256 MiB");
            }
            take(buffer, n);
        }
    }

    private void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xFF;
            if (b >= 0x80) {
                highBytes[b]++;
            }
            countUtf8(b);
        }
    }

    private void countUtf8(int b) {
        boolean continues = b >= 0x80 && b < 0xC0;
        if (pending > 0 && continues) {
            pending--;
            sequences += pending == 0 ? 1 : 0;
            return;
        }
        broken += pending > 0 || continues || b >= 0xF5 || b == 0xC0 || b == 0xC1 ? 1 : 0;
        pending = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : b >= 0xC2 ? 1 : 0;
        pending = b >= 0xF5 ? 0 : pending;
    }

    private Charset decide() {
        // A few broken bytes in a text that is otherwise UTF-8 are damage, not another encoding.
        if ((broken == 0 && pending == 0) || sequences > 20 * (broken + 1)) {
            return UTF_8;
        }
        Language best = LANGUAGES.getFirst();
        double bestScore = Double.NEGATIVE_INFINITY;
        for (Language language : LANGUAGES) {
            double score = likelihood(language);
            if (score > bestScore) {
                best = language;
                bestScore = score;
            }
        }
        return best.encoding();
    }

    private double likelihood(Language language) {
        double sum = 0;
        for (int b = 0x80; b < 256; b++) {
            if (highBytes[b] > 0) {
                String letter = new String(new byte[] {(byte) b}, language.encoding());
                char lower = Character.toLowerCase(letter.charAt(0));
                sum += highBytes[b] * Math.log(language.letters().getOrDefault(lower, STRANGE));
            }
        }
        return sum;
    }

    private static Language language(Charset encoding, String percents) {
        Map<Character, Double> letters =
                java.util.regex.Pattern.compile("(\\D)(\\d+)")
                        .matcher(percents)
                        .results()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        m -> m.group(1).charAt(0),
                                        m -> Integer.parseInt(m.group(2)) / 100.0));
        return new Language(encoding, letters);
    }
}
