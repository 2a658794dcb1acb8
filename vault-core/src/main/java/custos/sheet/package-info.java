/// Reads the spreadsheets people really have and says what each row means, without touching the
/// vault.
///
/// [custos.sheet.SheetReader] turns bytes into rows, [custos.sheet.ColumnMap] says what each column
/// is, [custos.sheet.RowReader] turns a row into a typed [custos.sheet.RowMeaning],
/// [custos.sheet.People] finds the rows that are one person, and [custos.sheet.Rejects] writes down
/// what could not be taken. Nothing here grants a consent that the sheet cannot prove, and no
/// message repeats a value.
@NullMarked
package custos.sheet;

import org.jspecify.annotations.NullMarked;
