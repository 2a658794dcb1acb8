/// Plots as SVG text, drawn on the server: bars, columns and lines with axes at round numbers. No
/// script and no style of its own: colours come from the page's classes, so they hold in the dark
/// and on paper, and a strict content security policy lets them through.
@NullMarked
package custos.plot;

import org.jspecify.annotations.NullMarked;
