/// Lists of customers, for officers: who is on one and why, counted first, then taken out as a file
/// or as labels.
@NullMarked
package custos.web.lists;

import org.jspecify.annotations.NullMarked;
