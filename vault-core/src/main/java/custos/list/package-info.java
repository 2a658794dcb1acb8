/// Questions that lists answer: who has a birthday this month, who has been quiet, who pays late.
/// Each decides by opened records and says why somebody is on the list; it knows nothing of keys,
/// stores or consents.
@NullMarked
package custos.list;

import org.jspecify.annotations.NullMarked;
