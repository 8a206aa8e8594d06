package org.etcdrecovery.core.rehearse;

/** The environment of an etcd: etcd reads every flag from it, too, and a rehearsal must get its own flags only. */
final class EtcdEnvironment {
    private EtcdEnvironment() {}

    static ProcessBuilder clean(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("ETCD"));
        if ("aarch64".equals(System.getProperty("os.arch"))) {
            // 3.4 starts on 64-bit ARM only with this variable.
            builder.environment().put("ETCD_UNSUPPORTED_ARCH", "arm64");
        }
        return builder;
    }
}
