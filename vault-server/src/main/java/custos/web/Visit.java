package custos.web;

import custos.access.ClientNetwork;
import custos.access.Decision;
import custos.access.Permission;
import custos.access.PermissionTable;
import custos.access.Principal.StaffMember;
import custos.access.RateLimit;
import custos.access.Session;
import custos.access.StaffSession;
import custos.event.Actor;
import custos.policy.Language;
import custos.policy.PurposeId;
import custos.words.Phrases;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// One request for a page, and its answer. For one thread.
public final class Visit {
    /// The parameter that chooses the language; it may stand behind every path.
    static final String LANGUAGE = "lang";

    /// The header in which scripts send what forms send as [Form#CSRF].
    static final String CSRF_HEADER = "X-Custos-Csrf";

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Face face;
    private final Context http;
    private final Optional<StaffSession> session;
    private String language;
    private final PageAnswer answer;
    private Optional<Form> form = Optional.empty();
    private Optional<Upload> upload = Optional.empty();
    private boolean uploadTooLarge;

    Visit(Face face, Context http, Optional<StaffSession> session) {
        this.face = face;
        this.http = http;
        this.session = session;
        this.language = language(http, session);
        this.answer = new PageAnswer(http.res());
    }

    private static String language(Context http, Optional<StaffSession> session) {
        Optional<String> asked =
                Optional.ofNullable(http.queryParam(LANGUAGE)).flatMap(Languages::known);
        session.ifPresent(known -> asked.ifPresent(known::language));
        return asked.or(() -> session.flatMap(StaffSession::language))
                .orElseGet(() ->
                        Languages.preferred(
                                Optional.ofNullable(http.header("Accept-Language")).orElse("")));
    }

    /// Answers in the language that a customer's session remembers, unless this path chooses
    /// another, which it remembers from then on.
    public void speak(Session<?> customer) {
        Optional<String> asked =
                Optional.ofNullable(http.queryParam(LANGUAGE)).flatMap(Languages::known);
        asked.ifPresentOrElse(
                customer::language, () -> customer.language().ifPresent(known -> language = known));
    }

    /// What the pages work with.
    public WebContext context() {
        return face.context();
    }

    public Phrases words() {
        return face.languages().phrases(language);
    }

    /// The words in another of the pages' languages, for what others will read.
    public Phrases words(String other) {
        return face.languages().phrases(other);
    }

    /// The policy's words in the reader's language, or in the policy's first where it has none.
    public PolicyWords policyWords() {
        return policyWords(language);
    }

    /// Likewise in another of the pages' languages, for what others will read.
    public PolicyWords policyWords(String other) {
        var policy = context().vault().policies().current();
        return new PolicyWords(
                policy,
                policy.languages().stream()
                        .filter(one -> one.value().equals(other))
                        .findFirst()
                        .orElse(policy.languages().getFirst()));
    }

    public String language() {
        return language;
    }

    /// The codes of all languages in which there are pages.
    public List<String> languages() {
        return Languages.ALL;
    }

    /// The language as the policy names it.
    public Language policyLanguage() {
        return policyWords().language();
    }

    public Times times() {
        return new Times(context().zone(), Locale.of(language));
    }

    /// Days and times as another of the pages' languages writes them.
    public Times times(String other) {
        return new Times(context().zone(), Locale.of(other));
    }

    /// What was typed; read once, at most [Form#MAX_BYTES].
    ///
    /// @throws WebFault.TooLarge when it is larger
    /// @throws WebFault.Unreadable when there is no form
    public Form form() throws IOException {
        return form(Form.MAX_BYTES);
    }

    /// Likewise of fewer bytes, or more.
    public Form form(int maxBytes) throws IOException {
        if (form.isEmpty()) {
            String type = Optional.ofNullable(http.header("Content-Type")).orElse(FORM);
            if (!type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
                throw new WebFault.Unreadable();
            }
            form = Optional.of(Form.read(http.req().getInputStream(), maxBytes));
        }
        return form.get();
    }

    /// What was typed and which files were chosen; read once.
    ///
    /// @param maxBytes of the whole
    /// @throws WebFault.TooLarge when it is larger, each time it is asked for
    /// @throws WebFault.Unreadable when there is no form with files
    public Upload upload(int maxBytes) throws IOException {
        if (upload.isEmpty()) {
            if (uploadTooLarge) {
                throw new WebFault.TooLarge();
            }
            uploadTooLarge = true;
            upload =
                    Optional.of(
                            Upload.read(
                                    header("Content-Type").orElse(""),
                                    http.req().getInputStream(),
                                    maxBytes));
        }
        return upload.get();
    }

    /// The body as it came, for what is not only sent by forms of ours.
    ///
    /// @throws WebFault.TooLarge when it is larger
    public byte[] body(int maxBytes) throws IOException {
        byte[] body = http.req().getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new WebFault.TooLarge();
        }
        return body;
    }

    /// Whether a form came that nobody read to its end.
    boolean hasUnreadBody() {
        return method().equals("POST") && form.isEmpty() && upload.isEmpty();
    }

    /// A part of the path.
    ///
    /// @throws WebFault.NotHere when it is not even of the right form
    public <T> T path(String name, Function<String, T> read) {
        try {
            return read.apply(http.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw new WebFault.NotHere();
        }
    }

    /// A parameter behind the path: a code, a day or a number, never personal data.
    public Optional<String> query(String name) {
        return Optional.ofNullable(http.queryParam(name)).filter(text -> !text.isEmpty());
    }

    /// All values of a parameter behind the path.
    public List<String> queries(String name) {
        return http.queryParams(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(http.header(name));
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(http.cookie(name)).filter(value -> !value.isEmpty());
    }

    /// Whether the reader's browser sends Global Privacy Control (`Sec-GPC: 1`).
    public boolean gpc() {
        return header("Sec-GPC").filter("1"::equals).isPresent();
    }

    /// Whether htmx asks, which puts the answer into the page that is there.
    public boolean isPartial() {
        return header("HX-Request").filter("true"::equals).isPresent();
    }

    /// Where the client is, after the proxy that is trusted.
    public ClientNetwork network() {
        return face.network(http.req());
    }

    /// Takes one act of the client's network from a limit.
    ///
    /// @throws WebFault.TooMany when there were too many
    public void requirePace(RateLimit limit, String key) {
        OptionalLong seconds = limit.secondsToWait(key);
        if (seconds.isPresent()) {
            throw new WebFault.TooMany(seconds.getAsLong());
        }
    }

    /// The session of the member of staff who is logged in.
    ///
    /// @throws WebFault.LogInFirst when nobody is
    public StaffSession session() {
        return session.orElseThrow(WebFault.LogInFirst::new);
    }

    public boolean isLoggedIn() {
        return session.isPresent();
    }

    public StaffMember member() {
        return session().member();
    }

    /// The actor in whose name this may be done.
    ///
    /// @throws WebFault.LogInFirst when nobody is logged in
    /// @throws WebFault.Denied naming what is needed
    public Actor allow(Permission permission) {
        return decide(PermissionTable.allows(member(), permission));
    }

    public Actor allow(Permission permission, PurposeId purpose) {
        return decide(PermissionTable.allows(member(), permission, purpose));
    }

    private static Actor decide(Decision decision) {
        return switch (decision) {
            case Decision.Allowed(Actor actor) -> actor;
            case Decision.Refused(_, String reason) -> throw new WebFault.Denied(reason);
        };
    }

    /// Whether a button for it is worth showing.
    public boolean may(Permission permission) {
        return session.map(known -> PermissionTable.allows(known.member(), permission).isAllowed())
                .orElse(false);
    }

    /// Likewise of one that names a purpose.
    public boolean may(Permission permission, PurposeId purpose) {
        return session.map(known -> PermissionTable.allows(known.member(), permission, purpose))
                .map(Decision::isAllowed)
                .orElse(false);
    }

    /// Cuts the connection in the middle of an answer: nobody may take the part for the whole.
    void hangUp() {
        ServletContextRequest.getServletContextRequest(http.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    /// Answers with a page, or with a part of one when the template is only that.
    ///
    /// @param template a path below `jte`, such as `staff/search`
    /// @param page its model
    public void show(String template, Object page) throws IOException {
        show(200, template, page);
    }

    public void show(int status, String template, Object page) throws IOException {
        answer.html(status, language, face.views().fill(template, frame(), page));
    }

    /// Sends the reader on to another page of this face; a form that was sent is not sent again.
    public void redirect(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            throw new IllegalArgumentException("a redirect leads to a page of ours");
        }
        if (isPartial()) {
            answer.header("HX-Redirect", path).empty(204);
        } else {
            answer.header("Location", path).empty(303);
        }
    }

    /// The answer itself, for files, headers and cookies.
    public PageAnswer answer() {
        return answer;
    }

    private Frame frame() {
        String csrf = session.map(StaffSession::csrf).orElse("");
        return frame(csrf);
    }

    private Frame frame(String csrf) {
        return new Frame(
                face.kind(),
                http.path(),
                words(),
                policyWords(),
                times(),
                session.map(known -> known.member().account().value()),
                csrf,
                face.nav(this),
                gpc(),
                face.assets().icon(),
                face.assets().stylesheet(),
                face.assets().scripts());
    }

    /// As [#show], with the proof of a session that is not the staff's.
    public void show(int status, String template, Object page, String csrf) throws IOException {
        answer.html(status, language, face.views().fill(template, frame(csrf), page));
    }

    /// The path that was asked for.
    public String requestPath() {
        return http.path();
    }

    public String method() {
        return http.req().getMethod();
    }
}
