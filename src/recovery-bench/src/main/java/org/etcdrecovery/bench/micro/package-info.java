/**
 * JMH benchmarks of the parts of the core that take the time: walking pages, status, hashing, writing. They tell which
 * part became slower; how fast the whole is, {@code packaging/benchmark} tells without arguments.
 *
 * <pre>
 * packaging/benchmark --micro                            all of them, on the 15 MB corpus
 * packaging/benchmark --micro Walk -p corpus=kube-200m   one of them on another corpus
 * packaging/benchmark --micro -prof gc                   with what each allocates
 * </pre>
 */
@NullMarked
package org.etcdrecovery.bench.micro;

import org.jspecify.annotations.NullMarked;
