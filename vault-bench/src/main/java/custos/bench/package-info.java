/// Measures the vault beside baselines that do the same work without it: plain-text SQLite, and a
/// bare HTTP server. Everything compared is measured in one run, with the same customers.
@NullMarked
package custos.bench;

import org.jspecify.annotations.NullMarked;
