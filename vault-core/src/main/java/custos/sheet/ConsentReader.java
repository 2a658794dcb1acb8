package custos.sheet;

import custos.consent.AgeCheck;
import custos.customer.WrittenDate;
import custos.sheet.ConsentVerdict.Given;
import custos.sheet.ConsentVerdict.Refused;
import custos.sheet.ConsentVerdict.Unknown;
import custos.sheet.ConsentVerdict.Why;
import custos.sheet.RowProblem.Code;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Judges the answers of a row. A yes is given only with its date and a named proof; a no is always
/// a no; what is not recognised grants nothing.
final class ConsentReader {
    private static final Map<String, List<String>> WORDS = Words.list("answer-words.txt");
    private static final List<String> YES = Objects.requireNonNull(WORDS.get("yes"));
    private static final List<String> NO = Objects.requireNonNull(WORDS.get("no"));
    private static final List<String> NOBODY_KNOWS = Objects.requireNonNull(WORDS.get("unknown"));

    private enum Said {
        YES,
        NO,
        NOTHING,
        UNRECOGNISED
    }

    private final BoundColumns columns;
    private final ImportRules rules;
    private final WrittenDate.Order order;

    ConsentReader(BoundColumns columns, ImportRules rules, WrittenDate.Order order) {
        this.columns = columns;
        this.rules = rules;
        this.order = order;
    }

    ConsentAnswer read(
            Cells cells, ConsentRule rule, Optional<LocalDate> birth, Optional<String> note) {
        int column = columns.place(rule.column());
        Optional<String> answer = cells.text(column);
        ConsentVerdict verdict =
                switch (answer.map(text -> said(text, rule)).orElse(Said.NOTHING)) {
                    case YES -> yes(cells, column, rule, birth, note);
                    case NO -> new Refused(day(cells, rule).filter(on -> !on.isAfter(today())));
                    case NOTHING -> new Unknown(Why.BLANK);
                    case UNRECOGNISED -> unknown(cells, column, Why.UNRECOGNISED);
                };
        boolean silent = verdict instanceof Unknown(Why why) && why == Why.BLANK;
        if (silent && note.filter(NoteSigns::noAdvertising).isPresent()) {
            cells.problem(column, Code.NOTE_SAYS_NO);
        }
        return new ConsentAnswer(rule, verdict);
    }

    private ConsentVerdict yes(
            Cells cells,
            int column,
            ConsentRule rule,
            Optional<LocalDate> birth,
            Optional<String> note) {
        // What bars a yes is looked at first: another row's better evidence must not heal it.
        if (note.filter(NoteSigns::noAdvertising).isPresent()) {
            return unknown(cells, column, Why.NOTE_CONTRADICTS);
        }
        Optional<String> written = rule.dateColumn().flatMap(name -> cells.bare(place(name)));
        Optional<LocalDate> on = day(cells, rule);
        int age = rules.minimumAge(rule);
        if (AgeCheck.of(birth, age, on.orElse(today())) == AgeCheck.TOO_YOUNG) {
            return unknown(cells, column, Why.MINOR);
        }
        if (on.isEmpty()) {
            return unknown(cells, column, written.isEmpty() ? Why.NO_DATE : Why.DATE_UNREADABLE);
        }
        if (on.get().isAfter(today())) {
            return unknown(cells, column, Why.IN_FUTURE);
        }
        return rule.proof().isEmpty() ? unknown(cells, column, Why.NO_PROOF) : new Given(on.get());
    }

    private static Unknown unknown(Cells cells, int column, Why why) {
        code(why).ifPresent(code -> cells.problem(column, code));
        return new Unknown(why);
    }

    /// The problem that goes with a reason.
    static Optional<Code> code(Why why) {
        return switch (why) {
            case BLANK -> Optional.empty();
            case NO_DATE -> Optional.of(Code.CONSENT_WITHOUT_DATE);
            case DATE_UNREADABLE -> Optional.of(Code.CONSENT_DATE_UNREADABLE);
            case IN_FUTURE -> Optional.of(Code.CONSENT_IN_FUTURE);
            case NO_PROOF -> Optional.of(Code.CONSENT_WITHOUT_PROOF);
            case UNRECOGNISED -> Optional.of(Code.CONSENT_UNRECOGNISED);
            case MINOR -> Optional.of(Code.CONSENT_OF_MINOR);
            case NOTE_CONTRADICTS -> Optional.of(Code.NOTE_CONTRADICTS_CONSENT);
        };
    }

    private Optional<LocalDate> day(Cells cells, ConsentRule rule) {
        return rule.dateColumn()
                .flatMap(name ->
                        cells.read(
                                place(name),
                                Code.INVALID_DATE,
                                text -> SheetDate.parse(text, order)))
                .map(SheetDate::day);
    }

    private int place(String column) {
        return columns.place(column);
    }

    private LocalDate today() {
        return rules.today();
    }

    private static Said said(String text, ConsentRule rule) {
        String word = Words.foldOrSign(text);
        if (rule.refusedWords().contains(word)) {
            return Said.NO;
        }
        if (rule.givenWords().contains(word)) {
            return Said.YES;
        }
        if (NO.contains(word)) {
            return Said.NO;
        }
        if (YES.contains(word)) {
            return Said.YES;
        }
        return NOBODY_KNOWS.contains(word) ? Said.NOTHING : Said.UNRECOGNISED;
    }
}
