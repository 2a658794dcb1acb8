package custos.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds back those who guess passwords, by account and by address.
///
/// A stranger must not lock a member of staff out by guessing at her account: an address from which
/// she has logged in before waits only for its own wrong tries. Known names and unknown ones wait
/// alike. Safe for use by many threads.
final class LoginGate {
    static final int FREE_TRIES = 5;
    static final Duration LONGEST_OF_ACCOUNT = Duration.ofMinutes(1);
    static final Duration LONGEST_OF_ADDRESS = Duration.ofMinutes(15);

    /// A shop's staff may share one address.
    static final int FREE_TRIES_OF_ADDRESS = 20;

    private static final int MAX_FAMILIAR = 10_000;

    private final Backoff accounts;
    private final Backoff addresses;
    private final Map<String, Boolean> familiar = new BoundedMap<>(MAX_FAMILIAR);

    LoginGate(InstantSource time) {
        accounts = new Backoff(FREE_TRIES, LONGEST_OF_ACCOUNT, time);
        addresses = new Backoff(FREE_TRIES_OF_ADDRESS, LONGEST_OF_ADDRESS, time);
    }

    /// One try at an account, if what was typed may be one's name, from an address. It counts as
    /// wrong until it is ended otherwise.
    final class Try {
        private final Optional<String> account;
        private final String address;
        private final boolean isFamiliar;

        private Try(Optional<String> account, String address) {
            this.account = account;
            this.address = address;
            this.isFamiliar = account.map(name -> isFamiliar(name, address)).orElse(false);
        }

        private Optional<Duration> remaining() {
            return Stream.of(counted().flatMap(accounts::remaining), addresses.remaining(address))
                    .flatMap(Optional::stream)
                    .max(Duration::compareTo);
        }

        private void count() {
            counted().ifPresent(accounts::count);
            addresses.count(address);
        }

        void right() {
            counted().ifPresent(accounts::forget);
            // Only this try: an attacker with an account of her own must not wipe her guesses.
            addresses.takeBack(address);
            account.ifPresent(name -> makeFamiliar(name, address));
        }

        void notLookedAt() {
            counted().ifPresent(accounts::takeBack);
            addresses.takeBack(address);
        }

        private Optional<String> counted() {
            return isFamiliar ? Optional.empty() : account;
        }
    }

    /// Begins a try, or says how long to wait.
    synchronized Entry begin(Optional<String> account, InetAddress from) {
        var next = new Try(account, key(from));
        Optional<Duration> delay = next.remaining();
        if (delay.isPresent()) {
            return new Entry.Closed(delay.get());
        }
        next.count();
        return new Entry.Open(next);
    }

    sealed interface Entry {
        record Open(Try begun) implements Entry {}

        record Closed(Duration delay) implements Entry {}
    }

    static String key(InetAddress address) {
        return new ClientNetwork(address).key();
    }

    private synchronized boolean isFamiliar(String account, String address) {
        return familiar.containsKey(account + " " + address);
    }

    private synchronized void makeFamiliar(String account, String address) {
        familiar.put(account + " " + address, true);
    }
}
