package custos.policy;

import java.util.List;
import java.util.Optional;

/// What a policy says of itself and of the controller, apart from its catalogue.
record PolicyFrame(
        int version,
        List<Language> languages,
        List<Regime> regimes,
        String defaultCountry,
        Controller controller,
        AfterErasure afterErasure,
        boolean publicLedger,
        Suppression suppression,
        Statements statements,
        Optional<RewardProgramme> rewards,
        ProcessingRecord processingRecord) {
    PolicyFrame {
        languages = List.copyOf(languages);
        regimes = List.copyOf(regimes);
    }
}
