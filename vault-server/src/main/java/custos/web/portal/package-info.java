/// The customer's own page: what is held of her, and what she decides about it.
@NullMarked
package custos.web.portal;

import org.jspecify.annotations.NullMarked;
