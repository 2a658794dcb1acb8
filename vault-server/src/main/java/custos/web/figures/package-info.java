/// Figures about all customers, for officers and auditors: plots, each with the same numbers as a
/// table and as a file. Nobody is named on them.
@NullMarked
package custos.web.figures;

import org.jspecify.annotations.NullMarked;
