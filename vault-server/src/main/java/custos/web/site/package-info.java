/// What pages of the shop's own websites use: the script that reports visits, and where it reports.
@NullMarked
package custos.web.site;

import org.jspecify.annotations.NullMarked;
