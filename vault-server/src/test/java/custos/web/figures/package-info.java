/// The pages of figures, asked over HTTP.
@NullMarked
package custos.web.figures;

import org.jspecify.annotations.NullMarked;
