package org.etcdrecovery.core.deliver;

import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.text.Shown;

/**
 * A setting of the service that will start a member, beside what the plan says.
 *
 * @param setting    the name of etcd's flag, or {@code version}
 * @param planned    what the plan needs
 * @param configured what the service has; empty if it has nothing
 * @param differs    whether the member would not be the planned one
 */
public record ConfigLine(String setting, String planned, String configured, boolean differs) {
    /** Escapes what comes from the host. */
    public ConfigLine {
        planned = Shown.message(planned);
        configured = Shown.message(configured);
    }

    /** What differs, as a finding; either side may be the wrong one. */
    HostFinding finding(String service) {
        String summary = setting + " is " + (configured.isEmpty() ? "not set" : configured) + ", planned is " + planned;
        if (!setting.equals("data-dir")) {
            return new HostFinding("service.differs", Weight.BLOCKS_ACTIVATION, summary,
                    "If the plan is right, change it"
                            + " in the configuration of " + service + ". If the service is right, make the plan anew.");
        }
        return new HostFinding("service.directory", Weight.BLOCKS_ACTIVATION, summary, configured.isEmpty()
                ? "Set data-dir in the configuration of " + service + "."
                : "If " + service + " is right, deliver to " + configured + ": that is where its old data is, if it has"
                        + " any. If " + planned + " is right, change data-dir in the configuration of " + service
                        + ".");
    }
}
