package org.etcdrecovery.core.deliver;

/** Is told what happens on the hosts, on the threads that work on them. */
@FunctionalInterface
public interface DeliveryListener {
    /** Is not interested. */
    DeliveryListener NONE = (_, _) -> {};

    /**
     * A host begins a part of a step.
     *
     * @param member the name of the member
     * @param phase  what it does now, in a few words
     */
    void phase(String member, String phase);
}
