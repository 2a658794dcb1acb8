/// Tests of the page on which receipts are checked.
@NullMarked
package custos.web.receipt;

import org.jspecify.annotations.NullMarked;
