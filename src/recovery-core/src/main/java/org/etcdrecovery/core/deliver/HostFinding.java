package org.etcdrecovery.core.deliver;

import org.etcdrecovery.core.text.Shown;

/**
 * Something about a host that the operator should know.
 *
 * @param code    a stable code, such as {@code host.space}
 * @param weight  what it means for the delivery
 * @param summary what was found
 * @param remedy  what to do about it; empty if nothing has to be done
 */
public record HostFinding(String code, Weight weight, String summary, String remedy) {
    /** Escapes the texts, because parts of them come from the host. */
    public HostFinding {
        summary = Shown.message(summary);
        remedy = Shown.message(remedy);
    }

    /** What a finding means, the gravest last. */
    public enum Weight {
        /** Good to know. */
        NOTE,
        /** Possible, after a look. */
        CARE,
        /** It can be staged, but not be activated. */
        BLOCKS_ACTIVATION,
        /** Nothing can be done there yet. */
        BLOCKS
    }
}
