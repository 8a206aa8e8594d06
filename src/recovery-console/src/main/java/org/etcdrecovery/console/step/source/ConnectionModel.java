package org.etcdrecovery.console.step.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.jspecify.annotations.Nullable;

/** How the old cluster is reached, as it is typed. */
public final class ConnectionModel {
    private final Texts texts = Texts.of("source");
    private final StringProperty endpoints = text();
    private final StringProperty ca = text();
    private final StringProperty certificate = text();
    private final StringProperty key = text();
    private final StringProperty serverName = text();
    private final BooleanProperty skipVerify = new SimpleBooleanProperty();
    private final StringProperty user = text();
    private final StringProperty password = text();
    private final ReadOnlyObjectWrapper<Optional<ConnectionSettings>> settings = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
    private boolean filling;

    ConnectionModel() {
        List.of(endpoints, ca, certificate, key, serverName, user, password)
                .forEach(property -> property.subscribe(this::refresh));
        skipVerify.subscribe(this::refresh);
        refresh();
    }

    private static StringProperty text() {
        return new SimpleStringProperty("");
    }

    /** A list as etcdctl takes it. */
    public StringProperty endpoints() {
        return endpoints;
    }

    /** A path, or nothing; as the next two. */
    public StringProperty ca() {
        return ca;
    }

    public StringProperty certificate() {
        return certificate;
    }

    public StringProperty key() {
        return key;
    }

    /** The name that certificates must cover. */
    public StringProperty serverName() {
        return serverName;
    }

    /** Whether any certificate is accepted. */
    public BooleanProperty skipVerify() {
        return skipVerify;
    }

    /** Who asks; empty for nobody. */
    public StringProperty user() {
        return user;
    }

    /** In memory only: it is in no form and no profile. */
    public StringProperty password() {
        return password;
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

    /** What was typed, without the password. */
    public ConnectionForm form() {
        return new ConnectionForm(endpoints.get(), ca.get(), certificate.get(), key.get(), serverName.get(),
                skipVerify.get(), user.get());
    }

    /** Takes over what was typed earlier. The password was not kept. */
    public void fill(ConnectionForm form) {
        filling = true;
        endpoints.set(form.endpoints());
        ca.set(form.ca());
        certificate.set(form.certificate());
        key.set(form.key());
        serverName.set(form.serverName());
        skipVerify.set(form.skipVerify());
        user.set(form.user());
        password.set("");
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
            TlsSettings tls = new TlsSettings(path(ca), path(certificate), path(key), orNull(serverName),
                    skipVerify.get());
            if (!endpoints.get().isBlank()) {
                List<Endpoint> parsed = Endpoint.parseAll(List.of(endpoints.get()), tls.isSet());
                Login login = user.get().isBlank() ? null : new Login(user.get().strip(), password.get());
                read = Optional.of(ConnectionSettings.of(parsed).withTls(tls).withLogin(login));
            }
        } catch (SettingsException e) {
            wrong = String.valueOf(e.getMessage());
        } catch (InvalidPathException e) {
            wrong = texts.get("path.wrong", e.getInput());
        }
        problem.set(wrong);
        reason.set(missing());
        settings.set(reason.get().isEmpty() ? read : Optional.empty());
    }

    private String missing() {
        if (!problem.get().isEmpty()) {
            return texts.get("endpoints.wrong");
        }
        if (endpoints.get().isBlank()) {
            return texts.get("endpoints.missing");
        }
        if (!certificate.get().isBlank() && key.get().isBlank()) {
            return texts.get("key.missing");
        }
        if (!key.get().isBlank() && certificate.get().isBlank()) {
            return texts.get("certificate.missing");
        }
        return !user.get().isBlank() && password.get().isEmpty()
                ? texts.get("password.missing", user.get().strip())
                : "";
    }

    private static @Nullable Path path(StringProperty typed) {
        return typed.get().isBlank() ? null : Path.of(typed.get().strip());
    }

    private static @Nullable String orNull(StringProperty typed) {
        return typed.get().isBlank() ? null : typed.get().strip();
    }
}
