/// The pages of lists, asked over HTTP.
@NullMarked
package custos.web.lists;

import org.jspecify.annotations.NullMarked;
