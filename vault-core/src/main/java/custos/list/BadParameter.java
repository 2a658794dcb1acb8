package custos.list;

import java.io.Serial;

/// What a question was asked with is out of its limits, or cannot be read.
public final class BadParameter extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1;
    private final String name;

    BadParameter(String name, String message) {
        super(message);
        this.name = name;
    }

    /// Of the parameter.
    public String name() {
        return name;
    }
}
