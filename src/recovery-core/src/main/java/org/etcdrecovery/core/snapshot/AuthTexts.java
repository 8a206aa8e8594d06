package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;

/** The texts of the findings on users and roles. */
final class AuthTexts {
    private static final String UNHEALTHY = "Members of etcd 3.5 and later report themselves unhealthy, because /health"
            + " reads as root: a liveness probe, such as that of a static pod, kills them again and again.";

    private AuthTexts() {}

    /** Authentication is on, and root has the role root. */
    static Finding enabled(boolean rootHasPassword) {
        return new Finding(FindingCode.CLUSTER_AUTH_ON, Severity.NOTE, "bucket auth", "Authentication is on",
                "The restored cluster asks for the same users and passwords.",
                rootHasPassword
                        ? "Have root's password at hand."
                        : "Have a client certificate with the common name root at hand, and start the members with"
                                + " --client-cert-auth: root has no password.");
    }

    /** Authentication is on, and no user has the role root. */
    static Finding withoutAdministrator(boolean anyUser) {
        return new Finding(FindingCode.CLUSTER_AUTH_WITHOUT_ROOT, Severity.CARE, "bucket authUsers",
                "Authentication is on, and " + (anyUser ? "no user has the role root" : "there is no user"),
                (anyUser ? "No one can administer the restored cluster" : "No one can log in to the restored cluster")
                        + ": only a user with the role root may change users and roles or turn authentication off. "
                        + UNHEALTHY,
                "Take an older snapshot. If you have nothing better, set authEnabled in the bucket auth of a copy to one"
                        + " zero byte with a program that writes bbolt files (none of etcd's tools does), restore the copy"
                        + " " + Advised.WITH_WRONG_HASH
                        + ", then add root, grant it the role root, and turn authentication on.");
    }

    /** Authentication is on, and another user than root has the role root. */
    static Finding rootIsNot(boolean exists, String administrator) {
        return new Finding(FindingCode.CLUSTER_AUTH_WITHOUT_ROOT, Severity.CARE, "bucket authUsers",
                "Authentication is on, and the user root "
                        + (exists ? "does not have the role root" : "does not exist"),
                "Another user has that role: " + administrator + ". " + UNHEALTHY,
                "After the start, as that user: " + (exists ? "" : "etcdctl user add root, then ")
                        + "etcdctl user grant-role root root.");
    }

    static Finding password(String user) {
        return new Finding(FindingCode.CLUSTER_USER_RECORD, Severity.CARE, "bucket authUsers, key " + user,
                "The password of user " + user + " is not a bcrypt hash",
                "No password matches it: the user can log in only with a client certificate.",
                "After the start, set a password as a user with the role root: etcdctl user passwd.");
    }

    static Finding otherName(FindingCode code, String place, String kind, String key, String name) {
        return new Finding(code, Severity.CARE, place,
                "The record of " + kind + " " + key + " carries the name “" + name + "”",
                "etcd finds it by its key but computes permissions by the name in it, so there may be fewer. etcd never"
                        + " writes such a record: something else changed the file.",
                "Check its permissions after the start, or take another copy.");
    }

    static Finding roleIsMissing(String user, String role) {
        return new Finding(FindingCode.CLUSTER_USER_RECORD, Severity.CARE, "bucket authUsers, key " + user,
                "User " + user + " has the role " + role + ", which does not exist",
                "A missing role grants nothing, so the user can do less than before.",
                "After the start, add the role and grant its permissions: etcdctl role add, role grant-permission.");
    }

    /** A server reads a role that no user has only when a command asks for it. */
    static Finding roleThatEndsMembersLater(String role, String problem, String versions) {
        return new Finding(FindingCode.CLUSTER_ROLE_RECORD, Severity.CARE, "bucket authRoles, key " + role,
                "The record of role " + role + " cannot be read: " + problem,
                "etcd " + versions
                        + " starts, because no user has this role. But “role list”, or any command that names"
                        + " it, crashes every member, and etcd 3.4 and 3.5 then crash again at each start.",
                "Take another copy. If you have nothing better, make sure that no one asks for roles.");
    }
}
