/**
 * The keys of a snapshot as a tree and a treemap that move together, at any revision that the file holds. Nothing here
 * holds an object for each key: a row of the tree is counted when it comes into sight.
 */
@NullMarked
package org.etcdrecovery.console.explorer.keys;

import org.jspecify.annotations.NullMarked;
