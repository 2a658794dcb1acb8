/// What auditors find on their pages, and what they never see.
@NullMarked
package custos.web.audit;

import org.jspecify.annotations.NullMarked;
