/// Tables of text that go out as files: CSV and XLSX, written as they come, in bounded memory, and
/// harmless to the spreadsheet that opens them.
@NullMarked
package custos.table;

import org.jspecify.annotations.NullMarked;
