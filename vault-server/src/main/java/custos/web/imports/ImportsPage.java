package custos.web.imports;

import custos.access.Permission;
import custos.sheet.SheetFault;
import custos.vault.imports.ImportBatch;
import custos.vault.imports.Imports;
import custos.web.ActorText;
import custos.web.Mistakes;
import custos.web.Upload;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/imports`: brings a file, and shows the imports so far.
public final class ImportsPage {
    static final String PATH = "/imports";

    /// The most bytes of a file that comes in by the pages.
    static final int MAX_FILE_BYTES = 32 << 20;

    /// Around the file comes what a browser writes.
    private static final int MAX_BODY = MAX_FILE_BYTES + 16 * 1024;

    private static final int SHOWN = 100;

    private final Imports imports;
    private final SheetDrafts drafts;

    ImportsPage(WebContext context, SheetDrafts drafts) {
        this.imports = context.vault().imports();
        this.drafts = drafts;
    }

    /// What the template shows.
    ///
    /// @param waiting where the sheet is that the reader has on its way
    public record Model(List<Row> batches, Optional<String> waiting, int mib, Mistakes mistakes) {}

    /// An import of the past, and who did it.
    public record Row(ImportBatch batch, String by) {}

    void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> show(visit, 200, Mistakes.none()))
                .upload(PATH, MAX_BODY, this::take);
    }

    private void show(Visit visit, int status, Mistakes mistakes) throws IOException {
        visit.allow(Permission.IMPORT);
        visit.show(
                status,
                "imports/imports",
                new Model(
                        imports.batches().all().stream()
                                .limit(SHOWN)
                                .map(batch -> new Row(batch, ActorText.of(visit, batch.by())))
                                .toList(),
                        drafts.of(visit.member().account()).map(SheetDraft::path),
                        MAX_FILE_BYTES >> 20,
                        mistakes));
    }

    private void take(Visit visit) throws IOException {
        visit.allow(Permission.IMPORT);
        Optional<byte[]> file;
        try {
            Upload upload = visit.upload(MAX_BODY);
            file = upload.file("file");
        } catch (WebFault.TooLarge e) {
            refuse(visit, 413, "imports.mistake.too-large");
            return;
        }
        if (file.isEmpty()) {
            refuse(visit, 422, "imports.mistake.no-file");
            return;
        }
        try {
            Optional<SheetDraft> draft = drafts.add(visit.member().account(), file.get());
            if (draft.isPresent()) {
                visit.redirect(draft.get().path());
            } else {
                refuse(visit, 409, "imports.mistake.no-room");
            }
        } catch (SheetFault.NotASheet e) {
            show(visit, 422, Mistakes.none().add("file", SheetMistake.of(visit, e)));
        }
    }

    private void refuse(Visit visit, int status, String phrase) throws IOException {
        String text = visit.words().text(phrase, "mib", MAX_FILE_BYTES >> 20);
        show(visit, status, Mistakes.none().add("file", text));
    }
}
