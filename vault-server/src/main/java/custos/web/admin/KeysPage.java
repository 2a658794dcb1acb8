package custos.web.admin;

import custos.access.Permission;
import custos.crypto.WayToUnlock;
import custos.event.Actor;
import custos.vault.core.KeyWork;
import custos.vault.core.RotatedKey;
import custos.vault.keys.Keys;
import custos.vault.rows.Refusal;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/admin/keys`: how old the keys are, one button that rolls the key encryption key and one for
/// each secret that can be rotated, and how far that has come.
public final class KeysPage {
    private final WebContext context;

    public KeysPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param kek the number of the key in use
    /// @param daily when keys are rolled each day
    /// @param unfinished whether a roll was begun and neither ended nor is under way
    /// @param ways what unlocks the vault
    public record Model(
            KeyWork state,
            int kek,
            Optional<Instant> rolled,
            Optional<LocalTime> daily,
            boolean unfinished,
            List<Keys.Secret> secrets,
            List<WayToUnlock> ways) {
        public boolean isRunning() {
            return state.isUnderWay();
        }

        /// The word by which a secret is rotated; empty for an old version, and for a secret that
        /// stays.
        public Optional<String> rotation(Keys.Secret secret) {
            return RotatedKey.of(secret.name().toLowerCase(Locale.ROOT))
                    .filter(_ -> secret.newest())
                    .map(RotatedKey::word);
        }

        /// The phrase that names what is replaced.
        public String use(RotatedKey key) {
            return "admin.keys-use." + key.word();
        }

        /// Of a hundred.
        public long percent(KeyWork.Rotating rotating) {
            return rotating.all() == 0 ? 0 : Math.min(99, rotating.done() * 100 / rotating.all());
        }

        /// The phrase that says what a step does.
        public String step(KeyWork.Running running) {
            return "admin.keys-step." + running.step();
        }

        /// The phrase that says what a secret is for.
        public String use(Keys.Secret secret) {
            return "admin.keys-use." + secret.name().toLowerCase(Locale.ROOT);
        }

        /// The phrase that says what kind of way to unlock this is.
        public String kind(WayToUnlock way) {
            return "admin.keys-way." + way.kind();
        }

        /// Of a hundred, over all steps: wrapping takes the most by far.
        public long percent(KeyWork.Running running) {
            long share = running.all() == 0 ? 0 : Math.min(running.done(), running.all());
            return switch (running.step()) {
                case 1 -> 0;
                case 2 -> share == 0 ? 0 : share * 80 / running.all();
                default -> Math.min(99, 80 + (running.step() - 3) * 5L);
            };
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get("/admin/keys", Gate.STAFF, visit -> show(visit, "admin/keys"))
                .get("/admin/keys/progress", Gate.STAFF, visit -> show(visit, "admin/roll"))
                .post("/admin/keys", Gate.STAFF, this::roll)
                .post("/admin/keys/rotate", Gate.STAFF, this::rotate);
    }

    private void show(Visit visit, String template) throws IOException {
        visit.allow(Permission.KEYS);
        Keys keys = context.vault().keys();
        KeyWork state = keys.state();
        boolean unfinished = !state.isUnderWay() && keys.isUnfinished();
        visit.show(
                template,
                new Model(
                        state,
                        keys.currentKek(),
                        keys.rolled(),
                        keys.daily(),
                        unfinished,
                        keys.secrets(),
                        context.vault().unlocks().list()));
    }

    private void roll(Visit visit) {
        Actor by = visit.allow(Permission.KEYS);
        context.vault().keys().start(by);
        visit.redirect("/admin/keys");
    }

    private void rotate(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.KEYS);
        RotatedKey key =
                RotatedKey.of(visit.form().text("key"))
                        .orElseThrow(() -> new Refusal.BadField("key", "no such key is rotated"));
        context.vault().keys().startRotation(key, by);
        visit.redirect("/admin/keys");
    }
}
