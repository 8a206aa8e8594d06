package org.etcdrecovery.core.cluster.connect;

/**
 * A host that was contacted.
 *
 * @param endpoint where it was contacted
 * @param port     which of a member's ports that is
 * @param named    whether the operator named this endpoint; otherwise it comes from a member list, or is a guess
 * @param shown    which credentials it was shown, the most sensitive that it saw
 */
public record Contact(Endpoint endpoint, Port port, boolean named, Shown shown) {
    /** The contact as one line of text. */
    public String sentence() {
        String where = endpoint + (port == Port.PEER ? ", a peer URL" : "") + (named ? "" : ", which you did not name");
        return where + switch (shown) {
            case NOTHING -> ": no password and no token were sent.";
            case TOKEN -> ": a token was sent, and no password.";
            case PASSWORD -> ": user and password were sent.";
        };
    }

    /** The ports of a member. */
    public enum Port {
        CLIENT, PEER
    }

    /** The credentials that a host can be shown, the least sensitive first. */
    public enum Shown {
        NOTHING,
        /** A token, but no password. */
        TOKEN,
        /** User name and password. */
        PASSWORD
    }
}
