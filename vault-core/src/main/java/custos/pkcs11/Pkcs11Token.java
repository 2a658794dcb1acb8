package custos.pkcs11;

import custos.crypto.CryptoFault;
import custos.crypto.KeyToken;
import custos.pkcs11.Pkcs11Slots.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.security.auth.login.LoginException;

/// A token behind a PKCS#11 library: a smart card, an HSM, or SoftHSM.
///
/// No message holds the PIN. One PIN is tried once: a token locks after a few wrong ones.
public final class Pkcs11Token implements KeyToken {
    private static final int KEY_BITS = 256;

    private final String label;
    private final AuthProvider provider;
    private final KeyStore keys;

    private Pkcs11Token(String label, AuthProvider provider, KeyStore keys) {
        this.label = label;
        this.provider = provider;
        this.keys = keys;
    }

    /// Finds the token of this label and logs in.
    ///
    /// @param module the device's library
    /// @param pin the caller wipes it
    /// @throws CryptoFault.TokenFailed when the library, the token or the PIN is not right
    public static Pkcs11Token open(Path module, String label, char[] pin) {
        Path library = module.toAbsolutePath();
        Token token = find(library, label);
        AuthProvider provider = provider(library, token.id());
        try {
            var keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, pin);
            return new Pkcs11Token(label, provider, keys);
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            throw refused(label, e);
        }
    }

    private static Token find(Path library, String label) {
        List<Token> all = Pkcs11Slots.of(library);
        List<Token> named = all.stream().filter(token -> token.label().equals(label)).toList();
        if (named.isEmpty()) {
            String there =
                    all.stream().map(Token::label).sorted().collect(Collectors.joining(", "));
            throw new CryptoFault.TokenFailed(
                    "there is no token "
                            + label
                            + (there.isEmpty() ? ", nor any other" : "; there is " + there));
        }
        if (named.size() > 1) {
            throw new CryptoFault.TokenFailed(
                    "several tokens have the label " + label + "; leave one plugged in");
        }
        Token token = named.getFirst();
        if (!token.hasPin()) {
            throw new CryptoFault.TokenFailed("the token " + label + " has no user PIN yet");
        }
        if (token.isLocked()) {
            throw locked(label);
        }
        return token;
    }

    private static CryptoFault.TokenFailed locked(String label) {
        return new CryptoFault.TokenFailed(
                "the token "
                        + label
                        + " is locked after too many wrong PINs; its security officer sets a new"
                        + " one");
    }

    /// A provider of its own for each log-in, known to nobody else.
    private static AuthProvider provider(Path library, long slot) {
        String path = library.toString();
        if (path.matches(".*[\"\\\\$\\p{Cntrl}].*")) {
            throw new CryptoFault.TokenFailed(
                    "the path of a PKCS#11 module has no quotes, backslashes or $");
        }
        Provider sun = Security.getProvider("SunPKCS11");
        if (sun == null) {
            throw new CryptoFault.TokenFailed(
                    "this Java has no PKCS#11: its module jdk.crypto.cryptoki is missing");
        }
        try {
            return (AuthProvider)
                    sun.configure(
                            """
                            --name = custos
                            library = "%s"
                            slot = %d
                            destroyTokenAfterLogout = true
                            attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
                              CKA_TOKEN = false
                              CKA_PRIVATE = true
                              CKA_SENSITIVE = true
                              CKA_EXTRACTABLE = false
                              CKA_ENCRYPT = true
                              CKA_DECRYPT = true
                              CKA_WRAP = false
                              CKA_UNWRAP = false
                            }
                            """
                                    .formatted(path, slot));
        } catch (InvalidParameterException | ProviderException e) {
            throw new CryptoFault.TokenFailed(
                    "the PKCS#11 module " + library + " cannot be used" + code(e), e);
        }
    }

    private static CryptoFault.TokenFailed refused(String label, Exception e) {
        return switch (code(e)) {
            case " (CKR_PIN_INCORRECT)", " (CKR_PIN_INVALID)", " (CKR_PIN_LEN_RANGE)" ->
                    new CryptoFault.TokenFailed(
                            "the token "
                                    + label
                                    + " refuses this PIN; a few wrong ones lock a token");
            case " (CKR_PIN_LOCKED)" -> locked(label);
            default -> failed(label, e);
        };
    }

    private static CryptoFault.TokenFailed failed(String label, Exception e) {
        return new CryptoFault.TokenFailed(
                "the token " + label + " does not do what it is asked" + code(e), e);
    }

    /// What the device itself said, in brackets, or nothing.
    private static String code(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            String message = one.getMessage();
            if (message != null && message.matches("CKR_[A-Z0-9_]{1,60}")) {
                return " (" + message + ")";
            }
        }
        return "";
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public void makeKey(String key) {
        try {
            var generator = KeyGenerator.getInstance("AES", provider);
            generator.init(KEY_BITS);
            // Of the session alone: what is put away with a label is a copy, and the only one that
            // stays.
            SecretKey made = generator.generateKey();
            keys.setEntry(key, new KeyStore.SecretKeyEntry(made), null);
        } catch (GeneralSecurityException | ProviderException e) {
            throw failed(label, e);
        }
    }

    @Override
    public boolean hasKey(String key) {
        return find(key).isPresent();
    }

    Optional<Key> find(String key) {
        try {
            return Optional.ofNullable(keys.getKey(key, null));
        } catch (GeneralSecurityException | ProviderException e) {
            throw failed(label, e);
        }
    }

    @Override
    public byte[] encrypt(String key, byte[] iv, byte[] plain) {
        return cipher(Cipher.ENCRYPT_MODE, key, iv, plain);
    }

    @Override
    public byte[] decrypt(String key, byte[] iv, byte[] sealed) {
        return cipher(Cipher.DECRYPT_MODE, key, iv, sealed);
    }

    private byte[] cipher(int mode, String key, byte[] iv, byte[] in) {
        Key there =
                find(key)
                        .orElseThrow(() ->
                                new CryptoFault.TokenFailed(
                                        "the token " + label + " has no key " + key));
        try {
            var cipher = Cipher.getInstance("AES/CBC/NoPadding", provider);
            cipher.init(mode, there, new IvParameterSpec(iv));
            return cipher.doFinal(in);
        } catch (GeneralSecurityException | ProviderException e) {
            throw failed(label, e);
        }
    }

    @Override
    public void close() {
        try {
            provider.logout();
        } catch (LoginException | ProviderException e) {
            // What it opened is open; its session ends with the process.
        }
    }
}
