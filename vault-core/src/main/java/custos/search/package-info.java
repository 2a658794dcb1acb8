/// Names, towns and streets found in memory; nothing of it touches a disk.
///
/// [NameSearch] is the way in. Below it: [Words] folds text to words, [Sounds] gives their
/// Daitch-Mokotoff codes, [Dictionary] keeps each [Word] with the places in [Roll] of the customers
/// who bear it, and [Query] answers. Why it is built from plain arrays, with figures:
/// docs/adr/0003-name-search.md.
@NullMarked
package custos.search;

import org.jspecify.annotations.NullMarked;
