package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** Something could not be done on a host; the message says what, and what to do. */
public final class DeliveryException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean refusal;
    private final String hostKey;
    private final String keyOf;
    private final String log;

    /**
     * @param code    the stable code
     * @param message one sentence; outside text in it is escaped here
     */
    DeliveryException(String code, String message) {
        this(code, message, null);
    }

    DeliveryException(String code, String message, @Nullable Throwable cause) {
        this(code, message, cause, false, "", "", "");
    }

    /**
     * A failure with the log that explains it.
     *
     * @param log the last lines of the log, as the host has them
     */
    static DeliveryException withLog(String code, String message, List<String> log) {
        return new DeliveryException(code, message, null, false, "", "", String.join("\n", log));
    }

    private DeliveryException(String code, String message, @Nullable Throwable cause, boolean refusal,
            String hostKey, String keyOf, String log) {
        super(Shown.message(message), cause);
        this.code = code;
        this.refusal = refusal;
        this.hostKey = hostKey;
        this.keyOf = keyOf;
        this.log = log;
    }

    /**
     * A key that ssh does not know, and that the operator has not accepted.
     *
     * @param of by which name it is accepted
     */
    static DeliveryException unknownKey(String message, String fingerprint, String of) {
        return new DeliveryException("ssh.host-key-unknown", message, null, false, fingerprint, of, "");
    }

    /** Something that the operator has to change first; nothing was done on any host. */
    static DeliveryException refusal(String code, String message) {
        return new DeliveryException(code, message, null, true, "", "", "");
    }

    /** Whether nothing was tried, because the operator has to change something first. */
    public boolean isRefusal() {
        return refusal;
    }

    /** The fingerprint of the key that the host showed, if all that is wrong is that ssh does not know it; otherwise empty. */
    public Optional<String> unknownHostKey() {
        return Optional.of(hostKey).filter(key -> !key.isEmpty());
    }

    /** The last lines of the log that explains it, as the host has them; none if there is no log. */
    List<String> log() {
        return log.lines().toList();
    }

    /** By which name that key is accepted: that of the member, or of a host that is no member's. */
    public String unknownKeyOf() {
        return keyOf;
    }

    @Override
    public String code() {
        return code;
    }
}
