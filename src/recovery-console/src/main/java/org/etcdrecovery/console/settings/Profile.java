package org.etcdrecovery.console.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.MemberHost;

/**
 * A saved connection to a cluster.
 *
 * @param name       the name of the profile
 * @param connection how to reach the cluster
 * @param hosts      where its members are, by their names; empty until some were reached, and in settings of a console that
 *                   did not save them
 */
public record Profile(String name, ConnectionForm connection,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, MemberHost> hosts) {
    /** Copies the map. */
    public Profile {
        hosts = Map.copyOf(hosts);
    }
}
