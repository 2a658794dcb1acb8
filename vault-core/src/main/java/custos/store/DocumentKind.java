package custos.store;

/// What a vault's own document is. The numbers rest on disk and never change.
public enum DocumentKind {
    /// A published policy, in the clear: it is public.
    POLICY(1),
    /// A rendered notice by its digest, in the clear.
    NOTICE(2),
    /// A staff account, sealed.
    ACCOUNT(3),
    /// A bearer token's grant by the token's hash, sealed.
    TOKEN(4),
    /// A saved column map of an import, sealed.
    IMPORT_MAP(5),
    /// The ledger's origin by epoch, in the clear: every checkpoint names it.
    ORIGIN(6),
    /// A one-time code to a customer's own page, sealed; its id is a keyed hash of the code.
    PORTAL_CODE(7),
    /// A customer's entries handed over to the auditor, sealed.
    CASE(8),
    /// The last roll of the key encryption key, or the one under way, sealed.
    KEY_ROLL(9),
    /// A backup that was made, in the clear: when, and how many leaves there were.
    BACKUP(10),
    /// That there is a mirror, in the clear: nothing signed leaves before it is there.
    MIRROR(11),
    /// How far the last rotation of customers' keys has come, sealed.
    KEY_PROGRESS(12),
    /// That there is a data subject request, sealed; its id is the keyed number of its record.
    REQUEST(13),
    /// An import: who, when, by which map and with what result, sealed.
    IMPORT_BATCH(16),
    /// Into whom a customer was merged, sealed; its id is a keyed hash of her number.
    MERGE(17),
    /// What anonymous answers to a survey come to, sealed; its id is the keyed name.
    SURVEY(20),
    /// What came through a public form and waits for its confirmation, sealed; its id is a keyed
    /// hash of the link's code.
    POSTING(21),
    /// What people said of two customers who look alike, sealed; its id is a keyed hash of both.
    PAIR(23),
    /// A version of the file of a breach, sealed.
    BREACH(24),
    /// For whom a printed form was typed in, sealed; its id is a keyed hash of the form's number.
    SIGNED_FORM(25);

    private final int number;

    DocumentKind(int number) {
        this.number = number;
    }

    /// Whether it is over soon: no backup and no mirror holds it, and a restore brings none back.
    public boolean isPassing() {
        return this == PORTAL_CODE || this == POSTING;
    }

    public int number() {
        return number;
    }
}
