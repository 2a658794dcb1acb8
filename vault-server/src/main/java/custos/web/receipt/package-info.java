/// The page on which anybody checks a receipt or certificate. It needs no log-in and keeps nothing.
@NullMarked
package custos.web.receipt;

import org.jspecify.annotations.NullMarked;
