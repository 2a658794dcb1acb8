package custos.tls;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;

/// What stands in a browser's address line before the port: a name, or an address in digits.
public sealed interface HostName {
    /// In lower-case ASCII.
    record Name(String value) implements HostName {}

    record Digits(InetAddress value) implements HostName {
        boolean isV4() {
            return value instanceof Inet4Address;
        }
    }

    /// @throws IllegalArgumentException when it is neither, or a wildcard
    static HostName parse(String text) {
        // Fewer than four numbers would pass as an address that nobody meant.
        if (text.indexOf(':') < 0 && !text.matches("[0-9]+(\\.[0-9]+){3}")) {
            return name(text);
        }
        try {
            return new Digits(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return name(text);
        }
    }

    private static Name name(String text) {
        String label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
        String ascii = ascii(text).toLowerCase(Locale.ROOT);
        if (ascii.length() > 253
                || ascii.matches("[0-9.]+")
                || !ascii.matches(label + "(\\." + label + ")*")) {
            throw new IllegalArgumentException(
                    "a host is a name such as till.lan or an address such as 192.168.1.10,"
                            + " without a port and without *");
        }
        return new Name(ascii);
    }

    private static String ascii(String text) {
        try {
            return IDN.toASCII(text);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// As it is typed.
    default String text() {
        return switch (this) {
            case Name(String value) -> value;
            case Digits(InetAddress value) -> value.getHostAddress();
        };
    }
}
