package custos.crypto;

/// The keyed digest of one address in one channel, from which its suppression tokens are made. It
/// travels in links, so that a refusal is honoured after the customer is erased.
public final class RefusedAddress {
    private final SecretBytes digest;

    RefusedAddress(SecretBytes digest) {
        this.digest = digest;
    }

    SecretBytes digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefusedAddress that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "RefusedAddress[hidden]";
    }
}
