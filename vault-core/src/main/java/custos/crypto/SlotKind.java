package custos.crypto;

import java.util.Arrays;

/// What opens a slot of the keyring.
public enum SlotKind {
    PASSPHRASE("passphrase"),
    KEY_FILE("key-file"),
    RECOVERY_SHEET("recovery-sheet"),
    PKCS11("pkcs11");

    private final String text;

    SlotKind(String text) {
        this.text = text;
    }

    static SlotKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such kind of key slot"));
    }

    /// As it stands in the file.
    @Override
    public String toString() {
        return text;
    }
}
