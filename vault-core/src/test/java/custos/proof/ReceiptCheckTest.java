package custos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.ledger.NoteSigner;
import custos.ledger.VerifierKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ReceiptCheckTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SmallLedger LEDGER = new SmallLedger();
    private static final VerifierKey KEY = LEDGER.signer.key();

    static Stream<Map<String, Object>> all() {
        return Stream.of(LEDGER.consent(), LEDGER.older(), LEDGER.imported(), LEDGER.erasure());
    }

    private static byte[] bytes(Map<String, Object> receipt) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(receipt);
    }

    private static Verdict check(Map<String, Object> receipt) {
        return ReceiptCheck.check(bytes(receipt), KEY, ReceiptCheck.Words.NONE);
    }

    private static Verdict changed(Consumer<Map<String, Object>> change) {
        Map<String, Object> receipt = new LinkedHashMap<>(LEDGER.consent());
        change.accept(receipt);
        return check(receipt);
    }

    private static void refuses(Verdict verdict, String member, Why why) {
        assertThat(verdict).isEqualTo(new Verdict.Refused(member, why));
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_untouched_receipt_is_proven(Map<String, Object> receipt) {
        assertThat(check(receipt)).isInstanceOf(Verdict.Proven.class);
        assertThat(((Verdict.Proven) check(receipt)).checkpoint().head().size()).isEqualTo(7);
    }

    /// Each byte of each kind of receipt is changed, one bit in turn: what is not refused says the
    /// very same, as when one white space became another.
    @ParameterizedTest
    @MethodSource("all")
    void no_changed_byte_makes_a_receipt_say_something_else(Map<String, Object> receipt) {
        byte[] file = bytes(receipt);
        Object said = proven(check(receipt));
        int from = new String(file, UTF_8).indexOf("\"stated\"");
        int end = from < 0 ? file.length : from;
        int refused = 0;
        for (int at = 0; at < end; at++) {
            byte[] altered = file.clone();
            altered[at] ^= (byte) (1 << at % Byte.SIZE);
            Verdict verdict = ReceiptCheck.check(altered, KEY, ReceiptCheck.Words.NONE);
            if (verdict instanceof Verdict.Refused) {
                refused++;
            } else {
                assertThat(proven(verdict)).as("byte " + at).isEqualTo(said);
            }
        }
        assertThat(refused).isGreaterThan(end * 29 / 30);
    }

    private static Object proven(Verdict verdict) {
        var proven = (Verdict.Proven) verdict;
        return List.of(
                proven.receipt().subjectText(),
                proven.receipt().index(),
                List.of(proven.receipt().leaf().encode()).stream()
                        .map(SmallLedger::base64)
                        .toList(),
                proven.checkpoint(),
                proven.words());
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_member_is_needed_and_of_its_type(Map<String, Object> receipt) {
        for (String member : receipt.keySet()) {
            if (member.equals("stated")) {
                continue;
            }
            var without = new LinkedHashMap<>(receipt);
            without.remove(member);
            Verdict verdict = check(without);
            if (member.equals("proof")) {
                assertThat(verdict).isInstanceOf(Verdict.Unpublished.class);
            } else {
                refuses(verdict, member, Why.MISSING);
            }
            for (Object other : List.of(true, -1, 1.5, "", "AAAA", List.of(1), Map.of())) {
                var odd = new LinkedHashMap<>(receipt);
                odd.put(member, other);
                assertThat(check(odd))
                        .as(member + " as " + other)
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    @Test
    void each_fault_has_its_name() {
        refuses(changed(r -> r.put("v", 9)), "v", Why.UNKNOWN_VERSION);
        refuses(changed(r -> r.put("format", "other")), "format", Why.UNKNOWN_FORMAT);
        refuses(changed(r -> r.put("leaf", 4)), "leaf", Why.OTHER_ENTRY);
        refuses(changed(r -> r.put("k1", r.get("c2"))), "subject", Why.COMMITMENT);
        refuses(changed(r -> r.put("notices", List.of())), "notices", Why.OTHER_NOTICES);
        refuses(changed(r -> r.put("more", 1)), "file", Why.UNEXPECTED);
        refuses(
                changed(r -> r.put("batch", LEDGER.imported().get("batch"))),
                "batch",
                Why.UNEXPECTED);
        refuses(
                changed(r ->
                        r.put("subject", String.valueOf(r.get("subject")).replace("5000", "5001"))),
                "subject",
                Why.COMMITMENT);
        refuses(
                changed(r -> r.put("proof", LEDGER.imported().get("proof"))),
                "proof",
                Why.OTHER_TREE);
        refuses(
                changed(r ->
                        r.put("proof", String.valueOf(r.get("proof")).replace("\n7\n", "\n8\n"))),
                "proof",
                Why.NOT_SIGNED);
        refuses(
                changed(r ->
                        r.put(
                                "proof",
                                String.valueOf(r.get("proof"))
                                        .replace("v1\n", "v1\nextra AAAA\n"))),
                "proof",
                Why.UNEXPECTED);
        refuses(
                changed(r -> r.put("format", "custos-erasure-certificate")),
                "file",
                Why.UNEXPECTED);
    }

    private static Verdict recorded(String from, String to) {
        String text = new String(bytes(LEDGER.consent()), UTF_8);
        assertThat(text).contains(from);
        int record = text.indexOf("\"record\"");
        String changed = text.substring(0, record) + text.substring(record).replace(from, to);
        return ReceiptCheck.check(changed.getBytes(UTF_8), KEY, ReceiptCheck.Words.NONE);
    }

    /// Whatever the entry decides stands in the record exactly so, and nowhere twice.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dpv:ConsentGiven|dpv:ConsentWithdrawn",
                "\"newsletter\"|\"profiling\"",
                "\"email\"|\"sms\"",
                "2026-11-22T10:01:00.000Z|2026-11-21T10:01:00.000Z",
                "\"5000\"|\"5001\"",
                "custos/1/0#3|custos/1/0#4",
                "sha256:|sha256:0",
                "https://w3id.org/dpv#|https://example.org/dpv#",
                "\"dpv:hasName\"|\"dpv:isIndicatedBy\"",
                "\"dpv:hasName\"|\"https://w3id.org/dpv#isIndicatedBy\"",
                "\"dpv:hasDataController\"|\"dpv:hasPurpose\"",
                "\"dpv:hasDataController\"|\"dpv:hasOther\"",
                "\"dct:created\"|\"dct:date\"",
                "#receipt-record|#receipt-eu-gdpr"
            })
    void a_record_that_says_other_than_the_entry_is_refused(String from, String to) {
        refuses(recorded(from, to), "record", Why.OTHER_RECORD);
    }

    @Test
    void what_the_shop_says_besides_may_be_anything() {
        assertThat(recorded("Sample Shop", "Other Shop")).isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void a_record_belongs_to_the_version_that_has_one() {
        refuses(changed(r -> r.put("v", 1)), "record", Why.UNEXPECTED);
        refuses(changed(r -> r.remove("record")), "record", Why.MISSING);
    }

    @Test
    void a_certificate_that_names_other_classes_is_refused() {
        String text = new String(bytes(LEDGER.erasure()), UTF_8);
        int record = text.indexOf("\"record\"");
        for (String[] change :
                new String[][] {
                    {"\"profile\"", "\"purchases\""},
                    {"2036-12-31", "2027-12-31"},
                    {"tax-law", "none"},
                    {"dpv:Store", "dpv:Erase"}
                }) {
            String altered =
                    text.substring(0, record)
                            + text.substring(record).replace(change[0], change[1]);
            refuses(
                    ReceiptCheck.check(altered.getBytes(UTF_8), KEY, ReceiptCheck.Words.NONE),
                    "record",
                    Why.OTHER_RECORD);
        }
    }

    @Test
    void a_file_that_is_no_receipt_is_refused() {
        for (String text : List.of("", "[]", "{", "nothing", "{}{}", "{\"v\":1,\"v\":1}")) {
            assertThat(ReceiptCheck.check(text.getBytes(UTF_8), KEY, ReceiptCheck.Words.NONE))
                    .as(text)
                    .isInstanceOf(Verdict.Refused.class);
        }
        refuses(
                ReceiptCheck.check(
                        new byte[ReceiptCheck.MAX_BYTES + 1], KEY, ReceiptCheck.Words.NONE),
                "file",
                Why.TOO_LARGE);
    }

    @Test
    void another_key_refuses_it_also_when_the_receipt_names_that_key() {
        NoteSigner other = NoteSigner.of(KEY.keyName().name(), SmallLedger.filled(9));
        byte[] file = bytes(LEDGER.consent());
        refuses(
                ReceiptCheck.check(file, other.key(), ReceiptCheck.Words.NONE),
                "key",
                Why.OTHER_KEY);
        var renamed = new LinkedHashMap<>(LEDGER.consent());
        renamed.put("key", other.key().toString());
        refuses(
                ReceiptCheck.check(bytes(renamed), other.key(), ReceiptCheck.Words.NONE),
                "proof",
                Why.NOT_SIGNED);
    }

    @Test
    void the_words_beside_it_must_be_those_that_were_shown() {
        var asked = new ArrayList<String>();
        byte[] file = bytes(LEDGER.consent());
        Verdict verdict =
                ReceiptCheck.check(
                        file,
                        KEY,
                        digest -> {
                            asked.add(digest);
                            return Optional.of(SmallLedger.WORDS);
                        });
        String digest = SmallLedger.hex(SmallLedger.sha256(SmallLedger.WORDS));
        assertThat(asked).containsExactly(digest);
        assertThat(((Verdict.Proven) verdict).words())
                .containsExactly(new Verdict.Shown(digest, true));
        refuses(
                ReceiptCheck.check(file, KEY, _ -> Optional.of("other".getBytes(UTF_8))),
                "notices",
                Why.OTHER_WORDS);
    }

    @Test
    void a_receipt_prints_nothing_of_hers_by_accident() {
        assertThat(check(LEDGER.consent()).toString()).doesNotContain("5000");
    }
}
