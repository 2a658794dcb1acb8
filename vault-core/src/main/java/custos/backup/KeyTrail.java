package custos.backup;

import custos.crypto.BundleHeader;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.CryptoFault;
import custos.crypto.Secrets;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A key bundle, and, when it is a mirror's base, the parts that follow it.
///
/// A last part that was not finished is no part: nobody was told of what is in it. One that does
/// not open before another is damage.
public final class KeyTrail {
    private final Path base;
    private final Optional<Path> changes;
    private final Secrets secrets;
    private final List<Place> parts;
    private final Manifest manifest;

    /// Where a part lies in the file of changes.
    private record Place(long from, long length) {
        long end() {
            return from + length;
        }
    }

    private KeyTrail(Path base, Optional<Path> changes, Secrets secrets) {
        this.base = base;
        this.changes = changes;
        this.secrets = secrets;
        this.parts = changes.map(this::places).orElseGet(List::of);
        this.manifest = told();
    }

    /// A key bundle that a backup made.
    ///
    /// @throws BackupFault.Unfit when it does not open
    public static KeyTrail of(Path bundle, Secrets secrets) {
        return new KeyTrail(bundle, Optional.empty(), secrets);
    }

    /// A mirror.
    ///
    /// @throws BackupFault.Unfit when a part of it is damaged that is not the last
    public static KeyTrail of(MirrorFolder.Kept mirror, Secrets secrets) {
        return new KeyTrail(mirror.base(), Optional.of(mirror.changes()), secrets);
    }

    public boolean isMirror() {
        return changes.isPresent();
    }

    /// The file that everything begins with.
    public Path file() {
        return base;
    }

    /// What all of it says together: from the base's first leaf to the last part's end.
    public Manifest manifest() {
        return manifest;
    }

    /// Hands over the base, then each part with `true`, in their order. Each is closed after it was
    /// taken.
    public void each(BiConsumer<BundleInput, Boolean> taker) {
        byte[] salt;
        try (BundleInput in = BundleInput.open(base, Kind.KEYS, secrets)) {
            salt = in.salt();
            taker.accept(in, false);
        }
        for (int i = 0; i < parts.size(); i++) {
            try (BundleInput in = open(parts.get(i))) {
                requireNext(in, salt, i + 1);
                taker.accept(in, true);
            }
        }
    }

    private void requireNext(BundleInput in, byte[] salt, long number) {
        boolean next =
                in.next().orElse(null) instanceof BundleRow.Follows(byte[] of, long given)
                        && given == number
                        && Arrays.equals(of, salt);
        if (!next) {
            throw new BackupFault.Unfit(changesName() + " does not go with its key bundle");
        }
    }

    private String changesName() {
        return changes.map(file -> String.valueOf(file.getFileName())).orElse("");
    }

    private Manifest told() {
        Manifest first;
        try (BundleInput in = BundleInput.open(base, Kind.KEYS, secrets)) {
            first = in.manifest();
        }
        if (parts.isEmpty()) {
            return first;
        }
        try (BundleInput in = open(parts.getLast())) {
            return in.manifest().since(first);
        }
    }

    private BundleInput open(Place place) {
        Path file = changes.orElseThrow();
        try {
            InputStream in = stream(file, place);
            try {
                return BundleInput.open(file, in, Kind.KEYS, secrets);
            } catch (RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BackupFault.NotRead(file.getFileName() + " cannot be read", e);
        }
    }

    private static InputStream stream(Path file, Place place) throws IOException {
        var channel = FileChannel.open(file).position(place.from());
        return new BufferedInputStream(
                new Bounded(Channels.newInputStream(channel), place.length()));
    }

    private List<Place> places(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        var places = new ArrayList<Place>();
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            for (long at = 0; at < size; ) {
                var prefix = ByteBuffer.allocate(MirrorFolder.PREFIX);
                boolean whole = channel.read(prefix, at) == MirrorFolder.PREFIX;
                long length = prefix.flip().remaining() < 4 ? 0 : prefix.getInt();
                long from = at + MirrorFolder.PREFIX;
                if (!whole || length <= 0 || from + length > size) {
                    break;
                }
                places.add(new Place(from, length));
                at = from + length;
            }
        } catch (IOException e) {
            throw new BackupFault.NotRead(file.getFileName() + " cannot be read", e);
        }
        if (!places.isEmpty() && !isWhole(places.getLast())) {
            places.removeLast();
        }
        requireNoPartAfter(file, places.isEmpty() ? 0 : places.getLast().end());
        return places;
    }

    /// What was torn off is the beginning of one part. Another one behind it means that a part in
    /// the middle is damaged, or its length.
    private void requireNoPartAfter(Path file, long end) {
        byte[] rest;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.min(end, Files.size(file)));
            rest = in.readAllBytes();
        } catch (IOException e) {
            throw new BackupFault.NotRead(file.getFileName() + " cannot be read", e);
        }
        int most = rest.length - BundleHeader.LENGTH;
        for (int at = MirrorFolder.PREFIX + 1; at <= most; at++) {
            if (rest[at] == 'C'
                    && isHeader(Arrays.copyOfRange(rest, at, at + BundleHeader.LENGTH))) {
                throw new BackupFault.Unfit(
                        file.getFileName() + " is damaged; take another copy of it");
            }
        }
    }

    private boolean isHeader(byte[] bytes) {
        try {
            return BundleHeader.parse(bytes).vault().equals(secrets.vault());
        } catch (CryptoFault e) {
            return false;
        }
    }

    private boolean isWhole(Place place) {
        try (BundleInput in = open(place)) {
            while (in.next().isPresent()) {
                // Only whether it opens to its end.
            }
            return true;
        } catch (BackupFault.Unfit e) {
            return false;
        }
    }

    /// The first bytes of another stream.
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int wanted) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = in.read(to, from, (int) Math.min(wanted, left));
            left -= Math.max(0, got);
            return got;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
