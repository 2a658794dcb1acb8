package custos.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of one policy, `policy.yaml` and `words-xx.yaml` for every language, each at most 256
/// KiB of UTF-8: not checked yet, and immutable.
///
/// [#bundle] makes them one document, from which the same policy can be loaded again.
public final class PolicyFiles {
    static final String POLICY = "policy.yaml";

    private static final int LARGEST = 256 * 1024;
    private static final int MOST = 20;
    private static final String NAME = "policy\\.yaml|words-[a-z]{2,3}\\.yaml";
    private static final List<String> SHIPPED =
            List.of(POLICY, "words-en.yaml", "words-ms.yaml", "words-cs.yaml");

    private final SortedMap<String, String> texts;

    private PolicyFiles(SortedMap<String, String> texts) {
        this.texts = texts;
    }

    /// Files by name.
    ///
    /// @throws PolicyFault.Invalid when a name is of no such file or a text is too long
    public static PolicyFiles of(Map<String, String> texts) {
        var problems = new Problems();
        if (texts.size() > MOST) {
            problems.add(new Problem(POLICY, 1, "", "a policy is at most " + MOST + " files"));
        }
        texts.forEach((name, text) -> {
            if (!name.matches(NAME)) {
                problems.add(new Problem(name, 1, "", "a policy has no file of this name"));
            }
            if (text.getBytes(UTF_8).length > LARGEST) {
                problems.add(tooLarge(name));
            }
        });
        problems.throwIfAny();
        return new PolicyFiles(new TreeMap<>(texts));
    }

    private static Problem tooLarge(String name) {
        return new Problem(name, 1, "", "the file is larger than 256 KiB");
    }

    /// The policy that ships with Custos.
    public static PolicyFiles shipped() {
        var texts = new TreeMap<String, String>();
        for (String name : SHIPPED) {
            try (InputStream in = PolicyFiles.class.getResourceAsStream("/custos/policy/" + name)) {
                if (in != null) {
                    texts.put(name, text(name, in));
                }
            } catch (IOException e) {
                throw new PolicyFault.Unreadable(name, e);
            }
        }
        return of(texts);
    }

    /// The files of a policy in a folder; other files in it are not read.
    ///
    /// @throws PolicyFault.Unreadable when the folder cannot be read
    public static PolicyFiles folder(Path folder) {
        var texts = new TreeMap<String, String>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.matches(NAME)) {
                    try (InputStream in = Files.newInputStream(entry)) {
                        texts.put(name, text(name, in));
                    }
                }
            }
        } catch (IOException e) {
            throw new PolicyFault.Unreadable("the folder of the policy", e);
        }
        return of(texts);
    }

    private static String text(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new PolicyFault.Invalid(List.of(tooLarge(name)));
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            var problem = new Problem(name, 1, "", "the file is not UTF-8");
            throw (PolicyFault.Invalid) new PolicyFault.Invalid(List.of(problem)).initCause(e);
        }
    }

    /// The files in a bundle.
    ///
    /// @throws PolicyFault.Damaged when these are not the bytes of a bundle
    public static PolicyFiles ofBundle(byte[] bundle) {
        try {
            Members members = CanonicalJson.parseObject(bundle);
            if (members.whole("v") != 1 || members.values().size() != 2) {
                throw new IllegalArgumentException("a bundle has the version 1 and files");
            }
            var texts = new TreeMap<String, String>();
            Members files = members.members("files");
            files.values().keySet().forEach(name -> texts.put(name, files.text(name)));
            return of(texts);
        } catch (IllegalArgumentException e) {
            throw new PolicyFault.Damaged("the stored policy", e);
        }
    }

    /// The files as one document: canonical JSON `{"files":{name:text},"v":1}`.
    public byte[] bundle() {
        var files = new TreeMap<String, JsonValue>();
        texts.forEach((name, text) -> files.put(name, new Text(text)));
        return CanonicalJson.encode(
                JsonValue.object().put("files", new Members(files)).put("v", 1).build());
    }

    /// The SHA-256 of the bundle.
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bundle());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(texts.keySet());
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    boolean hasSameTexts(PolicyFiles other) {
        return texts.equals(other.texts);
    }

    static String wordsOf(Language language) {
        return "words-" + language.value() + ".yaml";
    }
}
