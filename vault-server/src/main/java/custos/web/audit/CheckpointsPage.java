package custos.web.audit;

import custos.access.Permission;
import custos.vault.audit.Checkpoints;
import custos.vault.audit.Checkpoints.Comparison;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/audit/checkpoints`: what the vault signed, to be kept elsewhere, and how a kept one compares.
public final class CheckpointsPage {
    private final WebContext context;

    CheckpointsPage(WebContext context) {
        this.context = context;
    }

    void addTo(WebRoutes routes) {
        routes.get("/audit/checkpoints", Gate.STAFF, this::page)
                .get("/audit/checkpoints/{size}", Gate.STAFF, this::file)
                .post("/audit/checkpoints", Gate.STAFF, this::compare);
    }

    /// What the template shows.
    ///
    /// @param pasted what was held against the ledger, to be shown again
    public record Model(
            Telling telling,
            Checkpoints.Signed newest,
            String key,
            List<Checkpoints.Signed> stored,
            Optional<Verdict> verdict,
            String pasted) {}

    /// What came of a comparison.
    ///
    /// @param kind of notice: `success`, `warning` or `error`
    /// @param key of the phrase that says it
    public record Verdict(
            String kind, String key, Map<String, Object> arguments, List<String> proof) {
        public Verdict {
            arguments = Map.copyOf(arguments);
            proof = List.copyOf(proof);
        }
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.PROOFS);
        show(visit, Optional.empty(), "", 200);
    }

    private void compare(Visit visit) throws IOException {
        visit.allow(Permission.PROOFS);
        String pasted = visit.form().raw("checkpoint");
        Comparison comparison = context.vault().checkpoints().compare(pasted);
        int status = comparison instanceof Comparison.Unreadable ? 422 : 200;
        String again = pasted.substring(0, Math.min(Checkpoints.MAX_CHARACTERS, pasted.length()));
        show(visit, Optional.of(verdict(comparison)), again, status);
    }

    private static Verdict verdict(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Same(long size) ->
                    told("success", "audit.compare.same", Map.of("size", size));
            case Comparison.Older(long size, long now, var proof) ->
                    new Verdict(
                            "success",
                            "audit.compare.older",
                            Map.of("size", size, "now", now),
                            proof.stream().map(hash -> hash.base64()).toList());
            case Comparison.Newer(long size, long now) ->
                    told("error", "audit.compare.newer", Map.of("size", size, "now", now));
            case Comparison.Inconsistent(long size, long now) ->
                    told("error", "audit.compare.inconsistent", Map.of("size", size, "now", now));
            case Comparison.NotSigned(long size) ->
                    told("warning", "audit.compare.not-signed", Map.of("size", size));
            case Comparison.Unreadable() -> told("warning", "audit.compare.unreadable", Map.of());
        };
    }

    private static Verdict told(String kind, String key, Map<String, Object> arguments) {
        return new Verdict(kind, key, arguments, List.of());
    }

    private void show(Visit visit, Optional<Verdict> verdict, String pasted, int status)
            throws IOException {
        Checkpoints checkpoints = context.vault().checkpoints();
        visit.show(
                status,
                "audit/checkpoints",
                new Model(
                        Telling.to(visit),
                        checkpoints.newest(),
                        checkpoints.key().toString(),
                        checkpoints.stored(),
                        verdict,
                        pasted));
    }

    private void file(Visit visit) throws IOException {
        visit.allow(Permission.PROOFS);
        long size = visit.path("size", EntryPage::index);
        Checkpoints checkpoints = context.vault().checkpoints();
        Checkpoints.Signed newest = checkpoints.newest();
        Checkpoints.Signed wanted =
                newest.size() == size
                        ? newest
                        : checkpoints.stored().stream()
                                .filter(one -> one.size() == size)
                                .findFirst()
                                .orElseThrow(WebFault.NotHere::new);
        String name = "checkpoint-" + size + ".txt";
        try (var file = visit.answer().file(name, "text/plain; charset=utf-8")) {
            file.write(wanted.text().getBytes(StandardCharsets.UTF_8));
        }
    }
}
