/// The command line: one class per command. What is said when something fails stands in one class,
/// [custos.cli.Voice].
@NullMarked
package custos.cli;

import org.jspecify.annotations.NullMarked;
