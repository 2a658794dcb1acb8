package custos.vault.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.consent.ConsentState;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.vault.RestoredShop;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.consents.Consents;
import custos.vault.imports.ImportJob;
import custos.vault.imports.ImportWatch;
import custos.vault.merges.Merging;
import custos.vault.rows.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The table of consents (DESIGN 7), each column tried on a refusal: an import with its consents
/// switched on, a merge with somebody who agreed, a restore from before it, staff and a program.
/// None revives it; the customer herself does.
class RefusalsStayTest extends RestoredShop {
    private static final ChannelId SMS = new ChannelId("sms");
    private static final String NUMBER = "+420601000777";

    /// Said yes last week, has a telephone, and says no to both channels now.
    private CustomerId refusing() {
        amend(petr, "phone", NUMBER);
        test.says(petr, "newsletter", "email", false);
        test.says(petr, "newsletter", "sms", false);
        return petr;
    }

    private ConsentState state(Vault vault, CustomerId who, ChannelId channel) {
        return vault.consents().history(who).states().stream()
                .filter(standing ->
                        standing.purpose().equals(NEWSLETTER) && standing.channel().equals(channel))
                .map(Consents.Standing::state)
                .findFirst()
                .orElse(new ConsentState.Unknown());
    }

    private void assertStillNo(Vault vault, CustomerId who) {
        assertThat(state(vault, who, EMAIL))
                .isInstanceOfAny(
                        ConsentState.Refused.class,
                        ConsentState.Withdrawn.class,
                        ConsentState.Requested.class);
        assertThat(state(vault, who, SMS))
                .isInstanceOfAny(ConsentState.Refused.class, ConsentState.Withdrawn.class);
        for (ChannelId channel : List.of(EMAIL, SMS)) {
            assertThat(vault.consents().mayContact(who, NEWSLETTER, channel).allowed()).isFalse();
        }
    }

    private Optional<String> yes(
            CustomerId who, String method, ChannelId channel, Actor actor, String source) {
        var language = new Language("en");
        var answer =
                new ConsentAnswer(
                        NEWSLETTER,
                        channel,
                        true,
                        new MethodId(method),
                        Optional.of(language),
                        test.vault().policies().noticeInForce(language),
                        none(),
                        none(),
                        none());
        try {
            test.vault().consents().record(who, List.of(answer), new SourceId(source), actor);
            return none();
        } catch (Refusal.Conflict e) {
            return Optional.of(e.code());
        }
    }

    @Test
    void no_import_revives_a_refusal_whatever_its_sheet_says() {
        CustomerId who = refusing();
        String sheet =
                "name,email,phone,ads,since\nPetr Dub,petr@example.org,"
                        + NUMBER
                        + ",yes,2026-11-28\n";
        ColumnMap map =
                ColumnMap.parse(
                        """
                        columns: {name: full_name, email: email, phone: phone}
                        country: CZ
                        consents:
                          - column: ads
                            date_column: since
                            purposes: [newsletter, marketing]
                            channels: [email, sms]
                            method: import
                            proof: signed cards
                            language: en
                            notice: current
                        """);
        test.vault()
                .imports()
                .run(
                        ImportJob.of(SheetBytes.of(sheet.getBytes(UTF_8)), map),
                        none(),
                        ANNA,
                        ImportWatch.NONE);
        assertStillNo(test.vault(), who);
    }

    @Test
    void no_merge_with_somebody_who_agreed_revives_a_refusal_in_either_direction() {
        CustomerId who = refusing();
        CustomerId twin =
                test.customer(
                        Map.of(
                                "full_name", "Petr Dub",
                                "email", "dub@example.org",
                                "phone", "+420601000778"));
        test.says(twin, "newsletter", "email", true);
        test.says(twin, "newsletter", "sms", true);
        merge(twin, who);
        assertStillNo(test.vault(), twin);

        CustomerId other =
                test.customer(Map.of("full_name", "Petr Dub", "email", "petrd@example.org"));
        test.says(other, "newsletter", "email", true);
        merge(twin, other);
        assertStillNo(test.vault(), twin);
    }

    private void merge(CustomerId stays, CustomerId goes) {
        test.vault()
                .merging()
                .merge(
                        new Merging.Wanted(
                                stays, OptionalLong.empty(), goes, OptionalLong.empty(), Map.of()),
                        ANNA);
    }

    @Test
    void no_restore_from_before_it_revives_a_refusal() {
        CustomerId who = refusing();
        backUp();
        test.close();
        restore(wanted(Optional.of(guard()), false));
        try (Vault vault = open()) {
            assertStillNo(vault, who);
            assertSound(vault);
        }
    }

    @Test
    void staff_and_programs_only_ask_her_where_a_confirmation_is_possible() {
        CustomerId who = refusing();
        assertThat(yes(who, "counter", EMAIL, ANNA, "counter-form")).isEmpty();
        assertThat(state(test.vault(), who, EMAIL)).isInstanceOf(ConsentState.Requested.class);
        assertThat(yes(who, "counter", SMS, ANNA, "counter-form")).contains("only-she-can");
        var program = new Actor.Integration("till");
        assertThat(yes(who, "api", EMAIL, program, "api")).isEmpty();
        assertThat(yes(who, "api", SMS, program, "api")).contains("only-she-can");
        assertStillNo(test.vault(), who);
    }

    @Test
    void she_herself_takes_her_no_back() {
        CustomerId who = refusing();
        assertThat(yes(who, "portal", SMS, new Actor.Customer(), "portal")).isEmpty();
        assertThat(state(test.vault(), who, SMS)).isInstanceOf(ConsentState.Given.class);
        var purpose = new PurposeId("newsletter");
        assertThat(test.vault().consents().mayContact(who, purpose, SMS).allowed()).isTrue();
    }
}
