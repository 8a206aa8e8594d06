package org.etcdrecovery.core.store.schedule;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.store.keep.KeepRequest;

/** The arguments of {@code snapshot keep} for a schedule. */
final class KeepArguments {
    private KeepArguments() {}

    /**
     * An argument.
     *
     * @param text   the argument, or its place among the secrets
     * @param secret whether it is the name of a file of secrets, which lies where systemd or Kubernetes puts it
     */
    record Argument(String text, boolean secret) {}

    /** The names under which secrets are handed over. */
    static final String CA = "etcd-ca.crt";
    static final String CERT = "etcd-client.crt";
    static final String KEY = "etcd-client.key";
    static final String PASSWORD = "etcd-password";
    static final String STORE_CA = "store-ca.crt";
    static final String STORE_CREDENTIALS = "store-credentials";

    /** The arguments behind the program, in pairs of option and value after the verb. */
    static List<Argument> of(ScheduleRequest request) {
        List<Argument> all = new ArrayList<>(List.of(plain("snapshot"), plain("keep")));
        add(all, "--to", request.to().shown());
        add(all, "--name", request.name());
        addCount(all, "--hourly", request.rules().hourly());
        addCount(all, "--daily", request.rules().daily());
        addCount(all, "--weekly", request.rules().weekly());
        if (request.maxFall() != KeepRequest.DEFAULT_MAX_FALL) {
            add(all, "--max-fall", Long.toString(request.maxFall()));
        }
        add(all, "--endpoints", String.join(",", request.endpoints()));
        request.caFile().ifPresent(_ -> addSecret(all, "--cacert", CA));
        request.certFile().ifPresent(_ -> addSecret(all, "--cert", CERT));
        request.keyFile().ifPresent(_ -> addSecret(all, "--key", KEY));
        request.user().ifPresent(user -> {
            add(all, "--user", user);
            addSecret(all, "--password-file", PASSWORD);
        });
        request.storeEndpoint().ifPresent(url -> add(all, "--store-endpoint", url));
        request.storeRegion().ifPresent(region -> add(all, "--store-region", region));
        request.storeCaFile().ifPresent(_ -> addSecret(all, "--store-cacert", STORE_CA));
        return all;
    }

    private static Argument plain(String text) {
        return new Argument(text, false);
    }

    private static void addCount(List<Argument> all, String option, long count) {
        if (count > 0) {
            add(all, option, Long.toString(count));
        }
    }

    /** A value that begins with a dash would be an option. */
    private static void add(List<Argument> all, String option, String value) {
        all.add(plain(option + "=" + value));
    }

    private static void addSecret(List<Argument> all, String option, String name) {
        all.add(plain(option));
        all.add(new Argument(name, true));
    }
}
