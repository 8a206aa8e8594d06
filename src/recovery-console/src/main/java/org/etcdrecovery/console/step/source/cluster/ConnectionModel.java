package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.connection.HostsBetween.HostKey;
import org.etcdrecovery.console.connection.SecurityModel;
import org.etcdrecovery.console.deliver.ThroughDoor;
import org.etcdrecovery.console.host.KubeadmHost;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.text.UrlText;

/** How to reach the old cluster, as typed. */
public final class ConnectionModel {
    private final Texts texts = Texts.of("source");
    private final StringProperty endpoints = new SimpleStringProperty("");
    private final SecurityModel security;
    private final ReadOnlyObjectWrapper<Optional<ConnectionSettings>> settings = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
    private Optional<Found> found = Optional.empty();
    private final Coalesced refresh = new Coalesced(this::show);

    /** What DNS returned for a domain, in the form in which it is typed. */
    private record Found(String domain, String endpoints) {}

    public ConnectionModel(Dialogs dialogs, ThroughDoor door) {
        security = new SecurityModel(dialogs, door);
        endpoints.subscribe(refresh::changed);
        security.follow(refresh::changed);
    }

    /** The endpoints, a list in the form that etcdctl takes. */
    public StringProperty endpoints() {
        return endpoints;
    }

    /** The domain that the endpoints came from; empty if they were typed, or changed since. */
    public Optional<String> domain() {
        return found.filter(answer -> answer.endpoints().equals(endpoints.get())).map(Found::domain);
    }

    /** Takes over the endpoints that DNS returned for a domain. */
    public void take(String domain, List<Endpoint> answer) {
        String text = answer.stream().map(Endpoint::url).collect(Collectors.joining(", "));
        found = Optional.of(new Found(domain, text));
        endpoints.set(text);
    }

    /** Certificates and login. */
    public SecurityModel security() {
        return security;
    }

    /** The settings, ready to use; empty while the form is incomplete. */
    public ReadOnlyObjectProperty<Optional<ConnectionSettings>> settings() {
        return settings.getReadOnlyProperty();
    }

    /** What is wrong with the typed endpoints; empty if nothing is. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Why there are no settings, in a few words; empty if there are. */
    public ReadOnlyStringProperty reason() {
        return reason.getReadOnlyProperty();
    }

    /**
     * What is typed, in the form that is saved: without the password, and without one that is in an endpoint or
     * after the user by mistake.
     */
    public ConnectionForm form() {
        return new ConnectionForm(UrlText.of(endpoints.get()), security.ca().get(), security.certificate().get(),
                security.key().get(), security.serverName().get(), security.skipVerify().get(),
                security.savedUser(), security.between().shown(), domain());
    }

    /** Takes over how kubeadm reaches etcd on this host. */
    void fill(KubeadmHost host) {
        refresh.together(() -> {
            endpoints.set(host.endpoints());
            security.ca().set(host.ca());
            security.certificate().set(host.certificate());
            security.key().set(host.key());
            refresh.changed();
        });
    }

    /** Restores what was typed earlier. The password was not kept. */
    public void fill(ConnectionForm form) {
        refresh.together(() -> {
            found = form.domain().map(domain -> new Found(domain, form.endpoints()));
            endpoints.set(form.endpoints());
            security.fill(form);
            refresh.changed();
        });
    }

    /** Takes the key of a host in between that the operator has compared. */
    void accept(HostKey key) {
        security.between().accept(key);
        refresh.changed();
    }

    private void show() {
        String wrong = "";
        Optional<ConnectionSettings> read = Optional.empty();
        try {
            if (!endpoints.get().isBlank()) {
                Optional<TlsSettings> tls = security.validTls();
                List<Endpoint> parsed = Endpoint.parseTyped(endpoints.get(),
                        tls.map(TlsSettings::isSet).orElse(true));
                read = tls.map(known -> ConnectionSettings.of(parsed)
                        .withTls(known)
                        .withLogin(security.login())
                        .withRoutes(security.between().routes()));
            }
        } catch (SettingsException e) {
            wrong = String.valueOf(e.getMessage());
        }
        problem.set(wrong);
        reason.set(missing());
        settings.set(reason.get().isEmpty() ? read : Optional.empty());
    }

    private String missing() {
        if (!problem.get().isEmpty()) {
            return texts.get("endpoints.wrong");
        }
        return endpoints.get().isBlank() ? texts.get("endpoints.missing") : security.missing();
    }
}
