package org.etcdrecovery.core.url;

/** A text that etcd does not accept as the URL of a member. */
public final class InvalidUrlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** @param sentence etcd's error message */
    public InvalidUrlException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** The error message that etcd itself prints. */
    public String sentence() {
        return sentence;
    }
}
