/// Certificates: reading those that a listener answers with, and making them for a shop's own
/// network.
@NullMarked
package custos.tls;

import org.jspecify.annotations.NullMarked;
