package org.etcdrecovery.console.about;

import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.text.ProgramVersion;

/**
 * The versions of what runs.
 *
 * @param program the version of this program
 * @param java    the version of the Java runtime, and who made it
 * @param toolkit the version of JavaFX
 * @param etcd    the releases of etcd that are supported
 * @param system  the operating system and its processor
 */
record Versions(String program, String java, String toolkit, String etcd, String system) {
    /** The versions of this process. */
    static Versions ofThisProcess() {
        return new Versions(
                ProgramVersion.of(Versions.class),
                Runtime.version() + " (" + property("java.vendor") + ")", property("javafx.runtime.version"),
                EtcdRelease.released().stream().map(EtcdRelease::toString).collect(Collectors.joining(", ")),
                property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
