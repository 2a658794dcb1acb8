/// What is asked of a customer at the till or on the telephone: one thing at a time.
@NullMarked
package custos.till;

import org.jspecify.annotations.NullMarked;
