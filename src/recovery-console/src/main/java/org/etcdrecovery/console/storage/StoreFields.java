package org.etcdrecovery.console.storage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.shell.FieldProblems;
import org.etcdrecovery.console.shell.StoreAccess;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreCredentials;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.text.UrlText;

/** Where the snapshots are and how their store is reached, as typed. Credentials are kept in memory only. */
public final class StoreFields {
    private final Texts texts = Texts.of("storage");
    private final Map<Field, StringProperty> values = new EnumMap<>(Field.class);
    private final FieldProblems<Field> problems = new FieldProblems<>(Field.class, this::wrong);
    private final BooleanProperty virtualHost = new SimpleBooleanProperty();

    /** What is typed. */
    public enum Field {
        ADDRESS, ENDPOINT, REGION, CA, ACCESS_KEY, SECRET_KEY, SESSION_TOKEN
    }

    /** Fields in which nothing is typed. */
    public StoreFields() {
        for (Field field : Field.values()) {
            values.put(field, new SimpleStringProperty(""));
        }
        for (Field field : Field.values()) {
            value(field).subscribe(() -> problems.changed(field));
        }
        // The two only count together.
        value(Field.SECRET_KEY).subscribe(() -> problems.changed(Field.ACCESS_KEY));
        value(Field.ACCESS_KEY).subscribe(() -> problems.changed(Field.SECRET_KEY));
        follow(problems::refresh);
    }

    /** The value of a field. */
    public StringProperty value(Field field) {
        return Objects.requireNonNull(values.get(field));
    }

    /** Whether the bucket is a part of the host name. */
    BooleanProperty virtualHost() {
        return virtualHost;
    }

    /** What is wrong with a field, a sentence; empty if nothing is. */
    public ReadOnlyStringProperty problem(Field field) {
        return problems.of(field);
    }

    /** Calls the listener now and after every change. */
    public void follow(Runnable listener) {
        values.values().forEach(value -> value.subscribe((_, _) -> listener.run()));
        virtualHost.subscribe((_, _) -> listener.run());
        listener.run();
    }

    /** Says what the store found wrong with a field. It no longer counts once the field is changed. */
    public void blame(Field field, String why) {
        problems.blame(field, why);
    }

    /** Forgets what the store found wrong. */
    public void forgive() {
        problems.forgive();
    }

    /** The place, with the whole of a URL. */
    public StorePlace place() {
        return new StorePlace(typed(Field.ADDRESS), typed(Field.ENDPOINT), typed(Field.REGION), virtualHost.get(),
                typed(Field.CA));
    }

    /** The place in the form that is saved: without the query of a URL, which may be secret. */
    public StorePlace form() {
        return place().at(UrlText.ofAddress(typed(Field.ADDRESS)));
    }

    /** Restores what was typed earlier. Credentials were not kept; those of the same store stay. */
    public void fill(StorePlace form) {
        if (!form.endpoint().strip().equals(typed(Field.ENDPOINT))) {
            Stream.of(Field.ACCESS_KEY, Field.SECRET_KEY, Field.SESSION_TOKEN).forEach(field -> value(field).set(""));
        }
        value(Field.ADDRESS).set(form.address());
        value(Field.ENDPOINT).set(form.endpoint());
        value(Field.REGION).set(form.region());
        value(Field.CA).set(form.ca());
        virtualHost.set(form.virtualHost());
    }

    /** The address; empty until one is typed that can be read. */
    public Optional<StoreAddress> address() {
        try {
            return typed(Field.ADDRESS).isEmpty() ? Optional.empty() : Optional.of(StoreAccess.address(place()));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    /** What was typed to log in; empty if nothing was, or not all of it. */
    public Optional<StoreCredentials> credentials() {
        return typed(Field.ACCESS_KEY).isEmpty() || typed(Field.SECRET_KEY).isEmpty()
                ? Optional.empty()
                : Optional.of(new StoreCredentials(typed(Field.ACCESS_KEY), typed(Field.SECRET_KEY),
                        Optional.of(typed(Field.SESSION_TOKEN)).filter(token -> !token.isEmpty())));
    }

    /** Why no store can be asked, in a few words; empty if one can. */
    public String reason() {
        if (typed(Field.ADDRESS).isEmpty()) {
            return texts.get("empty");
        }
        // What the store found wrong may be right by now.
        boolean wrong = List.of(Field.values()).stream().anyMatch(field -> !wrong(field).isEmpty());
        return wrong ? texts.get("wrong") : "";
    }

    private String wrong(Field field) {
        String text = typed(field);
        try {
            switch (field) {
                case ADDRESS -> {
                    if (!text.isEmpty()) {
                        StoreAccess.address(place());
                    }
                }
                case ENDPOINT -> {
                    if (!text.isEmpty()) {
                        StoreSettings.endpoint(text);
                    }
                }
                case ACCESS_KEY -> {
                    return text.isEmpty() && !(typed(Field.SECRET_KEY) + typed(Field.SESSION_TOKEN)).isEmpty()
                            ? texts.get("accessKey.missing")
                            : "";
                }
                case SECRET_KEY -> {
                    return text.isEmpty() && !typed(Field.ACCESS_KEY).isEmpty()
                            ? texts.get("secretKey.missing")
                            : "";
                }
                case REGION, CA, SESSION_TOKEN -> {
                    return "";
                }
            }
            return "";
        } catch (StoreException e) {
            return texts.get("sentence", String.valueOf(e.getMessage()));
        }
    }

    private String typed(Field field) {
        return value(field).get().strip();
    }
}
