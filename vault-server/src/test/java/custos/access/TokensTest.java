package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import custos.access.AccessRows.Kind;
import custos.access.Principal.TokenHolder;
import custos.event.Actor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Actor ADMIN = new Actor.Staff("eva", "admin");
    private static final TokenName TILL = new TokenName("till");
    private static final Set<Scope> SCOPES = Scope.parseAll(List.of("customers:write", "export"));

    private final KeptInMemory rows = new KeptInMemory();
    private final MovedByHand time = new MovedByHand();
    private final Tokens tokens = opened();

    @Test
    void a_token_is_known_by_its_text_and_holds_its_scopes() {
        var created = create();

        assertThat(tokens.authenticate(created.bearer().text()))
                .hasValue(new TokenHolder(TILL, SCOPES));
        assertThat(rows.ledger).containsExactly("token-created till by staff:eva");
    }

    @Test
    void its_text_is_a_prefix_and_48_characters() {
        assertThat(create().bearer().text()).matches("custos_[A-Za-z0-9_-]{48}");
    }

    @Test
    void its_text_rests_nowhere_and_shows_in_no_string() {
        var created = create();
        String secret = created.bearer().text().substring("custos_".length());

        assertThat(rows.all(Kind.TOKEN))
                .hasSize(1)
                .allSatisfy(row ->
                        assertThat(new String(row, StandardCharsets.UTF_8)).doesNotContain(secret));
        assertThat(created.toString()).doesNotContain(secret);
    }

    @Test
    void it_is_known_after_a_restart_too() {
        var created = create();

        assertThat(opened().authenticate(created.bearer().text())).isPresent();
        assertThat(opened().find(TILL)).hasValue(created.token());
    }

    @Test
    void a_revoked_token_is_refused_at_once_and_after_a_restart() {
        var created = create();
        tokens.revoke(TILL, ADMIN);

        assertThat(tokens.authenticate(created.bearer().text())).isEmpty();
        assertThat(opened().authenticate(created.bearer().text())).isEmpty();
        assertThat(rows.ledger).last().isEqualTo("token-revoked till by staff:eva");
    }

    @Test
    void revoking_twice_or_what_is_not_there_is_refused() {
        create();
        tokens.revoke(TILL, ADMIN);

        assertThatExceptionOfType(AccessFault.NotThere.class)
                .isThrownBy(() -> tokens.revoke(TILL, ADMIN));
        assertThatExceptionOfType(AccessFault.NotThere.class)
                .isThrownBy(() -> tokens.revoke(new TokenName("shop"), ADMIN));
    }

    @Test
    void a_name_is_never_used_again() {
        create();
        assertThatExceptionOfType(AccessFault.NameTaken.class).isThrownBy(this::create);

        tokens.revoke(TILL, ADMIN);
        assertThatExceptionOfType(AccessFault.NameTaken.class).isThrownBy(this::create);
    }

    @Test
    void a_token_is_good_until_the_instant_it_expires() {
        var end = time.instant().plus(Duration.ofDays(1));
        var created = tokens.create(TILL, SCOPES, Optional.of(end), ADMIN);

        time.pass(Duration.ofDays(1).minusMillis(1));
        assertThat(tokens.authenticate(created.bearer().text())).isPresent();
        time.pass(Duration.ofMillis(1));
        assertThat(tokens.authenticate(created.bearer().text())).isEmpty();
        assertThat(opened().authenticate(created.bearer().text())).isEmpty();
    }

    @Test
    void a_token_that_would_be_expired_already_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.create(TILL, SCOPES, Optional.of(time.instant()), ADMIN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.create(TILL, Set.of(), Optional.empty(), ADMIN));
        assertThat(tokens.all()).isEmpty();
    }

    @Test
    void what_is_not_durable_does_not_count() {
        var created = create();
        rows.failing = true;

        assertThatIllegalStateException().isThrownBy(() -> tokens.revoke(TILL, ADMIN));
        assertThat(tokens.authenticate(created.bearer().text())).isPresent();
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        tokens.create(new TokenName("shop"), SCOPES, Optional.empty(), ADMIN));
        assertThat(tokens.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "custos_",
                "Bearer custos_",
                "custos_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "custos_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA====",
                "custos_ČAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_has_not_the_shape_is_nobody(String text) {
        create();

        assertThat(tokens.authenticate(text)).isEmpty();
    }

    @Test
    void another_token_of_the_right_shape_is_nobody() {
        create();

        assertThat(tokens.authenticate(BearerToken.random(new SecureRandom()).text())).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void a_token_with_one_character_changed_is_nobody(long seed) {
        var random = new Random(seed);
        String text = create().bearer().text();
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ =+/\n";
        for (int i = 0; i < 500; i++) {
            var changed = new StringBuilder(text);
            changed.setCharAt(
                    random.nextInt(text.length()),
                    letters.charAt(random.nextInt(letters.length())));
            if (!changed.toString().equals(text)) {
                assertThat(tokens.authenticate(changed.toString())).isEmpty();
                assertThat(BearerToken.parse(changed.toString())).as("the sum tells").isEmpty();
            }
        }
    }

    @Test
    void a_row_of_an_unknown_version_is_refused() {
        rows.put(
                Kind.TOKEN,
                new byte[] {'x'},
                "{\"v\":2}".getBytes(StandardCharsets.UTF_8),
                AccessRows.Change.TOKEN_CREATED,
                ADMIN);

        assertThatIllegalArgumentException().isThrownBy(this::opened);
    }

    private Tokens.Created create() {
        return tokens.create(TILL, SCOPES, Optional.empty(), ADMIN);
    }

    private Tokens opened() {
        return new Tokens(rows, time, new SecureRandom());
    }
}
