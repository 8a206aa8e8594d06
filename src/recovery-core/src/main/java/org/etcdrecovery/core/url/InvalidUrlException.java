package org.etcdrecovery.core.url;

/** A text that etcd does not take as the URL of a member. */
public final class InvalidUrlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** @param sentence what etcd prints */
    public InvalidUrlException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** The sentence that etcd itself prints. */
    public String sentence() {
        return sentence;
    }
}
