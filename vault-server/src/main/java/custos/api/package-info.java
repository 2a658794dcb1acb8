/// The REST API: one class per resource turns JSON into types, asks a use case, and turns the
/// outcome into JSON or a problem (RFC 9457). Nothing is decided here but form and permission.
@NullMarked
package custos.api;

import org.jspecify.annotations.NullMarked;
