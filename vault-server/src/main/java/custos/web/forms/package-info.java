/// The shop's forms for everybody, on pages of ours or beginning on the shop's own, and the link by
/// which what was handed in is confirmed (ADR 0029).
@NullMarked
package custos.web.forms;

import org.jspecify.annotations.NullMarked;
