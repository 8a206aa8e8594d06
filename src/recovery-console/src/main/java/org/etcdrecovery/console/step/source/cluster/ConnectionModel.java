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
import org.etcdrecovery.console.connection.SecurityModel;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.text.UrlText;

/** How the old cluster is reached, as it is typed. */
public final class ConnectionModel {
    private final Texts texts = Texts.of("source");
    private final StringProperty endpoints = new SimpleStringProperty("");
    private final SecurityModel security;
    private final ReadOnlyObjectWrapper<Optional<ConnectionSettings>> settings = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
    private Optional<Found> found = Optional.empty();
    private boolean filling;

    /** What DNS gave for a domain, as it was typed into the form. */
    private record Found(String domain, String endpoints) {}

    public ConnectionModel(Dialogs dialogs) {
        security = new SecurityModel(dialogs);
        endpoints.subscribe(this::refresh);
        security.follow(this::refresh);
    }

    /** A list as etcdctl takes it. */
    public StringProperty endpoints() {
        return endpoints;
    }

    /** The domain that the endpoints were found by; empty when they were typed, or changed since. */
    public Optional<String> domain() {
        return found.filter(answer -> answer.endpoints().equals(endpoints.get())).map(Found::domain);
    }

    /** Takes the endpoints that DNS gave for a domain. */
    public void take(String domain, List<Endpoint> answer) {
        String text = answer.stream().map(Endpoint::url).collect(Collectors.joining(", "));
        found = Optional.of(new Found(domain, text));
        endpoints.set(text);
    }

    /** Certificates and login. */
    public SecurityModel security() {
        return security;
    }

    /** What was typed, ready to be used; empty while it is not complete. */
    public ReadOnlyObjectProperty<Optional<ConnectionSettings>> settings() {
        return settings.getReadOnlyProperty();
    }

    /** What is wrong with the endpoints that are typed; empty when nothing is. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Why there are no settings, a few words; empty when there are. */
    public ReadOnlyStringProperty reason() {
        return reason.getReadOnlyProperty();
    }

    /** What was typed, without the password; it is kept, so one that stands in an endpoint by mistake goes too. */
    public ConnectionForm form() {
        return new ConnectionForm(UrlText.of(endpoints.get()), security.ca().get(), security.certificate().get(),
                security.key().get(), security.serverName().get(), security.skipVerify().get(),
                security.user().get(), domain());
    }

    /** Takes over what was typed earlier. The password was not kept. */
    public void fill(ConnectionForm form) {
        filling = true;
        found = form.domain().map(domain -> new Found(domain, form.endpoints()));
        endpoints.set(form.endpoints());
        security.fill(form);
        filling = false;
        refresh();
    }

    private void refresh() {
        if (filling) {
            return;
        }
        String wrong = "";
        Optional<ConnectionSettings> read = Optional.empty();
        try {
            TlsSettings tls = security.tls();
            if (!endpoints.get().isBlank()) {
                List<Endpoint> parsed = Endpoint.parseAll(List.of(endpoints.get()), tls.isSet());
                read = Optional.of(ConnectionSettings.of(parsed).withTls(tls).withLogin(security.login()));
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
