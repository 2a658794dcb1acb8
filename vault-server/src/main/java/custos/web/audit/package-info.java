/// The pages of those who review the log: entries, samples, checkpoints, cases, policies.
@NullMarked
package custos.web.audit;

import org.jspecify.annotations.NullMarked;
