package custos.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The written names of constants: `LEGAL_OBLIGATION` is `legal-obligation` in the policy.
final class Codes {
    private Codes() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(
            E[] constants, Function<? super E, String> code, String wanted) {
        return Arrays.stream(constants).filter(one -> code.apply(one).equals(wanted)).findFirst();
    }
}
