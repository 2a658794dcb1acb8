package custos.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a policy and its words, strictly: what is unknown, missing, reused or contradictory is
/// refused, with file, line and key. Nothing falls back to a default of ours.
public final class PolicyLoader {
    private static final String[] KEYS = {
        "version",
        "languages",
        "regimes",
        "default_country",
        "controller",
        "evidence",
        "ledger",
        "classes",
        "fields",
        "kinds",
        "channels",
        "purposes",
        "sources",
        "methods",
        "reasons",
        "recipients",
        "masks",
        "suppression",
        "authorities",
        "transfers",
        "automated_decisions",
        "cookies",
        "security_measures",
        "rewards",
        "processing_record"
    };

    private static final LatestPolicies LATEST = new LatestPolicies();

    private final PolicyFiles files;
    private final Problems problems = new Problems();

    private PolicyLoader(PolicyFiles files) {
        this.files = files;
    }

    /// The policy in these files. The same one as before when they were among the last that were
    /// loaded.
    ///
    /// @throws PolicyFault.Invalid with all that is wrong, up to 50 problems
    public static Policy load(PolicyFiles files) {
        return LATEST.policy(files, PolicyLoader::read);
    }

    private static Policy read(PolicyFiles files) {
        var loader = new PolicyLoader(files);
        Read read = loader.read();
        return new Policy(read.frame(), read.catalogue(), loader.words(read));
    }

    /// The words that the policy in these files needs in each language: sections, keys, and the
    /// placeholders of each text. The words files themselves are not read.
    ///
    /// @throws PolicyFault.Invalid when `policy.yaml` itself is wrong
    public static Map<String, Map<String, Set<String>>> wordsNeeded(PolicyFiles files) {
        Read read = new PolicyLoader(files).read();
        return WordsNeeded.of(read.frame(), read.catalogue());
    }

    private record Read(PolicyFrame frame, Catalogue catalogue) {}

    private Read read() {
        Optional<Section> root = root(PolicyFiles.POLICY);
        problems.throwIfAny();
        Section policy = root.orElseThrow().only(KEYS);
        Names names = Names.of(policy);
        PolicyFrame frame = new FrameReader(policy, names).read();
        Catalogue catalogue = catalogue(policy, names);
        new VaultNeeds(policy).check(frame, catalogue);
        problems.throwIfAny();
        return new Read(frame, catalogue);
    }

    private static Catalogue catalogue(Section policy, Names names) {
        var data = new DataReader(policy, names);
        var use = new UseReader(policy, names);
        var fields = data.fields();
        return new Catalogue(
                data.classes(),
                fields,
                data.kinds(fields),
                use.channels(),
                use.purposes(),
                use.sources(),
                use.methods(),
                use.recipients(),
                use.reasons(),
                use.masks());
    }

    private Words words(Read read) {
        var reader = new WordsReader(WordsNeeded.of(read.frame(), read.catalogue()));
        var texts = new LinkedHashMap<Language, Map<String, Map<String, String>>>();
        for (Language language : read.frame().languages()) {
            root(PolicyFiles.wordsOf(language))
                    .ifPresent(root -> texts.put(language, reader.read(root)));
        }
        for (String name : files.names()) {
            boolean known =
                    name.equals(PolicyFiles.POLICY)
                            || texts.keySet().stream()
                                    .anyMatch(one -> PolicyFiles.wordsOf(one).equals(name))
                            || read.frame().languages().stream()
                                    .anyMatch(one -> PolicyFiles.wordsOf(one).equals(name));
            if (!known) {
                problems.add(new Problem(name, 1, "", "the policy does not declare this language"));
            }
        }
        problems.throwIfAny();
        return new Words(texts);
    }

    private Optional<Section> root(String name) {
        Optional<String> text = files.find(name);
        if (text.isEmpty()) {
            problems.add(new Problem(name, 1, "", "the file is missing"));
        }
        return text.flatMap(one -> YamlReader.read(name, one, problems)).map(Place::section);
    }
}
