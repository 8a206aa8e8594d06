/**
 * JMH benchmarks of the parts of the core that take the time: walking pages, status, hashing, writing. They show which
 * part became slower; {@code packaging/benchmark} without arguments shows how fast the whole is.
 *
 * <pre>
 * packaging/benchmark --micro                            all of them, on the 15 MB corpus
 * packaging/benchmark --micro Walk -p corpus=kube-200m   one of them on another corpus
 * packaging/benchmark --micro -prof gc                   with the allocations of each
 * </pre>
 */
@NullMarked
package org.etcdrecovery.bench.micro;

import org.jspecify.annotations.NullMarked;
