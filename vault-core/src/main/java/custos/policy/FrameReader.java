package custos.policy;

import custos.policy.Controller.Officer;
import custos.policy.Controller.Representative;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what a policy says of itself, of the controller and of the law it stands under.
final class FrameReader {
    private static final Period ANY = Period.ofDays(1);

    private final Section root;
    private final Names names;

    FrameReader(Section root, Names names) {
        this.root = root;
        this.names = names;
    }

    PolicyFrame read() {
        return new PolicyFrame(
                version(),
                languages(),
                regimes(),
                root.text("default_country", Place::country),
                controller(),
                afterErasure(),
                root.section("ledger").only("public").flag("public"),
                suppression(),
                statements(),
                RewardReader.read(root),
                ProcessingRecordReader.read(root, names));
    }

    private int version() {
        long version =
                root.need("version")
                        .map(place -> place.whole(1, Integer.MAX_VALUE).orElse(1))
                        .orElse(1L);
        return (int) version;
    }

    private List<Language> languages() {
        List<String> codes =
                root.need("languages")
                        .map(place ->
                                place.distinct(item ->
                                        item.text("[a-z]{2,3}", "a code of two or three letters")))
                        .orElse(List.of());
        root.find("languages").ifPresent(place -> requireLanguages(place, codes));
        return codes.stream().map(Language::new).toList();
    }

    private void requireLanguages(Place place, List<String> codes) {
        if (codes.isEmpty()) {
            place.wrong("must name at least one language");
        }
        // PDPA 2010, section 7(3): the notice is given in the national and in the English language.
        if (names.regimes().contains("pdpa-my") && !codes.containsAll(List.of("ms", "en"))) {
            place.wrong("the regime pdpa-my needs both ms and en");
        }
    }

    private List<Regime> regimes() {
        root.find("regimes")
                .filter(_ -> names.regimes().isEmpty())
                .ifPresent(place -> place.wrong("must name at least one regime"));
        Section authorities = root.section("authorities").only(names.regimes(), "unknown regime");
        var found = new ArrayList<Regime>();
        for (String regime : names.regimes()) {
            Section authority = authorities.section(regime).only("name", "url");
            found.add(
                    new Regime(
                            new RegimeId(regime),
                            authority.text("name"),
                            authority.text("url", Place::url)));
        }
        return found;
    }

    private Controller controller() {
        Section said =
                root.section("controller")
                        .only(
                                "name",
                                "address",
                                "email",
                                "phone",
                                "url",
                                "registration",
                                "dpo",
                                "representative");
        Section dpo = said.section("dpo").only("name", "email");
        return new Controller(
                said.text("name"),
                said.text("address"),
                said.text("email", Place::email),
                said.text("phone"),
                said.text("url", Place::url),
                said.text("registration"),
                new Officer(dpo.text("name"), dpo.text("email", Place::email)),
                said.find("representative").map(place -> representative(place.section())));
    }

    private static Representative representative(Section said) {
        said.only("name", "address", "email");
        return new Representative(
                said.text("name"), said.text("address"), said.text("email", Place::email));
    }

    private AfterErasure afterErasure() {
        Section evidence = root.section("evidence").only("after_erasure");
        return evidence.need("after_erasure")
                .map(FrameReader::afterErasure)
                .orElse(new AfterErasure.Destroy());
    }

    private static AfterErasure afterErasure(Place place) {
        if (place.isMapping()) {
            Section said = place.section().only("keep");
            Section keep = said.section("keep").only("period", "ground");
            return new AfterErasure.Keep(
                    keep.need("period").flatMap(Place::period).orElse(ANY),
                    keep.text("ground", Place::code));
        }
        place.constant(
                text -> Optional.of(text).filter("destroy"::equals),
                List.of("destroy", "{keep: {period: ..., ground: ...}}"));
        return new AfterErasure.Destroy();
    }

    private Suppression suppression() {
        Section said = root.section("suppression").only("ground", "retention");
        return new Suppression(
                said.need("ground")
                        .flatMap(place -> place.constant(LawfulBasis::find, bases()))
                        .orElse(LawfulBasis.LEGITIMATE_INTEREST),
                said.need("retention").flatMap(Place::period).orElse(ANY));
    }

    private static List<String> bases() {
        return Arrays.stream(LawfulBasis.values()).map(LawfulBasis::code).toList();
    }

    private Statements statements() {
        Section cookies = root.section("cookies").only("strictly_necessary_only", "gpc");
        String gpc =
                cookies.text(
                        "gpc",
                        place -> place.reference("answer to GPC", Set.of("honoured", "ignored")));
        // California Code of Regulations, title 11, section 7025: the signal has to be honoured.
        if (gpc.equals("ignored") && names.regimes().contains("ccpa")) {
            cookies.find("gpc").ifPresent(place -> place.wrong("the regime ccpa needs honoured"));
        }
        List<String> measures =
                root.need("security_measures")
                        .map(place -> place.distinct(Place::code))
                        .orElse(List.of());
        root.find("security_measures")
                .filter(_ -> measures.isEmpty())
                .ifPresent(place -> place.wrong("must name at least one measure"));
        return new Statements(
                root.section("transfers").only("outside_eea").flag("outside_eea"),
                root.flag("automated_decisions"),
                cookies.flag("strictly_necessary_only"),
                gpc.equals("honoured"),
                measures);
    }
}
