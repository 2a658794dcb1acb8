package custos.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that a policy declares by name.
///
/// @param masks the roles that see each field by its own mask; all others see nothing
record Catalogue(
        List<DataClass> classes,
        List<Field> fields,
        List<RecordKind> kinds,
        List<Channel> channels,
        List<Purpose> purposes,
        List<Source> sources,
        List<Method> methods,
        List<Recipient> recipients,
        Map<ReasonUse, Set<String>> reasons,
        Set<Role> masks) {}
