package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;

/**
 * The programs that are compared.
 *
 * @param etcdutl their tool
 * @param ours    the script that starts our command line
 */
record Tools(Path etcdutl, Path ours) {
    /** The etcdctl of the same release. */
    Path etcdctl() {
        return etcdutl.resolveSibling("etcdctl");
    }

    /** The etcd server of the same release. */
    Path etcd() {
        return etcdutl.resolveSibling("etcd");
    }
}
