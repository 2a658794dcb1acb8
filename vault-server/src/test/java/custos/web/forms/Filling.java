package custos.web.forms;

import custos.posting.PublicForm;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import custos.web.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Somebody who fills in forms.
final class Filling {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\">");

    private final Shop shop;
    private final Visitor anybody;

    Filling(Shop shop, Visitor anybody) {
        this.shop = shop;
        this.anybody = anybody;
    }

    /// Opens a form, takes some time, and sends it.
    Visitor.Page filled(String path, String... fields) {
        return send(path, opened(path), fields);
    }

    List<String> opened(String path) {
        Visitor.Page page = anybody.get(path);
        if (page.status() != 200) {
            throw new AssertionError(path + " answered " + page.status());
        }
        shop.clock().advance(Duration.ofSeconds(10));
        return hidden(page);
    }

    static List<String> hidden(Visitor.Page page) {
        var hidden = new ArrayList<String>();
        HIDDEN.matcher(page.body())
                .results()
                .forEach(found -> {
                    hidden.add(found.group(1));
                    hidden.add(found.group(2));
                });
        return hidden;
    }

    Visitor.Page send(String path, List<String> hidden, String... fields) {
        var all = new ArrayList<>(hidden);
        all.addAll(List.of(fields));
        return anybody.post(path.split("&of=", 2)[0], all.toArray(String[]::new));
    }

    List<Letter> letters() {
        return shop.vault().outbox().after(0, 1000).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    String link() {
        return letters().getLast().matter() instanceof Matter.ConfirmPosting ask
                ? "/site/posted/" + ask.code()
                : "";
    }

    String named(PublicForm form, String name) {
        return "/site/"
                + form.code()
                + "?lang=en&of="
                + shop.vault().postings().marks().name(form, name);
    }
}
