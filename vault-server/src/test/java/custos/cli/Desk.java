package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.argon2.Argon2id;
import custos.argon2.PasswordHash;
import custos.crypto.CryptoFault;
import custos.crypto.KeyToken;
import custos.crypto.PassphraseHash.Cost;
import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.ledger.TilePath;
import custos.policy.ChannelId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.vault.StoreOpener;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.FieldForms;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A desk with a command line on it, over real vaults in a folder of its own. Tests read as
/// transcripts: `$` is typed, `!` is standard error, `=` the exit code when it is not 0, and all
/// else is standard output. `<anything>` in what is expected stands for any text within a line.
final class Desk {
    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    final Path room;
    final Map<String, String> environment = new HashMap<>();

    /// What is typed when a secret is asked for; nobody is there while it is empty.
    final Deque<String> typed = new ArrayDeque<>();

    /// What listens; refuses unless a test brings its own.
    Listener listener =
            (_, _, _) -> {
                throw new AssertionError("nothing is to listen here");
            };

    World.Lifetime lifetime = Runnable::run;

    /// Finds tokens; none is plugged in unless a test brings its own.
    KeyToken.Opener tokens =
            (_, label, _) -> {
                throw new CryptoFault.TokenFailed("there is no token " + label + ", nor any other");
            };

    private final SecureRandom random = new SecureRandom();

    Desk(Path room) {
        this.room = room;
        environment.put("CUSTOS_DATA", room.resolve("shop").toString());
        environment.put("CUSTOS_KEY_FILE", room.resolve("unlock.key").toString());
    }

    /// With a vault that the key file opens.
    Desk withVault() {
        assertThat(run("init").code()).isZero();
        return this;
    }

    /// How a command ended.
    record Ended(int code, String out, String err) {}

    Ended run(String words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var world =
                new World(
                        new Sqlite(),
                        new Argon2id(),
                        tokens,
                        new PasswordHash(new Cost(8, 1, 1), random),
                        InstantSource.fixed(NOW),
                        random,
                        ZoneOffset.UTC,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        environment,
                        typed.isEmpty()
                                ? Optional.empty()
                                : Optional.of(_ -> typed.removeFirst().toCharArray()),
                        listener,
                        lifetime);
        int code = Cli.run(world, split(words.replace("ROOM", room.toString())));
        return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// Types the commands of a transcript and compares what they say.
    void shows(String transcript) {
        var actual = new StringBuilder();
        for (String line : transcript.lines().toList()) {
            if (line.startsWith("$ custos ")) {
                actual.append(line).append('\n').append(said(run(line.substring(9))));
            }
        }
        if (!pattern(transcript).matcher(actual).matches()) {
            // Equality fails for certain and shows both texts.
            assertThat(actual.toString()).isEqualTo(transcript);
        }
    }

    /// Takes a customer in, as a surface would.
    String customer(String name, String email) {
        return inVault(vault -> {
            var fields =
                    new FieldForms(InstantSource.fixed(NOW))
                            .readAll(
                                    vault.policies().current(),
                                    Map.of("full_name", name, "email", email),
                                    new KindId("contact"));
            var wanted =
                    new Customers.Registration(fields, new SourceId("counter-form"), List.of());
            return vault.customers()
                    .register(wanted, new Actor.Operator(), Optional.empty())
                    .id()
                    .value();
        });
    }

    /// Adds a record to a customer, as a surface would.
    void record(String customer, String kind, Map<String, Object> fields) {
        var id = new KindId(kind);
        inVault(vault -> {
            var read =
                    new FieldForms(InstantSource.fixed(NOW))
                            .readAll(vault.policies().current(), fields, id);
            return vault.records()
                    .add(
                            new CustomerId(customer),
                            id,
                            read,
                            new SourceId("counter-form"),
                            new Actor.Operator(),
                            Optional.empty());
        });
    }

    /// Has a customer say yes on her own page, to the notice in force.
    void says(CustomerId customer, String purpose, String channel) {
        says(customer, purpose, channel, true);
    }

    /// Has a customer answer on her own page, to the notice in force.
    void says(CustomerId customer, String purpose, String channel, boolean answer) {
        var english = new Language("en");
        inVault(vault -> {
            var said =
                    new ConsentAnswer(
                            new PurposeId(purpose),
                            new ChannelId(channel),
                            answer,
                            new MethodId("portal"),
                            Optional.of(english),
                            vault.policies().noticeInForce(english),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
            var portal = new SourceId("portal");
            return vault.consents().record(customer, List.of(said), portal, new Actor.Customer());
        });
    }

    /// Writes the ledger's files into a folder, as they are published.
    void publish(Path folder) {
        inVault(vault -> {
            var ledger = vault.ledger();
            file(folder.resolve("checkpoint"), ledger.checkpoint().getBytes(UTF_8));
            int size = Math.toIntExact(ledger.size());
            for (int first = 0; first < size; first += 256) {
                int width = Math.min(256, size - first);
                for (TilePath path :
                        List.of(
                                new TilePath.Entries(first / 256, width),
                                new TilePath.Hashes(0, first / 256, width))) {
                    file(folder.resolve(path.path()), ledger.tile(path).orElseThrow());
                }
            }
            return folder;
        });
    }

    private static void file(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T inVault(Function<Vault, T> act) {
        try (SecretBytes key = SecretFile.key(room.resolve("unlock.key"));
                Vault vault =
                        Vault.open(
                                VaultFolder.of(room.resolve("shop")),
                                new Unlock.KeyFile(key),
                                new Sqlite(),
                                Vault.Settings.STANDARD,
                                InstantSource.fixed(NOW),
                                random)) {
            return act.apply(vault);
        }
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(room.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String said(Ended ended) {
        var lines = new ArrayList<String>();
        lines.addAll(ended.out().lines().toList());
        ended.err().lines().forEach(line -> lines.add("! " + line));
        if (ended.code() != 0) {
            lines.add("= " + ended.code());
        }
        return lines.isEmpty()
                ? ""
                : String.join("\n", lines).replace(room.toString(), "ROOM") + "\n";
    }

    private static Pattern pattern(String transcript) {
        Matcher parts = Pattern.compile("<[^<>\n]+>").matcher(transcript);
        var regex = new StringBuilder();
        int from = 0;
        while (parts.find()) {
            regex.append(Pattern.quote(transcript.substring(from, parts.start()))).append(".+");
            from = parts.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(transcript.substring(from))).toString());
    }

    private static String[] split(String words) {
        return List.of(words.strip().split(" +")).toArray(String[]::new);
    }

    private static final class Sqlite implements StoreOpener {
        @Override
        public VaultStore create(Path file) {
            return SqliteVaultStore.create(file);
        }

        @Override
        public VaultStore open(Path file) {
            return SqliteVaultStore.open(file);
        }

        @Override
        public VaultStore look(Path file) {
            return SqliteVaultStore.look(file);
        }
    }
}
