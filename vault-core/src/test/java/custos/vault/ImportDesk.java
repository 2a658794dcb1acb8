package custos.vault;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.vault.ImportRuns.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A vault to which somebody at a page brings sheets.
abstract class ImportDesk {
    static final String MISTAKE = "entered-by-mistake";
    static final String MAP =
            """
            columns:
              number: number
              name: full_name
              email: email
              phone: phone
              town: city
              street: address_line_1
            country: CZ
            consents:
              - column: ads
                date_column: since
                purposes: [newsletter]
                channels: [email]
                method: import
                proof: cards
                language: en
                notice: current
            """;
    static final String HEADER = "number,name,email,phone,street,town,ads,since\n";
    static final String SHEET =
            HEADER
                    + "1,Jana Nováková,jana@example.org,+420601000001,Dlouhá 1,Brno,yes,2024-05-01\n"
                    + "2,Petr Malý,petr@example.org,,Krátká 2,Brno,no,2024-05-02\n"
                    + "3,Eva Nová,,,,Praha,,\n";

    @TempDir Path dir;
    TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    ImportRuns runs() {
        return shop.vault().runs().imports();
    }

    static ImportJob job(String sheet) {
        return ImportJob.of(SheetBytes.of(sheet.getBytes(UTF_8)), ColumnMap.parse(MAP));
    }

    State ended() {
        Rolling.await(() -> !runs().state().isUnderWay());
        return runs().state();
    }

    Imports.Report looked(ImportJob job) {
        assertThat(runs().look("a", job, STAFF)).isTrue();
        return ((State.Looked) ended()).report();
    }

    State.Imported imported(ImportJob job) {
        looked(job);
        runs().start("a", job, STAFF);
        return (State.Imported) ended();
    }

    ImportUndo.Result undone(int batch) {
        assertThat(runs().undo(batch, MISTAKE, STAFF)).isTrue();
        return ((State.Undone) ended()).result();
    }

    CustomerId jana() {
        return shop.customer(Map.of("full_name", "Jana Nováková", "email", "jana@example.org"));
    }

    String state(CustomerId id) {
        return shop.vault().consents().history(id).states().stream()
                .filter(standing ->
                        standing.purpose().equals(new PurposeId("newsletter"))
                                && standing.channel().equals(new ChannelId("email")))
                .map(standing -> ConsentWords.name(standing.state()))
                .findFirst()
                .orElse("unknown");
    }

    List<CustomerId> found(String field, String typed) {
        return shop
                .vault()
                .customers()
                .findExact(new FieldId(field), typed, "staff", Optional.empty())
                .items()
                .stream()
                .map(Customers.Masked::id)
                .toList();
    }

    CustomerId only(String email) {
        return found("email", email).getFirst();
    }

    void assertErased(CustomerId id) {
        assertThatThrownBy(() -> shop.vault().customers().masked(id, "staff"))
                .isInstanceOf(Refusal.Erased.class);
    }
}
