package custos.ledger;

import java.util.ArrayList;
import java.util.List;

/// How a [TilePath] is spelled: three digits an element, an `x` before all but the last, `.p/W` for
/// a partial tile.
final class TilePathText {
    static final String ENTRIES = "entries";

    private static final int MAX_CHARACTERS = 80;

    /// Elements of an index below 2^55.
    private static final int MAX_ELEMENTS = 6;

    private TilePathText() {}

    /// Reads loosely, writes again and compares: so no second spelling passes.
    static TilePath parse(String path) {
        var tile = read(path);
        if (!tile.path().equals(path)) {
            throw notAPath();
        }
        return tile;
    }

    private static TilePath read(String path) {
        var parts = List.of(path.split("/", -1));
        if (path.length() > MAX_CHARACTERS
                || parts.size() < 3
                || !parts.getFirst().equals("tile")) {
            throw notAPath();
        }
        var place = new ArrayList<>(parts.subList(2, parts.size()));
        int width = takeWidth(place);
        long index = index(place);
        return parts.get(1).equals(ENTRIES)
                ? new TilePath.Entries(index, width)
                : new TilePath.Hashes(number(parts.get(1)), index, width);
    }

    private static int takeWidth(List<String> place) {
        int folder = place.size() - 2;
        if (folder < 0 || !place.get(folder).endsWith(".p")) {
            return HashTile.FULL_WIDTH;
        }
        int width = number(place.removeLast());
        place.set(folder, place.getLast().substring(0, place.getLast().length() - 2));
        return width;
    }

    private static long index(List<String> place) {
        if (place.size() > MAX_ELEMENTS) {
            throw notAPath();
        }
        long index = 0;
        for (int i = 0; i < place.size(); i++) {
            boolean last = i == place.size() - 1;
            var digits =
                    last
                            ? place.get(i)
                            : place.get(i).substring(Math.min(1, place.get(i).length()));
            if (digits.length() != 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw notAPath();
            }
            index = index * 1000 + Integer.parseInt(digits);
        }
        return index;
    }

    private static int number(String text) {
        long number = StrictText.decimal(text, "a tile path's number");
        if (number > HashTile.FULL_WIDTH) {
            throw notAPath();
        }
        return (int) number;
    }

    static String of(String kind, long index, int width) {
        var text = new StringBuilder();
        text.append('/').append(threeDigits(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            text.insert(0, "/x" + threeDigits(rest % 1000));
        }
        if (width < HashTile.FULL_WIDTH) {
            text.append(".p/").append(width);
        }
        return "tile/" + kind + text;
    }

    private static String threeDigits(long number) {
        var digits = Long.toString(number);
        return "0".repeat(3 - digits.length()) + digits;
    }

    private static IllegalArgumentException notAPath() {
        return new IllegalArgumentException("not a tile path of c2sp.org/tlog-tiles");
    }
}
