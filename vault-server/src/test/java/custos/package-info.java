/// What holds for the whole of Custos: its architecture and its house rules, as tests.
@NullMarked
package custos;

import org.jspecify.annotations.NullMarked;
