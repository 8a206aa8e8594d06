package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;

/** The commands of one side, which run one after the other. */
@FunctionalInterface
interface Job {
    /**
     * Returns the commands of one run.
     *
     * @param scratch an empty directory that is deleted after the run
     */
    List<List<String>> commands(Path scratch);
}
