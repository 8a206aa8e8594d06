package org.etcdrecovery.core.deliver;

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
}
