/**
 * Runs whole processes and sees what they cost: time, memory, the machine that they run on, and the page cache before
 * them. What is compared, and with which goals, stands in the packages that use this.
 */
@NullMarked
package org.etcdrecovery.bench.process;

import org.jspecify.annotations.NullMarked;
