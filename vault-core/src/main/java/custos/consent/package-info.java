/// The state of a consent and the rules by which it changes.
@NullMarked
package custos.consent;

import org.jspecify.annotations.NullMarked;
