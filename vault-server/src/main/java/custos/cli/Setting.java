package custos.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What may be set in the environment or in a configuration file, besides on the command line.
enum Setting {
    DATA,
    KEYS,
    PASSPHRASE_FILE,
    KEY_FILE,
    RECOVERY_SHEET,
    PKCS11_MODULE,
    PKCS11_TOKEN,
    PIN_FILE,
    HOST,
    PORT,
    PUBLIC_HOST,
    PUBLIC_PORT,
    PUBLIC_URL,
    SITE_ORIGIN,
    TLS_CERTIFICATE,
    TLS_KEY,
    PUBLIC_TLS_CERTIFICATE,
    PUBLIC_TLS_KEY,
    BEHIND_PROXY,
    SMTP_HOST,
    SMTP_PORT,
    SMTP_SECURITY,
    SMTP_USER,
    SMTP_PASSWORD_FILE,
    MAIL_FROM,
    MAIL_FOLDER,
    SECOND_FACTOR,
    TIME_ZONE,
    PUBLISH_EVERY,
    ROLL_KEYS_AT,
    BACKUP_TO,
    BACKUP_KEEP,
    MIRROR;

    /// As it stands in a configuration file and, after `--`, on the command line.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name of the environment variable.
    String variable() {
        return "CUSTOS_" + name();
    }

    static Optional<Setting> find(String word) {
        return Arrays.stream(values()).filter(setting -> setting.word().equals(word)).findFirst();
    }
}
