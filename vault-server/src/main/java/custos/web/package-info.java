/// What all pages share: one request and its answer, forms, words, assets, and the two faces, one
/// for the staff and one for the public.
@NullMarked
package custos.web;

import org.jspecify.annotations.NullMarked;
