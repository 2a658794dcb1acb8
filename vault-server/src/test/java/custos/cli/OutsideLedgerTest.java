package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import custos.ledger.ConsistencyProof;
import custos.ledger.Hash;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TlogProof;
import custos.ledger.VerifierKey;
import custos.proof.PublishedLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ledger looked at by somebody who has its address or its files, and the key.
class OutsideLedgerTest {
    @TempDir private Path room;
    private Desk desk;
    private String key = "";
    private HttpServer server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;

    @BeforeEach
    void publish() throws IOException {
        desk = new Desk(room).withVault();
        desk.customer("Hana Dvořáková", "hana@example.org");
        desk.publish(room.resolve("old"));
        desk.customer("Jana", "jana@example.org");
        desk.publish(room.resolve("ledger"));
        key = desk.run("ledger key").out().strip();
        desk.environment.clear();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(path + (token == null ? "" : " " + token));
        Path file = room.resolve(path.substring(1));
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        if (status != 200 || !Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(status == 200 ? 404 : status, -1);
        } else {
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ledger";
    }

    private Desk.Ended outside(String words) {
        return desk.run(words + " --key " + key);
    }

    @Test
    void a_sound_ledger_is_verified_from_files_and_from_its_address() {
        for (String place : List.of("ROOM/ledger", url(), url() + "/")) {
            var ended = outside("verify --ledger " + place + " --since ROOM/old/checkpoint");

            assertThat(ended.err()).isEmpty();
            assertThat(ended.out()).contains(" of 4 entries, root ").endsWith(" 0 findings\n");
            assertThat(ended.code()).isZero();
        }
        assertThat(asked).allMatch(path -> path.startsWith("/ledger/"));
        assertThat(outside("verify --json --ledger ROOM/ledger").out())
                .startsWith("{\"findings\":[],\"leaves\":4,\"origin\":\"");
    }

    @Test
    void damage_is_named_with_what_to_do_and_ends_with_1() throws IOException {
        Path tile = room.resolve("ledger/tile/0/000.p/4");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[0] ^= 1;
        Files.write(tile, bytes);

        var ended = outside("verify --ledger ROOM/ledger");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).startsWith("damage entry-mismatch entry 0: keep this checkpoint");
        assertThat(outside("verify --json --ledger ROOM/ledger").out())
                .contains("\"code\":\"entry-mismatch\"", "\"severity\":\"damage\"");
    }

    @Test
    void an_older_ledger_than_the_checkpoint_that_was_kept_is_an_alarm() {
        var ended = outside("verify --ledger ROOM/old --since ROOM/ledger/checkpoint");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).startsWith("damage since-lost entries 3 to 3: ");
    }

    @Test
    void no_redirect_is_followed_and_no_answer_taken_for_another() {
        status = 302;
        var moved = outside("verify --ledger " + url());
        assertThat(moved.code()).isEqualTo(2);
        assertThat(moved.err()).contains("/checkpoint answers 302");
        assertThat(asked).containsExactly("/ledger/checkpoint");
        status = 403;
        assertThat(outside("verify --ledger " + url()).err())
                .contains("answers 403: tiles are not public here; give --token-file");
        server.stop(0);
        var silent = outside("verify --ledger " + url());
        assertThat(silent.code()).isEqualTo(2);
        assertThat(silent.err()).contains("does not answer");
    }

    @Test
    void a_token_goes_to_the_given_address_and_never_in_the_clear_over_a_network() {
        desk.file("token", "custos_secret\n");

        assertThat(outside("verify --ledger " + url() + " --token-file ROOM/token").code())
                .isZero();
        assertThat(asked).allMatch(one -> one.endsWith(" Bearer custos_secret"));
        var clear = outside("verify --ledger http://shop.example.org --token-file ROOM/token");
        assertThat(clear.code()).isEqualTo(2);
        assertThat(clear.err()).contains("https addresses only").doesNotContain("secret");
        desk.file("odd", "custos secret\n");
        assertThat(outside("verify --ledger " + url() + " --token-file ROOM/odd").err())
                .contains("is no token")
                .doesNotContain("secret");
    }

    @Test
    void wrong_words_are_said() {
        desk.shows(
                """
                $ custos verify --ledger ROOM/ledger
                ! custos: --ledger: give the ledger's key as well, with --key
                = 2
                $ custos verify --key x
                ! custos: --key and --token-file go with --ledger
                = 2
                $ custos verify --ledger ROOM/ledger --key x
                ! custos: --key: <what a key is>
                = 2
                $ custos prove consistency 0
                ! custos: SIZE: from an empty ledger nothing can be proven
                = 2
                """);
        assertThat(outside("verify --ledger ROOM/nowhere").err()).contains("is no folder");
        assertThat(outside("verify --ledger http://a/b?c").err()).contains("an address is such as");
    }

    @Test
    void a_proof_of_inclusion_is_the_same_from_outside_and_from_the_vault() throws IOException {
        var ended = outside("prove inclusion 2 --ledger ROOM/ledger");

        assertThat(ended.code()).isZero();
        var verifier = VerifierKey.parse(key);
        byte[] entry =
                PublishedLedger.open(new LedgerFolder(room.resolve("ledger")), verifier).entry(2);
        assertThat(TlogProof.parse(ended.out()).verify(entry, verifier).head().size()).isEqualTo(4);
        var owner = new Desk(room);
        assertThat(owner.run("prove inclusion 2").out()).isEqualTo(ended.out());
        assertThat(outside("prove inclusion 4 --ledger ROOM/ledger").code()).isEqualTo(2);
        Files.delete(room.resolve("ledger/tile/0/000.p/4"));
        var damaged = outside("prove inclusion 2 --ledger ROOM/ledger");
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.err()).contains("tile/0/000.p/4 is missing");
    }

    @Test
    void a_proof_of_consistency_leads_from_the_older_checkpoint_to_the_newer_one()
            throws IOException {
        var ended = outside("prove consistency 3 --ledger ROOM/ledger");

        assertThat(ended.code()).isZero();
        String[] parts = ended.out().split("\n\n", 2);
        List<String> lines = parts[0].lines().toList();
        assertThat(lines.getFirst()).isEqualTo("old 3");
        var verifier = VerifierKey.parse(key);
        var newer = SignedCheckpoint.parse(parts[1]).verify(verifier).head();
        var older =
                SignedCheckpoint.parse(Files.readString(room.resolve("old/checkpoint"), UTF_8))
                        .verify(verifier)
                        .head();
        var path = lines.stream().skip(1).map(Hash::parse).toList();
        new ConsistencyProof(3, 4, path).verify(older, newer);
        assertThat(new Desk(room).run("prove consistency 3").out()).isEqualTo(ended.out());
    }
}
