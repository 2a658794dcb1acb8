package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.cli.TamperMatrix.Row;
import custos.cli.TamperMatrix.Told;
import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.crypto.SecretName;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.store.DocumentKind;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.customers.Customers;
import custos.vault.erasure.Holds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever changes one thing in a vault's files is found out by `verify`, with the code and the
/// exit code that docs/tampering.md says. Each deed is done to a copy of the same vault, in which
/// nothing is found.
class TamperMatrixTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final Path PAGE = Path.of("../docs/tampering.md");

    @TempDir static Path shared;
    private static Path older;
    private static Path today;
    private static Path other;
    private static String kept = "";

    @TempDir Path room;

    @BeforeAll
    static void sell_for_a_while() throws IOException {
        Desk desk = desk(shared.resolve("shop")).withVault();
        var people = new ArrayList<CustomerId>();
        for (String name : List.of("Jan", "Eva", "Petr", "Dana")) {
            people.add(new CustomerId(desk.customer(name, name + "@example.org")));
        }
        people.forEach(one -> desk.says(one, "newsletter", "email", true));
        var returned = new AtomicReference<RecordId>();
        desk.inVault(vault -> {
            for (String total : List.of("10", "20", "30")) {
                returned.set(purchase(vault, people.getFirst(), total));
            }
            byte[] account = "anna".getBytes(UTF_8);
            vault.documents()
                    .put(DocumentKind.ACCOUNT, account, account, ActType.ACCOUNT_CREATED, ANNA);
            return vault;
        });
        older = copy(desk.room, "older");
        desk.says(people.get(2), "newsletter", "email", false);
        anotherSecret(desk.room);
        assertThat(desk.run("keys roll").code()).isZero();
        desk.inVault(vault -> change(vault, people, returned.get()));
        kept = desk.run("ledger checkpoint").out();
        today = copy(desk.room, "today");

        other = desk(shared.resolve("other-shop")).withVault().room;
    }

    private static Desk desk(Path room) throws IOException {
        return new Desk(Files.createDirectories(room));
    }

    private static RecordId purchase(Vault vault, CustomerId customer, String total) {
        var kind = new KindId("purchase");
        Map<String, Object> typed =
                Map.of("bought_on", "2026-03-01", "total", total, "currency", "CZK");
        var fields = vault.forms().readAll(vault.policies().current(), typed, kind);
        return vault.records()
                .add(customer, kind, fields, new SourceId("counter-form"), ANNA, Optional.empty())
                .id();
    }

    private static Vault change(Vault vault, List<CustomerId> people, RecordId returned) {
        CustomerId jan = people.get(0);
        CustomerId eva = people.get(1);
        var name = new FieldValue.Text("Eva Nová");
        vault.customers()
                .amend(
                        eva,
                        new Customers.Amendment(
                                Map.of(new FieldId("full_name"), Optional.of(name)),
                                new SourceId("counter-form"),
                                OptionalLong.empty()),
                        ANNA);
        vault.customers().openFor(jan, new PurposeId("service"), ANNA);
        vault.customers().openFor(eva, new PurposeId("service"), ANNA);
        vault.records().delete(jan, returned, "entered-by-mistake", ANNA);
        vault.erasure().erase(people.get(3), "no-longer-needed", true, ANNA);
        askByMail(vault, eva);
        vault.holds()
                .set(
                        people.get(2),
                        new Holds.Which.WholeClass(new ClassId("contact")),
                        new Holds.Wanted(
                                "legal-claim", LocalDate.of(2027, 6, 30), Optional.empty()),
                        ANNA);
        vault.settle();
        return TamperMatrix.fill(vault, 260);
    }

    /// A yes from a form on the web, which a letter asks to confirm.
    private static void askByMail(Vault vault, CustomerId customer) {
        var english = new Language("en");
        var yes =
                new ConsentAnswer(
                        new PurposeId("birthday-greeting"),
                        new ChannelId("email"),
                        true,
                        new MethodId("public-form"),
                        Optional.of(english),
                        vault.policies().noticeInForce(english),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        vault.consents().record(customer, List.of(yes), new SourceId("email-subscription"), ANNA);
    }

    /// A keyring with another version of a secret, so that the guard has an older one to refuse.
    private static void anotherSecret(Path room) {
        Path file = room.resolve("shop/keyring.json");
        var random = new SecureRandom();
        try (SecretBytes key = SecretFile.key(room.resolve("unlock.key"));
                Keyring keyring = Keyring.load(file).openWithKeyFile(key)) {
            keyring.withNewSecret(SecretName.LINK, random, Desk.NOW).save(file);
        }
    }

    private static Path copy(Path room, String name) throws IOException {
        Path to = shared.resolve(name);
        for (String folder : List.of("shop", "shop-keys")) {
            TamperedVault.copy(room.resolve(folder), to.resolve(folder));
        }
        Files.copy(room.resolve("unlock.key"), to.resolve("unlock.key"));
        return to;
    }

    /// A desk with a copy of the vault.
    private Desk copied() throws IOException {
        for (String folder : List.of("shop", "shop-keys")) {
            TamperedVault.copy(today.resolve(folder), room.resolve(folder));
        }
        Files.copy(today.resolve("unlock.key"), room.resolve("unlock.key"));
        Desk desk = new Desk(room);
        desk.file("kept", kept);
        return desk;
    }

    @Test
    void in_a_vault_that_nobody_changed_nothing_is_found() throws IOException {
        Desk desk = copied();

        for (String words : List.of("verify --json", "verify --json --since ROOM/kept")) {
            var ended = desk.run(words);
            assertThat(ended.out()).contains("\"findings\":[]", "\"customers\":3");
            assertThat(ended.code()).isZero();
        }
    }

    static Stream<Row> rows() {
        return TamperMatrix.groups().stream().flatMap(group -> group.rows().stream());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whoever_changes_one_thing_is_found_out(Row row) throws IOException, SQLException {
        Desk desk = copied();
        row.deed().to(new TamperedVault(room, older, other));

        var ended = desk.run("verify --json");

        switch (row.told()) {
            case Told.Finding(String code) -> {
                assertThat(ended.out()).contains("\"code\":\"" + code + "\"");
                assertThat(ended.out() + ended.err()).doesNotContain("Jan", "example.org");
                assertThat(ended.code()).isEqualTo(1);
            }
            case Told.Refused(String words) -> {
                assertThat(ended.err()).contains(words).hasLineCount(1);
                assertThat(ended.code()).isEqualTo(3);
                assertThat(since(desk)).isEqualTo(ended);
            }
            case Told.Nothing() -> {
                assertThat(ended.out()).contains("\"findings\":[]");
                assertThat(ended.code()).isZero();
                assertThat(since(desk)).isEqualTo(ended);
            }
            case Told.OnlySince(String code) -> {
                assertThat(ended.out()).contains("\"findings\":[]");
                assertThat(ended.code()).isZero();
                var since = since(desk);
                assertThat(since.out()).contains("\"code\":\"" + code + "\"");
                assertThat(since.code()).isEqualTo(1);
            }
        }
    }

    private static Desk.Ended since(Desk desk) {
        return desk.run("verify --json --since ROOM/kept");
    }

    /// `-Dcustos.tampering=write` writes it.
    @Test
    void the_page_has_every_row() throws IOException {
        if ("write".equals(System.getProperty("custos.tampering"))) {
            Files.writeString(PAGE, TamperPage.text());
        }

        assertThat(PAGE).content(UTF_8).isEqualTo(TamperPage.text());
    }
}
