/// Plots and their axes.
@NullMarked
package custos.plot;

import org.jspecify.annotations.NullMarked;
