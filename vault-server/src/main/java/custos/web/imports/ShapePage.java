package custos.web.imports;

import custos.sheet.SheetFault;
import custos.sheet.SheetGlance;
import custos.sheet.SheetShape;
import custos.vault.imports.ImportBatch;
import custos.vault.imports.Imports;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/imports/sheets/{sheet}`: how the file is written, as it was found and as a person corrects it,
/// beside its first rows.
public final class ShapePage {
    static final String PATH = ImportsPage.PATH + "/sheets/{sheet}";
    private static final List<String> ENCODINGS =
            List.of("UTF-8", "windows-1250", "windows-1252", "UTF-16LE", "UTF-16BE");

    private final Imports imports;
    private final Desk desk;

    ShapePage(Imports imports, Desk desk) {
        this.imports = imports;
        this.desk = desk;
    }

    /// What the template shows.
    ///
    /// @param text how a text is written; empty for a workbook
    /// @param sheets a workbook's sheets
    /// @param sheet the one that is read, from 0
    /// @param again the number of an earlier import of this very file
    public record Model(
            Step step,
            SheetGlance glance,
            Optional<SheetShape.Text> text,
            List<Choice> encodings,
            List<Choice> delimiters,
            List<Choice> sheets,
            int sheet,
            String headerLine,
            Optional<Integer> again,
            Mistakes mistakes) {
        @Override
        public String toString() {
            return "Model[redacted]";
        }
    }

    void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page)
                .post(PATH, Gate.STAFF, this::read)
                .post(PATH + "/discard", Gate.STAFF, this::discard);
    }

    private void page(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        String line = Long.toString(draft.reading().shape().headerLine());
        show(visit, 200, draft, line, Mistakes.none());
    }

    private void show(Visit visit, int status, SheetDraft draft, String line, Mistakes mistakes)
            throws IOException {
        SheetShape shape = draft.reading().shape();
        visit.show(
                status,
                "imports/shape",
                new Model(
                        new Step(draft.path(), 1),
                        draft.reading().glance(),
                        shape instanceof SheetShape.Text text
                                ? Optional.of(text)
                                : Optional.empty(),
                        ENCODINGS.stream().map(name -> new Choice(name, name)).toList(),
                        delimiters(visit),
                        sheets(draft),
                        shape instanceof SheetShape.OfWorkbook(int sheet, _) ? sheet : 0,
                        line,
                        imports.batches().ofFile(draft.bytes()).map(ImportBatch::no),
                        mistakes));
    }

    private static List<Choice> delimiters(Visit visit) {
        return SheetShape.Text.DELIMITERS
                .chars()
                .mapToObj(sign ->
                        new Choice(
                                Integer.toString(sign),
                                sign == '\t'
                                        ? visit.words().text("imports.shape.tab")
                                        : Character.toString(sign)))
                .toList();
    }

    private static List<Choice> sheets(SheetDraft draft) {
        var sheets = new ArrayList<Choice>();
        for (String name : draft.sheets()) {
            sheets.add(new Choice(Integer.toString(sheets.size()), name));
        }
        return sheets;
    }

    private void read(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        Form form = visit.form();
        String line = form.text("header");
        var mistakes = Mistakes.none();
        try {
            if (draft.reading().shape() instanceof SheetShape.OfWorkbook(int sheet, _)
                    && number(form.text("sheet")) != sheet) {
                draft.readSheet((int) number(form.text("sheet")), imports);
            } else {
                SheetShape wanted = wanted(draft, form, line);
                if (!wanted.equals(draft.reading().shape())) {
                    draft.read(wanted, imports);
                }
            }
        } catch (SheetFault.NotASheet e) {
            mistakes.add("header", SheetMistake.of(visit, e));
        } catch (NumberFormatException e) {
            mistakes.add("header", visit.words().text("imports.mistake.line"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            mistakes.add("encoding", visit.words().text("imports.mistake.encoding"));
        } catch (IllegalArgumentException e) {
            mistakes.add("header", visit.words().text("imports.mistake.line"));
        }
        if (!mistakes.isEmpty()) {
            show(visit, 422, draft, line, mistakes);
        } else {
            visit.redirect(form.has("go-on") ? draft.path() + "/columns" : draft.path());
        }
    }

    private static SheetShape wanted(SheetDraft draft, Form form, String line) {
        return switch (draft.reading().shape()) {
            case SheetShape.Text _ ->
                    new SheetShape.Text(
                            Charset.forName(form.text("encoding")),
                            (char) number(form.text("delimiter")),
                            number(line));
            case SheetShape.OfWorkbook(int sheet, _) ->
                    new SheetShape.OfWorkbook(sheet, number(line));
        };
    }

    private static long number(String typed) {
        if (!typed.matches("[0-9]{1,6}")) {
            throw new NumberFormatException("a line is a number");
        }
        return Long.parseLong(typed);
    }

    private void discard(Visit visit) {
        desk.forget(visit);
        visit.redirect(ImportsPage.PATH);
    }
}
