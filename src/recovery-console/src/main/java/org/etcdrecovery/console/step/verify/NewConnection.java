package org.etcdrecovery.console.step.verify;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.jspecify.annotations.Nullable;

/** How the new cluster is reached, as it is typed: by default as the plan and the old cluster say. */
final class NewConnection {
    private final Texts texts = Texts.of("verify");
    private final StringProperty endpoints = new SimpleStringProperty("");
    private final StringProperty ca = new SimpleStringProperty("");
    private final StringProperty certificate = new SimpleStringProperty("");
    private final StringProperty key = new SimpleStringProperty("");
    private final StringProperty serverName = new SimpleStringProperty("");
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final BooleanProperty skipVerify = new SimpleBooleanProperty();
    private ConnectionSettings base = ConnectionSettings.of(List.of());

    /** The client URLs, as etcdctl takes them. */
    StringProperty endpoints() {
        return endpoints;
    }

    /** A path, or nothing; as the next two. */
    StringProperty ca() {
        return ca;
    }

    StringProperty certificate() {
        return certificate;
    }

    StringProperty key() {
        return key;
    }

    /** The name that certificates must cover. */
    StringProperty serverName() {
        return serverName;
    }

    /** Whether any certificate is accepted. */
    BooleanProperty skipVerify() {
        return skipVerify;
    }

    /** Who asks; empty for nobody. */
    StringProperty user() {
        return user;
    }

    /** Kept in memory only. */
    StringProperty password() {
        return password;
    }

    /** Everything that can be typed. */
    List<StringProperty> texts() {
        return List.of(endpoints, ca, certificate, key, serverName, user, password);
    }

    /** Starts from these settings, in the place of whatever was typed. */
    void fill(ConnectionSettings settings) {
        base = settings;
        endpoints.set(settings.endpoints().stream().map(Endpoint::url).collect(Collectors.joining(", ")));
        TlsSettings tls = settings.tls();
        ca.set(text(tls.ca()));
        certificate.set(text(tls.certificate()));
        key.set(text(tls.key()));
        serverName.set(text(tls.serverName()));
        skipVerify.set(tls.skipVerify());
        Login login = settings.login();
        user.set(login == null ? "" : login.user());
        password.set(login == null ? "" : login.password());
    }

    /**
     * What was typed.
     *
     * @throws SettingsException saying what is wrong with it
     */
    ConnectionSettings settings() throws SettingsException {
        TlsSettings tls = new TlsSettings(path(ca), path(certificate), path(key), typed(serverName),
                skipVerify.get());
        List<Endpoint> parsed = Endpoint.parseAll(List.of(endpoints.get()), tls.isSet());
        String who = typed(user);
        return base.withEndpoints(parsed).withTls(tls).withLogin(who == null ? null : new Login(who, password.get()));
    }

    private @Nullable Path path(StringProperty property) throws SettingsException {
        String text = typed(property);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new SettingsException(texts.get("path.wrong", e.getInput()), e);
        }
    }

    private static @Nullable String typed(StringProperty property) {
        return property.get().isBlank() ? null : property.get().strip();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
