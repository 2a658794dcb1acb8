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
import custos.vault.core.ConsentWords;
import custos.vault.customers.Customers;
import custos.vault.imports.ImportJob;
import custos.vault.imports.ImportRuns;
import custos.vault.imports.ImportRuns.State;
import custos.vault.imports.ImportUndo;
import custos.vault.imports.Imports;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A vault to which somebody at a page brings sheets.
public abstract class ImportDesk {
    public static final String MISTAKE = "entered-by-mistake";
    public static final String MAP =
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
    public static final String HEADER = "number,name,email,phone,street,town,ads,since\n";
    public static final String SHEET =
            HEADER
                    + "1,Jana Nováková,jana@example.org,+420601000001,Dlouhá 1,Brno,yes,2024-05-01\n"
                    + "2,Petr Malý,petr@example.org,,Krátká 2,Brno,no,2024-05-02\n"
                    + "3,Eva Nová,,,,Praha,,\n";

    @TempDir Path dir;
    public TestVault shop;

    @BeforeEach
    public void open() {
        shop = TestVault.in(dir);
    }

    @AfterEach
    public void inspect() {
        shop.inspected();
        shop.close();
    }

    public ImportRuns runs() {
        return shop.vault().runs().imports();
    }

    public static ImportJob job(String sheet) {
        return ImportJob.of(SheetBytes.of(sheet.getBytes(UTF_8)), ColumnMap.parse(MAP));
    }

    public State ended() {
        Rolling.await(() -> !runs().state().isUnderWay());
        return runs().state();
    }

    public Imports.Report looked(ImportJob job) {
        assertThat(runs().look("a", job, STAFF)).isTrue();
        return ((State.Looked) ended()).report();
    }

    public State.Imported imported(ImportJob job) {
        looked(job);
        runs().start("a", job, STAFF);
        return (State.Imported) ended();
    }

    public ImportUndo.Result undone(int batch) {
        assertThat(runs().undo(batch, MISTAKE, STAFF)).isTrue();
        return ((State.Undone) ended()).result();
    }

    public CustomerId jana() {
        return shop.customer(Map.of("full_name", "Jana Nováková", "email", "jana@example.org"));
    }

    public String state(CustomerId id) {
        return shop.vault().consents().history(id).states().stream()
                .filter(standing ->
                        standing.purpose().equals(new PurposeId("newsletter"))
                                && standing.channel().equals(new ChannelId("email")))
                .map(standing -> ConsentWords.name(standing.state()))
                .findFirst()
                .orElse("unknown");
    }

    public List<CustomerId> found(String field, String typed) {
        return shop
                .vault()
                .customers()
                .findExact(new FieldId(field), typed, "staff", Optional.empty())
                .items()
                .stream()
                .map(Customers.Masked::id)
                .toList();
    }

    public CustomerId only(String email) {
        return found("email", email).getFirst();
    }

    public void assertErased(CustomerId id) {
        assertThatThrownBy(() -> shop.vault().customers().masked(id, "staff"))
                .isInstanceOf(Refusal.Erased.class);
    }
}
