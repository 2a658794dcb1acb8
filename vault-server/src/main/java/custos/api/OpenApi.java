package custos.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API's own description (OpenAPI 3.1), as it ships.
///
/// @param bytes as served
/// @param document the same, to read
record OpenApi(byte[] bytes, JsonNode document) {
    static OpenApi load() {
        try (InputStream in =
                Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.json"))) {
            byte[] bytes = in.readAllBytes();
            return new OpenApi(bytes, JsonMapper.shared().readTree(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
