/// Numbers about all customers that name nobody: sums that take in one customer after the other,
/// and what of them may be shown. Nothing here knows keys, stores or pages.
@NullMarked
package custos.figure;

import org.jspecify.annotations.NullMarked;
