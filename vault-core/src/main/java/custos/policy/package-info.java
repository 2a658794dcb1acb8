/// The policy a vault runs by: what may be kept, why, for how long, and the notice rendered from
/// it.
@NullMarked
package custos.policy;

import org.jspecify.annotations.NullMarked;
