package custos.web.imports;

import java.util.List;

/// Where somebody is on the way from a file to customers.
///
/// @param path of the sheet
/// @param now the step, from 1
public record Step(String path, int now) {
    private static final List<String> ALL = List.of("shape", "columns", "rules", "run");

    /// The names of all steps, in their order.
    public List<String> all() {
        return ALL;
    }

    /// Where a step is done.
    public String path(String step) {
        return step.equals("shape") ? path : path + "/" + step;
    }

    public boolean isNow(String step) {
        return ALL.indexOf(step) == now - 1;
    }

    public boolean isDone(String step) {
        return ALL.indexOf(step) < now - 1;
    }
}
