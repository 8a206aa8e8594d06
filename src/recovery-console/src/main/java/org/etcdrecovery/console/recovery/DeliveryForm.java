package org.etcdrecovery.console.recovery;

import java.util.Map;

/**
 * How the members go to their hosts over SSH, as chosen and typed; no secrets.
 *
 * @param overSsh    whether this way was chosen, and not by hand
 * @param quarantine whether clients are kept out until the cluster is proven
 * @param hosts      what was typed for each member, by its name
 */
public record DeliveryForm(boolean overSsh, boolean quarantine, Map<String, HostForm> hosts) {
    /** Copies the map. */
    public DeliveryForm {
        hosts = Map.copyOf(hosts);
    }

    /**
     * One member.
     *
     * @param chosen    whether it is delivered
     * @param gone      whether the operator said that its old etcd will not come back, if it is not
     * @param address   its host, as ssh knows it
     * @param directory its data directory there
     * @param service   the name of the kind of service
     * @param unit      the unit or the manifest
     */
    public record HostForm(boolean chosen, boolean gone, String address, String directory, String service,
            String unit) {}
}
