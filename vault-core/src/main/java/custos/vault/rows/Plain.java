package custos.vault.rows;

import custos.crypto.FieldPlain;
import custos.customer.FieldValue;
import custos.json.CanonicalJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Turns a customer's value into what the crypto library seals, and back.
public final class Plain {
    private Plain() {}

    public static FieldPlain of(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> new FieldPlain.Text(text);
            case FieldValue.Day(LocalDate day) -> new FieldPlain.Date(day);
            case FieldValue.Whole(long number) -> new FieldPlain.Whole(number);
            case FieldValue.Flag(boolean flag) -> new FieldPlain.Flag(flag);
            case FieldValue.Decimal(BigDecimal number) -> new FieldPlain.Decimal(number);
            case FieldValue.Json(var json) -> new FieldPlain.Json(CanonicalJson.encodeText(json));
        };
    }

    public static FieldValue value(FieldPlain plain) {
        return switch (plain) {
            case FieldPlain.Text(String text) -> new FieldValue.Text(text);
            case FieldPlain.Date(LocalDate day) -> new FieldValue.Day(day);
            case FieldPlain.Whole(long number) -> new FieldValue.Whole(number);
            case FieldPlain.Flag(boolean flag) -> new FieldValue.Flag(flag);
            case FieldPlain.Decimal(BigDecimal number) -> new FieldValue.Decimal(number);
            case FieldPlain.Json(String json) ->
                    new FieldValue.Json(CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8)));
        };
    }
}
