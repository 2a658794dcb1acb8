package custos.consent;

import static custos.consent.Sayings.ADDRESS;
import static custos.consent.Sayings.BEFORE;
import static custos.consent.Sayings.NOW;
import static custos.consent.Sayings.book;
import static custos.consent.Sayings.grant;
import static custos.consent.Sayings.key;
import static custos.consent.Sayings.state;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.consent.ConsentEvent.Objected;
import custos.consent.ConsentEvent.Restricted;
import custos.consent.ConsentState.Requested;
import custos.policy.PurposeId;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes of a book.
class ConsentBookCodecTest {
    @Test
    void the_bytes_are_canonical_and_read_back() {
        var book =
                book(new Requested(grant(BEFORE), state("withdrawn")))
                        .after(new Objected(new PurposeId("nps"), NOW))
                        .after(new Restricted(NOW));

        assertThat(new String(book.encode(), UTF_8))
                .isEqualTo(
                        """
                        {"objections":[{"purpose":"nps","since":"2026-11-22T10:00:00.000Z"}],\
                        "restricted":"2026-11-22T10:00:00.000Z",\
                        "states":[{"address":"eva@example.org","channel":"email","language":"cs",\
                        "method":"portal","notice":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",\
                        "purpose":"newsletter","returns":{"method":"portal",\
                        "since":"2026-11-20T09:00:00.000Z","source":"shop","state":"withdrawn"},\
                        "since":"2026-11-20T09:00:00.000Z","source":"shop","state":"requested"}],\
                        "v":1}\
                        """);
        assertThat(ConsentBook.decode(book.encode())).isEqualTo(book);
        assertThat(book.toString()).doesNotContain(ADDRESS);
        assertThat(book.states().toString()).doesNotContain(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"objections\":[],\"states\":[],\"v\":2}",
                "{\"objections\":[],\"states\":[],\"v\":1,\"x\":1}",
                "{\"objections\":[],\"states\":[],\"v\":1,\"x\":\"\"}",
                "{\"objections\":[],\"states\":[1],\"v\":1}",
                "{\"objections\":[],\"restricted\":\"2026-11-22T10:00:00Z\",\"states\":[],\"v\":1}",
                "{\"objections\":[],\"restricted\":\"2026-02-30T10:00:00.000Z\",\"states\":[],\"v\":1}",
                "{\"objections\":[],\"states\":[{\"channel\":\"email\",\"purpose\":\"nps\",\"state\":\"unknown\"}],\"v\":1}",
                "{\"objections\":[],\"states\":[{\"channel\":\"email\",\"purpose\":\"nps\",\"state\":\"agreed\"}],\"v\":1}",
                "{\"objections\":[],\"states\":[{\"channel\":\"email\",\"purpose\":\"nps\",\"state\":\"given\"}],\"v\":1}"
            })
    void a_book_in_any_other_spelling_or_of_another_edition_is_refused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsentBook.decode(json.getBytes(UTF_8)));
    }

    @Test
    void a_book_has_a_limit() {
        var many = new TreeMap<ConsentKey, ConsentState>();
        for (int i = 0; i <= ConsentBook.MAX_STATES; i++) {
            many.put(key("p" + i, "email"), state("refused"));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ConsentBook(many, ConsentBook.EMPTY.objections(), Optional.empty()));
    }
}
