package custos.sheet;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// An amount as people and programs write it: `1863.4`, `1 863,40`, `1,863.40`, `1.863,40`.
///
/// Of point and comma the later one parts the decimals. A single comma or point before exactly
/// three digits parts thousands, but for `0.125` and the like.
final class SheetAmount {
    private static final int MAX_LENGTH = 30;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}']");
    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+");

    private SheetAmount() {}

    /// @throws IllegalArgumentException when it is none
    static BigDecimal parse(String text) {
        String bare = SPACES.matcher(text).replaceAll("");
        int comma = bare.lastIndexOf(',');
        int point = bare.lastIndexOf('.');
        String plain;
        if (comma >= 0 && point >= 0) {
            plain = comma > point ? bare.replace(".", "").replace(',', '.') : bare.replace(",", "");
        } else if (THOUSANDS.matcher(bare).matches()) {
            plain = bare.replace(",", "");
        } else {
            plain = bare.replace(',', '.');
        }
        if (plain.length() > MAX_LENGTH || !PLAIN.matcher(plain).matches()) {
            throw new IllegalArgumentException("an amount is a number of at most 30 digits");
        }
        return new BigDecimal(plain);
    }
}
