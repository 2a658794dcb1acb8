package custos.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The 32 bytes that open a keyring when all else is lost, as eight groups of eight characters to
/// print and keep. Each group carries a checksum of its own, so a typing slip is found by group.
public final class RecoverySheet {
    private static final int GROUPS = 8;
    private static final int GROUP_BYTES = 4;
    private static final int GROUP_CHARACTERS = 8;

    private RecoverySheet() {}

    /// The text to print, such as `abcd2345-...`. It is as secret as the key.
    public static String print(SecretBytes key) {
        byte[] bytes = Check.length(key.open(), SecretBytes.KEY_LENGTH, "a recovery key");
        var groups = new StringJoiner("-");
        for (int i = 0; i < GROUPS; i++) {
            byte[] group = Arrays.copyOfRange(bytes, i * GROUP_BYTES, i * GROUP_BYTES + 5);
            group[GROUP_BYTES] = checksum(i, group);
            groups.add(Base32.encode(group));
        }
        return groups.toString();
    }

    /// Reads a typed sheet; case, spaces, hyphens and the look-alikes 0, 1 and 8 do not matter.
    ///
    /// @throws IllegalArgumentException naming the group that was mistyped
    public static SecretBytes parse(String typed) {
        if (typed.length() > 1024) {
            throw new IllegalArgumentException("a recovery sheet is 8 groups of 8 characters");
        }
        String text =
                typed.replaceAll("[\\s-]", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('0', 'o')
                        .replace('1', 'l')
                        .replace('8', 'b');
        if (text.length() != GROUPS * GROUP_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a recovery sheet is 8 groups of 8 characters, but there are " + text.length());
        }
        byte[] bytes = new byte[SecretBytes.KEY_LENGTH];
        for (int i = 0; i < GROUPS; i++) {
            int from = i * GROUP_CHARACTERS;
            byte[] group = group(i, text.substring(from, from + GROUP_CHARACTERS));
            System.arraycopy(group, 0, bytes, i * GROUP_BYTES, GROUP_BYTES);
        }
        return SecretBytes.owning(bytes);
    }

    private static byte[] group(int index, String text) {
        try {
            byte[] group = Base32.decode(text, GROUP_BYTES + 1);
            if (group[GROUP_BYTES] == checksum(index, group)) {
                return group;
            }
        } catch (IllegalArgumentException e) {
            throw mistyped(index, e);
        }
        throw mistyped(index, null);
    }

    private static IllegalArgumentException mistyped(int index, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "group " + (index + 1) + " of the recovery sheet is mistyped", cause);
    }

    /// CRC-8 (polynomial 0x07) started at the group's number: it finds every slip of one character,
    /// and groups that changed places.
    private static byte checksum(int index, byte[] group) {
        int crc = index + 1;
        for (int i = 0; i < GROUP_BYTES; i++) {
            crc ^= group[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc << 1) ^ ((crc & 0x80) == 0 ? 0 : 0x107);
            }
        }
        return (byte) crc;
    }
}
