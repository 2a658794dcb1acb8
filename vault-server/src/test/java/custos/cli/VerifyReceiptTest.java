package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Receipts at the command line, far from the vault that they came from.
class VerifyReceiptTest {
    @TempDir private Path room;
    private Desk desk;
    private Path receipt;
    private String key;

    @BeforeEach
    void sit_down_with_an_export() throws IOException {
        desk = new Desk(room).withVault();
        var hana = new CustomerId(desk.customer("Hana Dvořáková", "hana@example.org"));
        desk.says(hana, "newsletter", "email");
        key = desk.run("ledger key").out().strip();
        desk.run(
                "export --customer %s --reason access-request --out ROOM/hana.zip"
                        .formatted(hana.value()));
        unpack(Files.newInputStream(room.resolve("hana.zip")), room.resolve("hana"));
        try (var receipts = Files.list(room.resolve("hana/receipts"))) {
            receipt = receipts.findFirst().orElseThrow();
        }
        desk.environment.clear();
    }

    private static void unpack(InputStream from, Path to) throws IOException {
        try (var zip = new ZipInputStream(from)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    private Desk.Ended verify(String more) {
        return desk.run("verify-receipt " + receipt + " --key " + key + more);
    }

    @Test
    void a_receipt_out_of_an_export_is_proven_and_said_in_words() {
        var ended = verify("");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("proven: entry ")
                .contains("consent-given, purpose newsletter, channel email")
                .contains("written from 2026-11-22T10:00:00Z to 2026-11-22T11:00:00Z")
                .contains("the words shown are those of the file ");
        assertThat(verify(" --json").out())
                .contains("\"verdict\":\"proven\"", "\"file\":\"matches\"");
    }

    @Test
    void an_altered_receipt_ends_with_1_and_names_the_member() throws IOException {
        String text = Files.readString(receipt);
        Files.writeString(receipt, text.replace("hana@", "hans@"));

        var ended = verify("");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .isEqualTo("refused: subject is not what the entry commits to (commitment)\n");
        assertThat(verify(" --json").out())
                .isEqualTo(
                        "{\"member\":\"subject\",\"verdict\":\"refused\",\"why\":\"commitment\"}\n");
    }

    @Test
    void other_words_beside_it_are_refused() throws IOException {
        try (var notices = Files.list(room.resolve("hana/notices"))) {
            for (Path notice : notices.toList()) {
                Files.write(notice, "We never wrote that.\n".getBytes(UTF_8));
            }
        }
        assertThat(verify("").out()).contains("other-words");
    }

    @Test
    void a_wrong_key_or_a_file_that_is_not_there_is_used_wrongly() {
        var noKey = desk.run("verify-receipt " + receipt + " --key nonsense");
        assertThat(noKey.code()).isEqualTo(2);
        assertThat(noKey.err()).startsWith("custos: --key: ");
        var noFile = desk.run("verify-receipt ROOM/none.json --key " + key);
        assertThat(noFile.code()).isEqualTo(2);
        assertThat(noFile.err()).contains("cannot be read");
    }
}
