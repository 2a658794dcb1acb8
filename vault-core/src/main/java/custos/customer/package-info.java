/// What is known of a person, as types that check and redact themselves, and how it is normalised.
@NullMarked
package custos.customer;

import org.jspecify.annotations.NullMarked;
