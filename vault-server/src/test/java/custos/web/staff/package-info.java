/// The pages of the counter, asked over HTTP.
@NullMarked
package custos.web.staff;

import org.jspecify.annotations.NullMarked;
