package custos.cli;

/// A command that knows what does the same while a running server holds the vault.
interface Meanwhile {

    /// Half a sentence, such as `ask the server: GET /ledger/checkpoint`.
    default String meanwhile() {
        return "stop the server first";
    }
}
