package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;

/**
 * The programs that are compared.
 *
 * @param etcdutl theirs
 * @param ours    the script that starts the command line
 */
record Tools(Path etcdutl, Path ours) {
    /** Their client of a running server, of the same release. */
    Path etcdctl() {
        return etcdutl.resolveSibling("etcdctl");
    }

    /** The server of the same release. */
    Path etcd() {
        return etcdutl.resolveSibling("etcd");
    }
}
