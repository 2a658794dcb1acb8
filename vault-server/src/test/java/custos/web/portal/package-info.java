/// The customer's own page, asked for over HTTP.
@NullMarked
package custos.web.portal;

import org.jspecify.annotations.NullMarked;
