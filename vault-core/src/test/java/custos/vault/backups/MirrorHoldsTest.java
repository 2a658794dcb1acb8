package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.vault.MirroredShop;
import custos.vault.Vault;
import custos.vault.erasure.Holds;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Legal holds are in the mirror from the moment that they are set, and gone from it with their
/// release.
class MirrorHoldsTest extends MirroredShop {
    private static final LocalDate UNTIL = LocalDate.parse("2028-12-31");

    private RecordId complaint(CustomerId who) {
        return test.add(who, "complaint", Map.of("complaint", "the kettle burned my hand")).id();
    }

    private void hold(CustomerId who, RecordId record) {
        var wanted = new Holds.Wanted("legal-claim", UNTIL, Optional.empty());
        test.vault().holds().set(who, new Holds.Which.These(List.of(record)), wanted, ANNA);
    }

    private static List<RecordId> held(Vault vault, CustomerId who) {
        return vault.holds().of(who, none(), 200).items().stream().map(Holds.Hold::record).toList();
    }

    @Test
    void what_is_held_of_somebody_erased_a_moment_ago_comes_back_held() {
        RecordId record = complaint(petr);
        hold(petr, record);
        test.vault().erasure().erase(petr, "no-longer-needed", false, ANNA);
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        restoreFrom(copy);

        try (Vault vault = open()) {
            assertThat(held(vault, petr)).containsExactly(record);
            assertSound(vault);
        }
    }

    @Test
    void what_was_released_a_moment_ago_is_held_no_more() {
        RecordId ofEva = complaint(eva);
        hold(eva, ofEva);
        RecordId ofPetr = complaint(petr);
        hold(petr, ofPetr);
        test.vault().erasure().erase(petr, "no-longer-needed", false, ANNA);
        test.vault().holds().release(eva, List.of(ofEva), "claim-settled", ANNA);
        test.vault().holds().release(petr, List.of(ofPetr), "claim-settled", ANNA);
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        restoreFrom(copy);

        try (Vault vault = open()) {
            assertThat(held(vault, eva)).isEmpty();
            assertThat(vault.holds().all(none(), 10).items()).isEmpty();
            assertSound(vault);
        }
    }
}
