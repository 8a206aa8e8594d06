package org.etcdrecovery.cli.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;

/**
 * The options that etcd's tools accept with every verb, and the converters of their values. Source:
 * {@code etcdctl/ctlv3/ctl.go} and {@code etcdutl/ctl.go} of 3.7, which include those of all earlier releases.
 */
public final class EtcdFlags {
    /** The flags of etcdutl, except the format. */
    public static final Map<String, ITypeConverter<?>> OF_ETCDUTL = Map.of("--timeout", GoDuration.CONVERTER);
    /** The flags of etcdctl. */
    public static final Map<String, ITypeConverter<?>> OF_ETCDCTL = ofEtcdctl();
    /** The flags for verbs that both tools have. */
    public static final Map<String, ITypeConverter<?>> OF_BOTH = both();

    private EtcdFlags() {}

    private static Map<String, ITypeConverter<?>> ofEtcdctl() {
        Map<String, ITypeConverter<?>> flags = new LinkedHashMap<>();
        for (String text : new String[]{"--endpoints", "--write-out", "--cert", "--key", "--cacert",
                "--auth-jwt-token", "--user", "--password", "-d", "--discovery-srv", "--discovery-srv-name"}) {
            flags.put(text, GoValues.TEXT);
        }
        for (String flag : new String[]{"--debug", "--hex", "--insecure-transport", "--insecure-discovery",
                "--insecure-skip-tls-verify"}) {
            flags.put(flag, GoValues.BOOL);
        }
        for (String time : new String[]{"--dial-timeout", "--command-timeout", "--keepalive-time",
                "--keepalive-timeout"}) {
            flags.put(time, GoDuration.CONVERTER);
        }
        flags.put("--max-request-bytes", GoValues.INTEGER);
        flags.put("--max-recv-bytes", GoValues.INTEGER);
        return Collections.unmodifiableMap(flags);
    }

    private static Map<String, ITypeConverter<?>> both() {
        Map<String, ITypeConverter<?>> flags = new LinkedHashMap<>(OF_ETCDCTL);
        flags.putAll(OF_ETCDUTL);
        return Collections.unmodifiableMap(flags);
    }
}
