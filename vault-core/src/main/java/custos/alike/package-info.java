/// Two customers who may be one person: what people said of them, and the search for such pairs
/// among all customers, in memory. Nothing here knows keys, stores or pages.
@NullMarked
package custos.alike;

import org.jspecify.annotations.NullMarked;
