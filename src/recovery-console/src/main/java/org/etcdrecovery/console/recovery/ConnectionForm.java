package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Optional;

/**
 * How to reach a cluster, as typed. Deliberately without a password, because this record is saved to disk.
 *
 * @param endpoints   a list in the form that etcdctl takes
 * @param ca          a path; may be empty, as may all that follow
 * @param certificate a path
 * @param key         a path
 * @param serverName  the name that server certificates must match
 * @param skipVerify  whether any server certificate is accepted
 * @param user        the user to log in as
 * @param through     the hosts through which ssh reaches the members; empty in settings of a console that did not save
 *                    them
 * @param domain      the domain whose SRV records named the endpoints; empty if they were typed
 */
public record ConnectionForm(String endpoints, String ca, String certificate, String key, String serverName,
        boolean skipVerify, String user,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String through,
        Optional<String> domain) {
    /** A form with nothing typed. */
    public static final ConnectionForm EMPTY = new ConnectionForm("", "", "", "", "", false, "", "",
            Optional.empty());

    /** Returns this form with other endpoints. */
    public ConnectionForm withEndpoints(String others) {
        return new ConnectionForm(others, ca, certificate, key, serverName, skipVerify, user, through, domain);
    }
}
