package org.etcdrecovery.console.step.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.connection.SecurityModel;
import org.etcdrecovery.console.deliver.ThroughDoor;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.TlsSettings;

/** How to reach the new cluster, as typed. Defaults to the plan's URLs and the settings of the old cluster. */
final class NewConnection {
    private final StringProperty endpoints = new SimpleStringProperty("");
    private final SecurityModel security;
    private ConnectionSettings base = ConnectionSettings.of(List.of());

    NewConnection(Dialogs dialogs, ThroughDoor door) {
        security = new SecurityModel(dialogs, door);
    }

    /** The client URLs, in the form that etcdctl takes. */
    StringProperty endpoints() {
        return endpoints;
    }

    /** Certificates and login. */
    SecurityModel security() {
        return security;
    }

    /** Replaces whatever was typed. */
    void fill(ConnectionSettings settings) {
        base = settings;
        endpoints.set(settings.endpoints().stream().map(Endpoint::url).collect(Collectors.joining(", ")));
        security.fill(settings);
    }

    /** The settings as typed; empty if they are invalid. */
    Optional<ConnectionSettings> settings() {
        try {
            return Optional.of(read());
        } catch (SettingsException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with the settings as typed; empty if nothing is. */
    String problem() {
        try {
            read();
            return "";
        } catch (SettingsException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private ConnectionSettings read() throws SettingsException {
        TlsSettings tls = security.tls();
        List<Endpoint> parsed = Endpoint.parseTyped(endpoints.get(), tls.isSet());
        return base.withEndpoints(parsed)
                .withTls(tls)
                .withLogin(security.login())
                .withRoutes(security.between().routes());
    }
}
