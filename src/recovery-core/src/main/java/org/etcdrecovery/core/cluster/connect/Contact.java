package org.etcdrecovery.core.cluster.connect;

/**
 * A host that was contacted.
 *
 * @param endpoint where
 * @param port     which of its ports that is
 * @param named    whether the operator named this endpoint; otherwise it was found in a list of members, or guessed
 * @param shown    what of the login it was shown, the most that it was
 */
public record Contact(Endpoint endpoint, Port port, boolean named, Shown shown) {
    /** The contact as a sentence. */
    public String sentence() {
        String where = endpoint + (port == Port.PEER ? ", a peer URL" : "") + (named ? "" : ", which you did not name");
        return where + switch (shown) {
            case NOTHING -> ": no login was shown.";
            case TOKEN -> ": a token was shown, and no password.";
            case PASSWORD -> ": user and password were shown.";
        };
    }

    /** The ports of a member. */
    public enum Port {
        CLIENT, PEER
    }

    /** What of a login a host can be shown, the least first. */
    public enum Shown {
        NOTHING,
        /** A token, but no password. */
        TOKEN,
        /** User name and password. */
        PASSWORD
    }
}
