package org.etcdrecovery.core.testing;

import java.util.List;

/** The minor versions of etcd that the tests run against, oldest first, so that they can be compared. */
public enum EtcdVersion {
    V3_4("3.4.23"), V3_5("3.5.35"), V3_6("3.6.16"), V3_7("3.7.3");

    private final String full;

    EtcdVersion(String full) {
        this.full = full;
    }

    /** The release that {@code packaging/etcd/judges} provides, such as {@code 3.6.16}. */
    public String full() {
        return full;
    }

    /** The minor version, such as {@code 3.6}. */
    public String minor() {
        return full.substring(0, full.lastIndexOf('.'));
    }

    /** Whether the release has etcdutl. In 3.4, etcdctl has the offline commands. */
    public boolean hasEtcdutl() {
        return compareTo(V3_5) >= 0;
    }

    /** Whether the server records its storage version in the backend, so that newer files can be recognised. */
    public boolean hasStorageVersion() {
        return compareTo(V3_6) >= 0;
    }

    /** Flags that make a server start and write fast, and use the same log format in every version. */
    List<String> serverFlags() {
        List<String> common = List.of("--heartbeat-interval=50", "--election-timeout=500", "--logger=zap");
        return this == V3_4
                ? common
                : List.of(common.get(0), common.get(1), common.get(2), "--unsafe-no-fsync");
    }

    @Override
    public String toString() {
        return minor();
    }
}
