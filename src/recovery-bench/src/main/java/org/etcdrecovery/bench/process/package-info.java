/**
 * Runs whole processes and measures what they cost: time and memory. Also describes the machine and controls the page
 * cache before a run. The packages that use this one say what is compared, and with which goals.
 */
@NullMarked
package org.etcdrecovery.bench.process;

import org.jspecify.annotations.NullMarked;
