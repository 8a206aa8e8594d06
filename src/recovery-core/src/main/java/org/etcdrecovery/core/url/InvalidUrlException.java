package org.etcdrecovery.core.url;

/** A text that etcd does not accept as the URL of a member. */
public final class InvalidUrlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final String plainly;

    /** @param sentence etcd's error message, which is plain enough for everyone */
    public InvalidUrlException(String sentence) {
        this(sentence, "");
    }

    /**
     * @param sentence etcd's error message
     * @param plainly  what is wrong in plain words, after the URL and a colon; empty if etcd's message says it plainly
     */
    InvalidUrlException(String sentence, String plainly) {
        super(sentence);
        this.sentence = sentence;
        this.plainly = plainly;
    }

    /** The error message that etcd itself prints. */
    public String sentence() {
        return sentence;
    }

    /**
     * What is wrong, in etcd's words if they are plain.
     *
     * @param url the URL as it may be shown
     */
    public String plainly(String url) {
        return plainly.isEmpty() ? sentence : "URL " + url + ": " + plainly;
    }

    /** The same with something before etcd's message. */
    InvalidUrlException after(String prefix) {
        return new InvalidUrlException(prefix + sentence, plainly);
    }
}
