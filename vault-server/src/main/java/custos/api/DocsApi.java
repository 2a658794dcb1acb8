package custos.api;

import custos.policy.HtmlText;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `/openapi.json`, and `/docs`: the same as a page for people, made once from the document.
final class DocsApi {
    private static final String KEEP = "public, max-age=300";

    private final OpenApi openApi;
    private final Page page;

    DocsApi(OpenApi openApi) {
        this.openApi = openApi;
        this.page = page(openApi.document());
    }

    void addTo(Routes routes) {
        routes.open("/openapi.json", this::document)
                .open(Routes.BASE + "/openapi.json", this::document)
                .open("/docs", this::docs);
    }

    private void document(Call call) throws IOException {
        call.answer().keep(KEEP).bytes(200, Answer.JSON, openApi.bytes());
    }

    private void docs(Call call) throws IOException {
        Page.send(call.answer().keep(KEEP), page);
    }

    private static Page page(JsonNode document) {
        var body = new StringBuilder();
        String title = document.path("info").path("title").asString("");
        body.append("<h1>").append(HtmlText.escaped(title)).append("</h1>\n");
        paragraphs(body, document.path("info").path("description").asString(""));
        body.append("<p><a href=\"/openapi.json\">openapi.json</a></p>\n");
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    operation(body, operation.getKey(), path.getKey(), operation.getValue());
                }
            }
        }
        problems(body, document.path("x-problems"));
        return new Page("en", title, body.toString());
    }

    private static void operation(
            StringBuilder body, String method, String path, JsonNode operation) {
        body.append("<h2><code>")
                .append(HtmlText.escaped(method.toUpperCase(java.util.Locale.ROOT) + " " + path))
                .append("</code></h2>\n");
        paragraphs(body, operation.path("summary").asString(""));
        paragraphs(body, operation.path("description").asString(""));
        body.append("<table><tr><th>status</th><th>answer</th></tr>\n");
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            row(body, answer.getKey(), answerText(answer.getValue()));
        }
        body.append("</table>\n");
        JsonNode example =
                operation.path("requestBody").path("content").path(Answer.JSON).path("example");
        if (!example.isMissingNode()) {
            body.append("<pre>")
                    .append(HtmlText.escaped(example.toPrettyString()))
                    .append("</pre>\n");
        }
    }

    private static String answerText(JsonNode answer) {
        String reference = answer.path("$ref").asString("");
        return reference.isEmpty()
                ? answer.path("description").asString("")
                : Problem.title(status(reference));
    }

    private static int status(String reference) {
        return Integer.parseInt(reference.substring(reference.lastIndexOf('/') + 2));
    }

    private static void problems(StringBuilder body, JsonNode problems) {
        body.append("<h2>Problems</h2>\n<table><tr><th>code</th><th>what it means</th></tr>\n");
        for (Map.Entry<String, JsonNode> problem : problems.properties()) {
            body.append("<tr id=\"problem-")
                    .append(HtmlText.escaped(problem.getKey()))
                    .append("\"><td>");
            body.append(HtmlText.escaped(problem.getKey())).append("</td><td>");
            body.append(HtmlText.escaped(problem.getValue().asString(""))).append("</td></tr>\n");
        }
        body.append("</table>\n");
    }

    private static void row(StringBuilder body, String left, String right) {
        body.append("<tr><td>")
                .append(HtmlText.escaped(left))
                .append("</td><td>")
                .append(HtmlText.escaped(right))
                .append("</td></tr>\n");
    }

    private static void paragraphs(StringBuilder body, String text) {
        for (String paragraph : text.split("\n\n", -1)) {
            if (!paragraph.isBlank()) {
                body.append("<p>").append(HtmlText.escaped(paragraph)).append("</p>\n");
            }
        }
    }
}
