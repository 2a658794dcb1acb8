package custos.mail;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.vault.consents.ConsentAnswer;
import custos.web.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmanTest {
    @TempDir Path dir;
    private Shop shop;
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        shop = Shop.in(dir);
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private Postman postman() {
        var way = new Way.Smtp("127.0.0.1", server.port(), Way.Security.NONE, Optional.empty());
        return new Postman(shop.vault(), Samples.settings(way), way.transport(), shop.clock());
    }

    /// Somebody whose consent waits for her confirmation, so that a letter waits too.
    private CustomerId asked(String name) {
        var czech = new Language("cs");
        return shop.register(
                Map.of("full_name", name, "email", name + "@example.org"),
                new ConsentAnswer(
                        new PurposeId("newsletter"),
                        new ChannelId("email"),
                        true,
                        new MethodId("public-form"),
                        Optional.of(czech),
                        shop.vault().policies().noticeInForce(czech),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private long waiting() {
        return shop.vault().outbox().waiting();
    }

    @Test
    void what_waits_is_sent_once_and_leaves_the_outbox() {
        asked("eva");
        asked("jan");
        try (Postman postman = postman()) {
            postman.deliver();
            postman.deliver();

            assertThat(postman.tally()).isEqualTo(new Postman.Tally(2, 0, 0));
        }
        assertThat(server.taken()).isEqualTo(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void more_letters_than_are_read_at_once_all_go_in_one_round() {
        for (int i = 0; i < 130; i++) {
            asked("eva" + i);
        }
        try (Postman postman = postman()) {
            postman.deliver();
        }
        assertThat(server.taken()).isEqualTo(130);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_server_that_is_down_is_left_alone_for_a_minute_then_twice_as_long() throws IOException {
        asked("eva");
        server.answering("EHLO", "421 closing").answering("HELO", "421 closing");
        try (Postman postman = postman()) {
            postman.deliver();
            int first = server.connections();
            postman.deliver();
            assertThat(server.connections()).isEqualTo(first);

            shop.clock().advance(Duration.ofSeconds(61));
            postman.deliver();
            int second = server.connections();
            assertThat(second).isGreaterThan(first);

            shop.clock().advance(Duration.ofSeconds(61));
            postman.deliver();
            assertThat(server.connections()).isEqualTo(second);

            server.answeringAsUsual();
            shop.clock().advance(Duration.ofSeconds(61));
            postman.deliver();
            assertThat(postman.tally()).isEqualTo(new Postman.Tally(1, 0, 0));
        }
    }

    @Test
    void a_letter_that_the_server_wants_later_holds_up_no_other() {
        asked("eva");
        server.answering("RCPT", "451 later");
        try (Postman postman = postman()) {
            postman.deliver();
            server.answeringAsUsual();
            asked("jan");
            postman.deliver();
            assertThat(waiting()).isEqualTo(1);
            assertThat(postman.tally().sent()).isEqualTo(1);

            shop.clock().advance(Duration.ofMinutes(1));
            postman.deliver();
            assertThat(waiting()).isZero();
            assertThat(postman.tally().sent()).isEqualTo(2);
        }
    }

    @Test
    void a_letter_that_the_server_never_takes_is_given_up_at_once() {
        asked("eva");
        server.answering("RCPT", "550 nobody");
        try (Postman postman = postman()) {
            postman.deliver();

            assertThat(postman.tally()).isEqualTo(new Postman.Tally(0, 1, 0));
        }
        assertThat(waiting()).isZero();
    }

    @Test
    void after_three_days_a_letter_is_given_up_also_after_a_restart() {
        asked("eva");
        server.answering("RCPT", "451 later");
        try (Postman postman = postman()) {
            postman.deliver();
        }
        shop.clock().advance(Duration.ofDays(3).minusMillis(1));
        try (Postman postman = postman()) {
            postman.deliver();
            assertThat(waiting()).isEqualTo(1);
            shop.clock().advance(Duration.ofDays(1));
            postman.deliver();
            assertThat(postman.tally()).isEqualTo(new Postman.Tally(0, 0, 1));
        }
        assertThat(waiting()).isZero();
    }

    @Test
    void the_letters_of_somebody_who_was_erased_meanwhile_are_not_sent() {
        CustomerId eva = asked("eva");
        server.answering("RCPT", "451 later");
        try (Postman postman = postman()) {
            postman.deliver();
            shop.vault().erasure().erase(eva, "erasure-request", false, new Actor.Operator());
            server.answeringAsUsual();
            shop.clock().advance(Duration.ofHours(1));
            postman.deliver();
        }
        assertThat(server.taken()).isZero();
    }

    @Test
    void pauses_double_and_stop_growing_at_six_hours() {
        Waits waits = Waits.NONE;
        var pauses = new java.util.ArrayList<Long>();
        for (int i = 0; i < 40; i++) {
            waits = waits.longer(Samples.NOW);
            pauses.add(Duration.between(Samples.NOW, waits.until()).toMinutes());
        }

        assertThat(pauses).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 360L, 360L);
        assertThat(pauses.getLast()).isEqualTo(360L);
    }

    @Test
    void without_a_server_letters_become_files_that_name_nobody() throws IOException {
        asked("eva");
        Path folder = dir.resolve("mail");
        var way = new Way.Folder(folder);
        try (var postman =
                new Postman(shop.vault(), Samples.settings(way), way.transport(), shop.clock())) {
            postman.deliver();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(all.getFirst().getFileName()).hasToString("000001-20261122T101530Z.eml");
            assertThat(Files.readString(all.getFirst())).contains("To: eva@example.org");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all.getFirst())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void the_thread_of_its_own_sends_what_waits() {
        var way = new Way.Smtp("127.0.0.1", server.port(), Way.Security.NONE, Optional.empty());
        asked("eva");
        Postman postman = Postman.start(shop.vault(), Samples.settings(way), shop.clock());
        // Closing ends the round under way; the first begins at once.
        while (postman.tally().sent() == 0) {
            Thread.onSpinWait();
        }
        postman.close();

        assertThat(waiting()).isZero();
    }
}
