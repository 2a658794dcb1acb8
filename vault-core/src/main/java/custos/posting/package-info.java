/// What anybody may hand in through a form on the shop's web site, and how it waits for a yes by
/// e-mail: rules alone, without keys or rows.
@NullMarked
package custos.posting;

import org.jspecify.annotations.NullMarked;
