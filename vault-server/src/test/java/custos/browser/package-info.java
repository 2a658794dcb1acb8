/// Pages as people use them: a real Chromium on a real vault. Skipped where there is no Chromium,
/// except under continuous integration.
@NullMarked
package custos.browser;

import org.jspecify.annotations.NullMarked;
