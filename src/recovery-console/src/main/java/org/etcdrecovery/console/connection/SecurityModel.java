package org.etcdrecovery.console.connection;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.deliver.ThroughDoor;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.FieldProblems;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.jspecify.annotations.Nullable;

/** Certificates, login and the hosts in between, as typed. */
public final class SecurityModel {
    private final Texts texts = Texts.of("connection");
    private final Dialogs dialogs;
    private final HostsBetween between;
    private final StringProperty ca = new SimpleStringProperty("");
    private final StringProperty certificate = new SimpleStringProperty("");
    private final StringProperty key = new SimpleStringProperty("");
    private final StringProperty serverName = new SimpleStringProperty("");
    private final BooleanProperty skipVerify = new SimpleBooleanProperty();
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final FieldProblems<Field> problems = new FieldProblems<>(Field.class, this::wrong);

    /** The fields, to say what is wrong with one. */
    public enum Field {
        CA, CERTIFICATE, KEY, SERVER_NAME, USER, PASSWORD, THROUGH
    }

    /** A model with nothing typed. */
    public SecurityModel(Dialogs dialogs, ThroughDoor door) {
        this.dialogs = dialogs;
        this.between = new HostsBetween(door);
        for (Field field : Field.values()) {
            value(field).subscribe(() -> problems.changed(field));
        }
        // An answer is about the inputs that it was given for, and some fields only count together.
        key.subscribe(() -> problems.changed(Field.CERTIFICATE));
        user.subscribe(() -> problems.changed(Field.PASSWORD));
        skipVerify.subscribe(() -> List.of(Field.CA, Field.SERVER_NAME).forEach(problems::changed));
        follow(problems::refresh);
    }

    /** The value of a field. */
    private StringProperty value(Field field) {
        return switch (field) {
            case CA -> ca;
            case CERTIFICATE -> certificate;
            case KEY -> key;
            case SERVER_NAME -> serverName;
            case USER -> user;
            case PASSWORD -> password;
            case THROUGH -> between.typed();
        };
    }

    /** What is wrong with a field; empty if nothing is. */
    public ReadOnlyStringProperty problem(Field field) {
        return problems.of(field);
    }

    /** Says what a server found wrong with a field. It no longer counts once the field is changed. */
    public void blame(Field field, String why) {
        problems.blame(field, why);
    }

    /** Forgets what servers found wrong. */
    public void forgive() {
        problems.forgive();
    }

    /** The field whose value a text quotes, such as a message about a file that cannot be read. */
    public Optional<Field> quotedIn(String text) {
        return Stream.of(Field.CA, Field.CERTIFICATE, Field.KEY)
                .filter(field -> !value(field).get().isBlank() && text.contains(value(field).get().strip()))
                .findFirst();
    }

    private String wrong(Field field) {
        String path = field == Field.CA || field == Field.CERTIFICATE || field == Field.KEY ? wrongPath(field) : "";
        return !path.isEmpty() ? path : switch (field) {
            case CERTIFICATE -> typed(key) != null && typed(certificate) == null
                    ? texts.get("certificate.missing")
                    : "";
            case KEY -> typed(certificate) != null && typed(key) == null ? texts.get("key.missing") : "";
            case PASSWORD -> needsPassword() && !hasPasswordInUser()
                    ? texts.get("password.missing", user.get().strip())
                    : "";
            case USER -> hasPasswordInUser() ? texts.get("user.colon") : needsUser() ? texts.get("user.missing") : "";
            case THROUGH -> between.problem();
            case CA, SERVER_NAME -> "";
        };
    }

    private String wrongPath(Field field) {
        try {
            path(value(field));
            return "";
        } catch (SettingsException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Calls the listener now and after every change. */
    public void follow(Runnable listener) {
        List.of(ca, certificate, key, serverName, user, password, between.typed())
                .forEach(text -> text.subscribe(listener));
        skipVerify.subscribe(listener);
        listener.run();
    }

    /** The path of the CA certificate; empty for none. */
    public StringProperty ca() {
        return ca;
    }

    /** The path of the client certificate; empty for none. */
    public StringProperty certificate() {
        return certificate;
    }

    /** The path of the client certificate's key; empty for none. */
    public StringProperty key() {
        return key;
    }

    /** The name that server certificates must match. */
    public StringProperty serverName() {
        return serverName;
    }

    /** Whether any server certificate is accepted. */
    public BooleanProperty skipVerify() {
        return skipVerify;
    }

    /** The user to log in as; empty for no login. */
    public StringProperty user() {
        return user;
    }

    /** The password. It is kept in memory only, and is part of no form or profile. */
    public StringProperty password() {
        return password;
    }

    /** The hosts through which the members are reached. */
    public HostsBetween between() {
        return between;
    }

    /** Asks for a certificate or key file. */
    Optional<String> choose(String title) {
        return dialogs.openFile(title).map(Path::toString);
    }

    /** Restores what was typed earlier. The password was not kept. */
    public void fill(ConnectionForm form) {
        ca.set(form.ca());
        certificate.set(form.certificate());
        key.set(form.key());
        serverName.set(form.serverName());
        skipVerify.set(form.skipVerify());
        user.set(form.user());
        between.typed().set(form.through());
        password.set("");
    }

    /** Copies the settings of another connection. */
    public void fill(ConnectionSettings settings) {
        TlsSettings tls = settings.tls();
        ca.set(text(tls.ca()));
        certificate.set(text(tls.certificate()));
        key.set(text(tls.key()));
        serverName.set(text(tls.serverName()));
        skipVerify.set(tls.skipVerify());
        user.set(settings.login().map(Login::user).orElse(""));
        password.set(settings.login().map(Login::password).orElse(""));
        between.takeOver(settings.routes());
    }

    /**
     * The TLS settings as typed.
     *
     * @throws SettingsException if one of the paths is invalid
     */
    public TlsSettings tls() throws SettingsException {
        return new TlsSettings(path(ca), path(certificate), path(key), Optional.ofNullable(typed(serverName)),
                skipVerify.get());
    }

    /** The login that was typed; empty for none. */
    public Optional<Login> login() {
        return Optional.ofNullable(typed(user)).map(who -> new Login(who, password.get()));
    }

    /** The TLS settings as typed; empty if one of the paths is invalid, which is then said at its field. */
    public Optional<TlsSettings> validTls() {
        try {
            return Optional.of(tls());
        } catch (SettingsException e) {
            return Optional.empty();
        }
    }

    /** What is still missing or invalid, in a few words; empty if nothing is. */
    public String missing() {
        Optional<String> invalid = Stream.of(Field.CA, Field.CERTIFICATE, Field.KEY)
                .map(this::wrongPath)
                .filter(text -> !text.isEmpty())
                .findFirst();
        if (invalid.isPresent()) {
            return invalid.get();
        }
        if (typed(certificate) != null && typed(key) == null) {
            return texts.get("key.missing");
        }
        if (typed(key) != null && typed(certificate) == null) {
            return texts.get("certificate.missing");
        }
        if (hasPasswordInUser()) {
            return texts.get("user.colon");
        }
        if (!between.problem().isEmpty()) {
            return texts.get("through.reason");
        }
        if (needsUser()) {
            return texts.get("user.missing");
        }
        return needsPassword() ? texts.get("password.missing", user.get().strip()) : "";
    }

    /** Whether a password was typed after the user, as etcdctl takes it; no user of etcdctl has a colon in its name. */
    private boolean hasPasswordInUser() {
        return user.get().contains(":");
    }

    /** The user in the form that is saved: without a password that was typed there by mistake. */
    public String savedUser() {
        return user.get().split(":", 2)[0];
    }

    private boolean needsUser() {
        return typed(user) == null && !password.get().isEmpty();
    }

    /** Whether there is a user but no password. */
    public boolean needsPassword() {
        return typed(user) != null && password.get().isEmpty();
    }

    private Optional<Path> path(StringProperty property) throws SettingsException {
        String text = typed(property);
        try {
            return Optional.ofNullable(text).map(Path::of);
        } catch (InvalidPathException e) {
            throw new SettingsException(texts.get("path.wrong", e.getInput()), e);
        }
    }

    private static @Nullable String typed(StringProperty property) {
        return property.get().isBlank() ? null : property.get().strip();
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
