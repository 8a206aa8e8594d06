package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;

/**
 * The programs that are compared.
 *
 * @param etcdutl theirs
 * @param ours    the script that starts the command line
 */
record Tools(Path etcdutl, Path ours) {}
