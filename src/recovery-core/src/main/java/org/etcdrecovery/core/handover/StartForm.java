package org.etcdrecovery.core.handover;

import java.util.Optional;
import org.etcdrecovery.core.plan.Owner;

/** Where a member's configuration is kept on its host. */
public enum StartForm {
    /** Nowhere: a command starts etcd. */
    COMMAND("etcd"),
    /** A new systemd unit. */
    UNIT("etcd"),
    /** An existing systemd unit with flags after {@code ExecStart=}: only the changes. */
    UNIT_CHANGES("etcd"),
    /** An environment file of a unit, new or changed: the variables are the same. */
    ENVIRONMENT("etcd"),
    /** The manifest of a static pod as kubeadm writes it: only the changes. */
    STATIC_POD("root");

    private final String user;

    StartForm(String user) {
        this.user = user;
    }

    /** The default owner of the files of a member that is started this way. */
    public Owner usualOwner() {
        return new Owner(user, Optional.of(user));
    }
}
