package custos.breach;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The written names of constants: `WITHOUT_KEYS` is `without-keys` where it rests.
final class Codes {
    private Codes() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(E[] constants, String code) {
        return Arrays.stream(constants).filter(one -> of(one).equals(code)).findFirst();
    }

    static <E extends Enum<E>> E read(E[] constants, String code) {
        return find(constants, code)
                .orElseThrow(() -> new IllegalArgumentException("a code of a breach is unknown"));
    }
}
