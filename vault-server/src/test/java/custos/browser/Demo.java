package custos.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.AccountName;
import custos.access.Accounts;
import custos.access.Role;
import custos.access.SecondFactor;
import custos.cli.DemoClock;
import custos.cli.DemoShop;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.server.OpenShop;
import custos.vault.Vault;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The demonstration with both doors open, as `./custos demo` has it, and fewer customers. Its
/// clock stands unless a test moves it, so that its pages look the same each time.
final class Demo implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private static final Instant LAST = Instant.parse("2026-11-30T09:00:00Z");
    private static final int CUSTOMERS = 12;
    private static final Actor OPERATOR = new Actor.Operator();

    private final OpenShop shop;
    private final OpenShop fresh;
    private final OpenShop strict;
    private final DemoClock clock;

    private Demo(OpenShop shop, OpenShop fresh, OpenShop strict, DemoClock clock) {
        this.shop = shop;
        this.fresh = fresh;
        this.strict = strict;
        this.clock = clock;
    }

    static Demo in(Path dir) {
        var clock = new DemoClock(LAST, Duration.ofDays(40));
        var shop =
                OpenShop.in(
                        dir.resolve("shop"),
                        clock,
                        SecondFactor.OPTIONAL,
                        (vault, accounts) -> fill(vault, accounts, clock));
        var fresh = OpenShop.in(dir.resolve("fresh"), clock, SecondFactor.REQUIRED, (_, _) -> {});
        var strict =
                OpenShop.in(
                        dir.resolve("strict"),
                        clock,
                        SecondFactor.REQUIRED,
                        (_, accounts) -> account(accounts, Role.STAFF));
        return new Demo(shop, fresh, strict, clock);
    }

    private static void account(Accounts accounts, Role role) {
        accounts.create(
                new AccountName(role.word()),
                "Demo " + role.word(),
                Set.of(role),
                PASSWORD.toCharArray(),
                OPERATOR);
    }

    private static void fill(Vault vault, Accounts accounts, DemoClock clock) {
        for (Role role : Role.values()) {
            account(accounts, role);
        }
        DemoShop.fill(vault, clock, CUSTOMERS);
        vault.awaitNames();
    }

    /// Lets time go by: limits forget, codes end.
    void later(Duration by) {
        clock.advance(by);
    }

    Vault vault() {
        return shop.vault();
    }

    /// An address at the staff's door.
    String staff(String path) {
        return "http://127.0.0.1:" + shop.port() + path;
    }

    /// An address at the staff's door of a vault that has no account yet.
    String fresh(String path) {
        return "http://127.0.0.1:" + fresh.port() + path;
    }

    /// An address at the staff's door of a shop where everybody needs her telephone.
    String strict(String path) {
        return "http://127.0.0.1:" + strict.port() + path;
    }

    /// An address at the customers' door.
    String open(String path) {
        return "http://127.0.0.1:" + shop.publicPort() + path;
    }

    CustomerId hana() {
        return customer(DemoShop.HANA);
    }

    CustomerId customer(String email) {
        return vault().customers()
                .findExact(new FieldId("email"), email, "staff", Optional.empty())
                .items()
                .getFirst()
                .id();
    }

    /// How many letters there are.
    int letters() {
        return files().size();
    }

    /// The newest letter's plain text, once there are more than so many.
    String letterAfter(int before) {
        await(() -> files().size() > before);
        return text(files().getLast());
    }

    /// The newest letter with a link to such a page.
    String letterWith(String page) {
        return letterWithAfter(page, 0);
    }

    /// Likewise, of those that came after so many.
    String letterWithAfter(String page, int before) {
        await(() -> newest(page, before).isPresent());
        return newest(page, before).orElseThrow();
    }

    private Optional<String> newest(String page, int before) {
        return files().stream()
                .skip(before)
                .map(Demo::text)
                .filter(text -> text.contains(page))
                .reduce((_, later) -> later);
    }

    /// The first link in a letter that leads to such a page.
    static String link(String letter, String page) {
        Matcher link =
                Pattern.compile("http://\\S+" + Pattern.quote(page) + "\\S+").matcher(letter);
        if (!link.find()) {
            throw new AssertionError("no link to " + page + " in the letter");
        }
        return link.group();
    }

    private List<Path> files() {
        if (!Files.isDirectory(shop.mail())) {
            return List.of();
        }
        try (var files = Files.list(shop.mail())) {
            return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(Files.readAllBytes(file)));
            var parts = new ArrayList<String>();
            collect(message.getContent(), parts);
            return parts.getFirst();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(Object content, List<String> parts)
            throws MessagingException, IOException {
        switch (content) {
            case String text -> parts.add(text);
            case Multipart many -> {
                for (int i = 0; i < many.getCount(); i++) {
                    collect(many.getBodyPart(i).getContent(), parts);
                }
            }
            case java.io.InputStream stream -> parts.add(new String(stream.readAllBytes(), UTF_8));
            default -> throw new AssertionError("a part of another kind");
        }
    }

    /// The postman goes round every two seconds.
    private static void await(BooleanSupplier until) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no letter came");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        shop.close();
        fresh.close();
        strict.close();
    }
}
