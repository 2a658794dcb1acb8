package custos.list;

import custos.customer.FieldValue;
import custos.list.Opened.Noted;
import custos.policy.FieldId;
import custos.policy.KindId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose wish list has something marked as a favourite, or rated so high at least.
public record Favourites(int rating) implements ListQuestion {
    public static final String CODE = "favourites";
    public static final int STANDARD_RATING = 4;

    private static final int MAX_ITEMS = 10;
    private static final KindId WISH = new KindId("wish");
    private static final FieldId ITEM = new FieldId("item");
    private static final FieldId FAVOURITE = new FieldId("favourite");
    private static final FieldId RATING = new FieldId("rating");

    public Favourites {
        Limits.require("rating", rating, 1, 5);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Set<KindId> kinds() {
        return Set.of(WISH);
    }

    @Override
    public Set<FieldId> fields() {
        return Set.of();
    }

    @Override
    public Set<FieldId> ofRecords() {
        return Set.of(ITEM, FAVOURITE, RATING);
    }

    @Override
    public List<String> facts() {
        return List.of("items", "best_rating");
    }

    @Override
    public Optional<Reason> answer(Opened person) {
        List<Noted> liked = person.records(WISH).filter(this::isLiked).toList();
        return liked.isEmpty() ? Optional.empty() : Optional.of(reason(liked));
    }

    private boolean isLiked(Noted wish) {
        return isFavourite(wish) || rating(wish) >= rating;
    }

    private static boolean isFavourite(Noted wish) {
        return wish.field(FAVOURITE).equals(Optional.of(new FieldValue.Flag(true)));
    }

    private static long rating(Noted wish) {
        return wish.field(RATING)
                .map(value -> value instanceof FieldValue.Whole(long stars) ? stars : 0L)
                .orElse(0L);
    }

    private static Reason reason(List<Noted> liked) {
        var facts = new LinkedHashMap<String, FieldValue>();
        String items =
                liked.stream()
                        .flatMap(wish -> wish.text(ITEM).stream())
                        .distinct()
                        .limit(MAX_ITEMS)
                        .collect(Collectors.joining("; "));
        facts.put("items", new FieldValue.Text(items));
        long best = liked.stream().mapToLong(Favourites::rating).max().orElse(0);
        if (best > 0) {
            facts.put("best_rating", new FieldValue.Whole(best));
        }
        boolean favourite = liked.stream().anyMatch(Favourites::isFavourite);
        return new Reason(favourite ? "favourite" : "rated", facts);
    }
}
