package custos.web.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.access.AccountName;
import custos.web.Shop;
import custos.web.WebFault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetDraftsTest {
    private static final AccountName OLGA = new AccountName("olga");
    private static final AccountName PAVEL = new AccountName("pavel");

    @Test
    void a_sheet_that_nobody_looks_at_is_swept_two_hours_later(@TempDir Path dir) {
        try (Shop shop = Shop.in(dir)) {
            var drafts =
                    new SheetDrafts(
                            shop.clock(),
                            new SecureRandom(),
                            shop.vault().imports(),
                            shop.vault().runs().imports());
            SheetDraft hers = drafts.add(OLGA, "name\nJana\n".getBytes(UTF_8)).orElseThrow();
            shop.clock().advance(Duration.ofHours(1));
            assertThat(drafts.add(PAVEL, "name\nPetr\n".getBytes(UTF_8))).isPresent();

            shop.clock().advance(Duration.ofMinutes(59));
            drafts.sweep();
            assertThat(drafts.held()).isEqualTo(2);

            shop.clock().advance(Duration.ofMinutes(1));
            drafts.sweep();
            assertThat(drafts.held()).isEqualTo(1);
            assertThatThrownBy(() -> drafts.find(hers.id(), OLGA))
                    .isInstanceOf(WebFault.NotHere.class);
            assertThat(drafts.of(PAVEL)).isPresent();
        }
    }
}
