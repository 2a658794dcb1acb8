package custos.access;

/// Every act that a page, a call or a command can ask for. Who may is said in [PermissionTable] and
/// nowhere else.
public enum Permission {
    SEARCH("search", "find customers by name, address, telephone or number"),
    READ_MASKED("read masked", "see a customer's values masked"),
    OPEN("open", "see a customer's values for a purpose", true),
    REVEAL("reveal", "see masked values with a reason"),
    REGISTER("register", "add a customer"),
    AMEND("amend", "correct a customer's values, confirm an address"),
    PROPOSE_MERGE("propose merge", "say that two customers look like one person"),
    MERGE(
            "merge",
            "search for duplicates, join two customers or say that they are two, or undo it"),
    READ_CONSENTS("read consents", "see what a customer agreed to"),
    RECORD_CONSENT("record consent", "record a consent, refusal, withdrawal or objection"),
    READ_RECORDS("read records", "see purchases, messages and other records, masked"),
    ADD_RECORD("add record", "add a purchase, a message or another record"),
    REPORT_VISITS("report visits", "note a log-in, let a customer's browser report her visits"),
    DELETE_RECORD("delete record", "delete a single record or value"),
    FORMS("forms", "print forms and posters"),
    EMBEDS("website forms", "make forms for the shop's website"),
    IMPORT("import", "import customers and refusals from a file, or undo it"),
    EXPORT_ONE("export one", "take out one customer's data"),
    EXPORT_ALL("export all", "take out all customers' data"),
    ERASE("erase", "erase a customer"),
    HOLDS("holds", "set and release legal holds"),
    REQUESTS("requests", "handle data subject requests and restrictions"),
    RETENTION("retention", "purge what is past its period"),
    LIST("list", "take out the mailing list of a purpose", true),
    READ_LOG("read log", "read the leaves of the log, without openings"),
    READ_OPENINGS("read openings", "read the log's openings, customers by id and values masked"),
    READ_OPENINGS_WHOLE("read openings whole", "read the log's openings with their values"),
    PROOFS("proofs", "take out checkpoints, proofs and tiles"),
    VERIFY("verify", "verify the whole log and vault"),
    ACCESS_LOG("access log", "see who looked at what, and who logged in"),
    FIGURES("figures", "see counts and plots without a customer"),
    BREACHES("breaches", "keep the file of personal data breaches"),
    READ_POLICY("read policy", "read the policy, its notices and the record of processing"),
    PUBLISH_POLICY("publish policy", "put a policy into force"),
    OWN_ACCOUNT("own account", "change one's own password, end one's own sessions"),
    ACCOUNTS("accounts", "create, change and close accounts"),
    TOKENS("tokens", "create and revoke bearer tokens"),
    SETTINGS("settings", "change the server's settings"),
    KEYS("keys", "roll keys, change how the vault is unlocked"),
    BACKUP("backup", "make and check backups");

    private final String word;
    private final String meaning;
    private final boolean namesPurpose;

    Permission(String word, String meaning) {
        this(word, meaning, false);
    }

    Permission(String word, String meaning, boolean namesPurpose) {
        this.word = word;
        this.meaning = meaning;
        this.namesPurpose = namesPurpose;
    }

    /// The name in the table.
    public String word() {
        return word;
    }

    /// What it lets one do, after "may".
    public String meaning() {
        return meaning;
    }

    /// Whether it is asked for one purpose at a time.
    public boolean namesPurpose() {
        return namesPurpose;
    }
}
