package custos.web.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A shop to whose pages an officer brings sheets.
abstract class ImportShop {
    static final String SHEET =
            """
            Číslo zákazníka;Jméno;Příjmení;Telefon;E-mail;Souhlas s marketingem;Datum souhlasu
            1;Hana;Dvořáková;601 000 001;hana@example.org;ano;2024-05-01
            2;Petr;Malý;601 000 002;petr@example.org;ne;
            3;Eva;Žďárská;;eva@example.org;?;
            ;;;;;;2024-01-01
            """;

    @TempDir Path dir;
    Shop shop;
    Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        olga = shop.staff(Role.OFFICER);
        olga.get("/imports");
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    static Page bring(Visitor visitor, String csrf, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                """
                --edge\r
                Content-Disposition: form-data; name="csrf"\r
                \r
                %s\r
                --edge\r
                Content-Disposition: form-data; name="file"; filename="x.csv"\r
                Content-Type: text/csv\r
                \r
                """
                        .formatted(csrf)
                        .getBytes(UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(UTF_8));
        return visitor.send(
                visitor.request("/imports")
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .header("Origin", visitor.base())
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    String brought(String sheet) {
        Page page = bring(olga, olga.csrf(), sheet.getBytes(Charset.forName("windows-1250")));
        assertThat(page.status()).as(page.body()).isEqualTo(303);
        return page.location();
    }

    Page columns(String path, String... roles) {
        var fields = new ArrayList<String>();
        for (String role : roles) {
            fields.add("role-" + fields.size() / 2);
            fields.add(role);
        }
        return olga.post(path + "/columns", fields.toArray(String[]::new));
    }

    /// The usual way through the columns.
    void meant(String path) {
        Page page =
                columns(
                        path,
                        "number",
                        "first_name",
                        "last_name",
                        "phone",
                        "email",
                        "consent",
                        "consent_date");
        assertThat(page.location()).as(page.body()).isEqualTo(path + "/rules");
    }

    Page ruled(String path) {
        return olga.post(
                path + "/rules",
                "match",
                "number",
                "match",
                "person",
                "take",
                "new",
                "take",
                "known",
                "country",
                "CZ",
                "dates",
                "day-first",
                "source",
                "",
                "purpose-0",
                "newsletter",
                "channel-0",
                "email",
                "day-0",
                "Datum souhlasu",
                "proof-0",
                "signed cards",
                "language-0",
                "cs");
    }

    Page awaited(String path, String id) {
        for (int i = 0; i < 600; i++) {
            Page page = olga.get(path);
            if (page.has("id=\"" + id + "\"")) {
                return page;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("no " + id + " within a minute: " + olga.get(path).body());
    }
}
