package org.etcdrecovery.core.handover;

import java.util.Optional;
import org.etcdrecovery.core.plan.Owner;

/** In what a member's configuration stands on its host. */
public enum StartForm {
    /** Nowhere: etcd is started by a command. */
    COMMAND("etcd"),
    /** A systemd unit, written anew. */
    UNIT("etcd"),
    /** A systemd unit that exists, with flags behind {@code ExecStart=}: only what changes in it. */
    UNIT_CHANGES("etcd"),
    /** A file of variables that a unit reads, written anew or changed: the variables are the same. */
    ENVIRONMENT("etcd"),
    /** The manifest of a static pod, as kubeadm has written it: only what changes in it. */
    STATIC_POD("root");

    private final String user;

    StartForm(String user) {
        this.user = user;
    }

    /** Who owns the files of a member that is started so, where nobody says otherwise. */
    public Owner usualOwner() {
        return new Owner(user, Optional.of(user));
    }
}
