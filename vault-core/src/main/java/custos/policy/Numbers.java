package custos.policy;

import java.util.HashMap;
import java.util.Map;

/// Sees to it that no two things of a kind have one number.
final class Numbers {
    private final Map<Integer, String> taken = new HashMap<>();

    int take(Section section, String id) {
        int number = section.number();
        String before = number == 0 ? null : taken.putIfAbsent(number, id);
        if (before != null) {
            section.find("number")
                    .ifPresent(place ->
                            place.wrong("the number " + number + " is already that of " + before));
        }
        return number;
    }
}
