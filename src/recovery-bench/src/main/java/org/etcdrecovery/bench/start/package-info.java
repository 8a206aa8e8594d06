/**
 * How fast the packaged programs start, beside the least that the same image could do: a command of picocli that prints a
 * version, and a window with nothing in it. Each of the four has an AOT cache of its own.
 */
@NullMarked
package org.etcdrecovery.bench.start;

import org.jspecify.annotations.NullMarked;
