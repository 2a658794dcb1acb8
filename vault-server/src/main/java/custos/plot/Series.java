package custos.plot;

import java.util.List;
import java.util.OptionalDouble;

/// One row of values, each for a label of the plot.
///
/// @param values empty where there is none, or none may be shown
public record Series(String name, List<OptionalDouble> values) {
    public Series {
        values = List.copyOf(values);
    }
}
