package custos.consent;

/// What stands beside a yes.
public enum Mark {
    /// She said yes again after she had stopped everything: only this yes passes the token of that
    /// stop. A new stop, a change of address, a merge and a restore clear it.
    AFTER_STOP("after-stop"),

    /// Staff entered her signed yes over an earlier no: an officer reviews such forms by sample.
    SAMPLING("sampling");

    private final String code;

    Mark(String code) {
        this.code = code;
    }

    /// The stored spelling.
    public String code() {
        return code;
    }

    static Mark of(String code) {
        for (Mark mark : values()) {
            if (mark.code.equals(code)) {
                return mark;
            }
        }
        throw new IllegalArgumentException("there is no such mark on a consent");
    }
}
