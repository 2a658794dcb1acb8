package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Holds the document against what the server really answers.
@TestInstance(Lifecycle.PER_CLASS)
class OpenApiTest {
    private RunningApi api;
    private List<Route> routes;
    private JsonNode document;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
        routes = api.routes();
        document = api.get("/openapi.json").json();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private static String documented(Route route) {
        return route.path().replace('<', '{').replace('>', '}');
    }

    private JsonNode operation(Route route) {
        return document.path("paths")
                .path(documented(route))
                .path(route.method().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void the_document_has_exactly_the_routes() {
        var inDocument = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method ->
                                        inDocument.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));

        var registered =
                routes.stream()
                        .map(route -> route.method().name() + " " + documented(route))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inDocument).isEqualTo(registered).hasSizeGreaterThan(25);
    }

    @Test
    void the_document_has_exactly_the_parameters() {
        for (Route route : routes) {
            assertThat(parameters(route, "query")).as(route.name()).isEqualTo(route.query());
            assertThat(parameters(route, "path"))
                    .as(route.name())
                    .allMatch(name -> documented(route).contains("{" + name + "}"))
                    .hasSize((int) documented(route).chars().filter(c -> c == '{').count());
        }
    }

    private Set<String> parameters(Route route, String in) {
        return StreamSupport.stream(operation(route).path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asString().equals(in))
                .map(parameter -> parameter.path("name").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void every_operation_says_which_errors_it_gives() {
        for (Route route : routes) {
            JsonNode answers = operation(route).path("responses");
            assertThat(answers.propertyNames()).as(route.name()).contains("400", "429", "500");
            if (route.access() == Route.Access.TOKEN) {
                assertThat(answers.propertyNames()).as(route.name()).contains("401", "403", "503");
                assertThat(operation(route).path("security").size()).isEqualTo(1);
            }
            if (route.path().contains("{customer}")) {
                assertThat(answers.propertyNames()).as(route.name()).contains("404", "410");
            }
            if (operation(route).has("requestBody")) {
                assertThat(answers.propertyNames()).as(route.name()).contains("413", "415", "422");
            }
            if (route.method().equals(HandlerType.PATCH)) {
                assertThat(answers.propertyNames()).as(route.name()).contains("412", "428");
            }
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        var references = new ArrayList<String>();
        collect(document, references);

        assertThat(references).isNotEmpty();
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }

    @Test
    void nothing_with_a_token_answers_without_one() {
        for (Route route : routes) {
            if (route.access() == Route.Access.TOKEN) {
                String path = route.path().replaceAll("[{<][a-z0-9]+[}>]", "x");
                var reply = api.call(route.method().name(), path).token("").send();
                assertThat(reply.status()).as(route.name()).isEqualTo(401);
                assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
    }

    @Test
    void a_token_for_nothing_much_is_told_which_scope_it_needs() {
        String token = api.token("read:tax");
        String id = "a".repeat(26);
        for (Route route : routes) {
            if (route.access() == Route.Access.TOKEN) {
                String path =
                        route.path()
                                .replace("{customer}", id)
                                .replace("{record}", id)
                                .replace("{merge}", id)
                                .replace("{other}", id)
                                .replace("{request}", id)
                                .replace("{kind}", "purchases")
                                .replace("{purpose}", "newsletter")
                                .replace("{channel}", "email")
                                .replace("{index}", "0")
                                .replace("{leaf}", "0");
                var reply = api.call(route.method().name(), path).token(token).send();
                assertThat(reply.status()).as(route.name() + reply).isEqualTo(403);
                assertThat(reply.json().path("detail").asString())
                        .containsAnyOf("needs the scope", "is not for tokens");
            }
        }
    }

    @Test
    void the_docs_are_a_page_without_scripts_that_explains_every_problem() {
        var page = api.call("GET", "/docs").token("").send();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("frame-ancestors 'none'");
        assertThat(page.text()).doesNotContain("<script").contains("POST /api/v1/customers");
        document.path("x-problems")
                .propertyNames()
                .forEach(code -> assertThat(page.text()).contains("id=\"problem-" + code + "\""));
    }
}
