/**
 * Measures the index of keys in one JVM: what collecting it costs the verdict, how soon it is ready, what it takes, how fast
 * it answers, and how much of the files a comparison reads.
 */
@NullMarked
package org.etcdrecovery.bench.index;

import org.jspecify.annotations.NullMarked;
