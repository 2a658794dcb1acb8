package custos.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The written names of constants: `IDENTITY_CHECK` is `identity-check` where it rests.
final class Codes {
    private Codes() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(E[] constants, String code) {
        return Arrays.stream(constants).filter(one -> of(one).equals(code)).findFirst();
    }
}
