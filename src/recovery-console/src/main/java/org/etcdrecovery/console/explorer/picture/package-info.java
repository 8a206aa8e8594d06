/**
 * Pictures of what a snapshot holds: a treemap, a map of its pages, a histogram. Where each part goes is computed by
 * functions that know no toolkit. Each picture can be read and used by keyboard: the part that is chosen is described in
 * its accessible text.
 */
@NullMarked
package org.etcdrecovery.console.explorer.picture;

import org.jspecify.annotations.NullMarked;
