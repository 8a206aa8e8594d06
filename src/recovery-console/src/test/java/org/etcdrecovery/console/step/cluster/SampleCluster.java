package org.etcdrecovery.console.step.cluster;

import java.nio.file.Path;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.testing.TestTools;

/** The step Cluster, with the inspected sample. */
final class SampleCluster {
    static final String THREE = "m1=http://10.0.1.1:2380,m2=http://10.0.1.2:2380,m3=http://10.0.1.3:2380";

    private SampleCluster() {}

    /** A step that writes into the directory {@code new} of another. */
    static ClusterViewModel model(Recovery recovery, Path directory) {
        ClusterViewModel model = new ClusterViewModel(recovery, TestTools.direct());
        model.writeInto().set(directory.resolve("new").toString());
        return model;
    }
}
