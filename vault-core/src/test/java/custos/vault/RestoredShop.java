package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.consent.ConsentState;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.consents.Consents;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import custos.vault.records.Records;
import custos.vault.restore.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A vault with three customers and a backup of a week ago, and what tests of restores do with it.
public abstract class RestoredShop {
    public static final Actor ANNA = new Actor.Staff("anna", "officer");
    public static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    public static final ChannelId EMAIL = new ChannelId("email");
    public static final FieldId NAME = new FieldId("full_name");

    public @TempDir Path dir;
    public Path stick;
    public TestVault test;
    public CustomerId jan;
    public CustomerId eva;
    public CustomerId petr;
    public Path lastWeek;

    @BeforeEach
    public void aWeekAgo() throws IOException {
        stick = Files.createDirectory(dir.resolve("stick"));
        test = TestVault.in(dir);
        jan = test.vault().customers().register(test.registration(test.jan()), ANNA, none()).id();
        eva = test.customer(Map.of("full_name", "Eva Malá", "email", "eva@example.org"));
        petr = test.customer(Map.of("full_name", "Petr Dub", "email", "petr@example.org"));
        test.says(jan, "newsletter", "email", true);
        test.says(eva, "newsletter", "email", true);
        test.says(petr, "newsletter", "email", true);
        buys(petr, "2026-11-20", "120.50");
        test.vault().settle();
        lastWeek = test.vault().backups().make(stick, 30).data();
        test.later(Duration.ofDays(7));
    }

    @AfterEach
    public void close() {
        test.close();
    }

    public static <T> Optional<T> none() {
        return Optional.empty();
    }

    public Records.Recorded buys(CustomerId who, String day, String total) {
        return test.add(
                who, "purchase", Map.of("bought_on", day, "total", total, "currency", "CZK"));
    }

    public void amend(CustomerId who, String field, String value) {
        test.vault()
                .customers()
                .amend(
                        who,
                        new Customers.Amendment(
                                test.patch(field, value), TestVault.SOURCE, OptionalLong.empty()),
                        ANNA);
    }

    public void stops(CustomerId who) {
        test.vault()
                .consents()
                .stopEverything(
                        who,
                        new ConsentAnswer.How(new MethodId("portal"), none(), none()),
                        new SourceId("portal"),
                        new Actor.Customer());
    }

    public Path guard() {
        return test.folder().guard();
    }

    public Restore.Wanted wanted(Optional<Path> guard, boolean newLedger) {
        return new Restore.Wanted(stick, Optional.of(lastWeek), none(), target(), guard, newLedger);
    }

    public VaultFolder target() {
        return VaultFolder.of(dir.resolve("restored"));
    }

    public Restore.Report restore(Restore.Wanted wanted) {
        return Restore.run(
                wanted, test.unlock(), TestVault.SQLITE, test.clock(), new SecureRandom());
    }

    public Vault open() {
        return Vault.open(
                target(),
                test.unlock(),
                TestVault.SQLITE,
                new Vault.Settings(Duration.ZERO),
                test.clock(),
                new SecureRandom());
    }

    public void backUp() {
        test.vault().settle();
        test.vault().backups().make(stick, 30);
    }

    public static String name(Vault vault, CustomerId who) {
        var opened = vault.customers().reveal(who, Set.of(NAME), "correction", ANNA);
        return opened.fields().get(NAME) instanceof FieldValue.Text(String text) ? text : "";
    }

    public static void assertSound(Vault vault) {
        vault.settle();
        assertThat(vault.inspection().verify(_ -> {}).findings()).isEmpty();
    }

    public ConsentState newsletterOf(Vault vault, CustomerId who) {
        return vault.consents().history(who).states().stream()
                .filter(one -> one.purpose().equals(NEWSLETTER) && one.channel().equals(EMAIL))
                .map(Consents.Standing::state)
                .findFirst()
                .orElse(ConsentState.unknown());
    }
}
