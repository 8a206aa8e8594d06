package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.DeliveryForm.HostForm;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.SshAddress;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.plan.PlannedMember;

/** Where a member goes, as it is typed: its host, its directory there, and what starts it. */
public final class HostFields {
    private final PlannedMember member;
    /** What was filled in before the operator typed anything. */
    private HostForm given;
    private final BooleanProperty chosen = new SimpleBooleanProperty();
    private final BooleanProperty gone = new SimpleBooleanProperty();
    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty directory = new SimpleStringProperty("");
    private final ObjectProperty<ServiceKind> service = new SimpleObjectProperty<>(ServiceKind.SYSTEMD);
    private final StringProperty unit = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper sharedWith = new ReadOnlyStringWrapper("");

    /**
     * @param host the host in the peer URL of the member
     */
    HostFields(PlannedMember member, String host) {
        this.member = member;
        this.given = new HostForm(true, false, host, Placement.USUAL_DATA_DIR, ServiceKind.SYSTEMD.name(),
                ServiceKind.SYSTEMD.usual());
        fill(given);
        service.subscribe((before, now) -> {
            if (unit.get().equals(before.usual()) || unit.get().isBlank()) {
                unit.set(now.usual());
            }
        });
    }

    void fill(HostForm form) {
        chosen.set(form.chosen());
        gone.set(form.gone());
        address.set(form.address());
        directory.set(form.directory());
        for (ServiceKind kind : ServiceKind.values()) {
            if (kind.name().equals(form.service())) {
                service.set(kind);
            }
        }
        unit.set(form.unit());
    }

    void fill(MemberHost known) {
        given = new HostForm(true, false, known.address(), known.directory(), known.service(), known.unit());
        fill(given);
    }

    /** Calls back when the member is to go to another place, or is to be started by something else. */
    void onMoved(Runnable moved) {
        address.subscribe((_, _) -> moved.run());
        directory.subscribe((_, _) -> moved.run());
        unit.subscribe((_, _) -> moved.run());
        service.subscribe((_, _) -> moved.run());
    }

    /** What a profile keeps of these fields. */
    MemberHost place() {
        HostAddress typed = HostAddress.of(address.get());
        return new MemberHost(typed.host(), typed.directory().orElse(directory.get().strip()),
                member.walDir().map(Object::toString).orElse(""), service.get().name(), unit.get().strip());
    }

    /** What a resumed run is filled with; empty if nothing was typed. */
    Optional<HostForm> typed() {
        return Optional.of(new HostForm(chosen.get(), gone.get(), SshAddress.withoutPasswords(address.get()),
                directory.get(), service.get().name(), unit.get())).filter(form -> !form.equals(given));
    }

    /** Whether the member is delivered. */
    public BooleanProperty chosen() {
        return chosen;
    }

    /** Whether the operator said that its old etcd will not come back, if it is not delivered. */
    public BooleanProperty gone() {
        return gone;
    }

    /** Its host, as {@code [USER@]HOST[:PORT]}, perhaps behind {@code ssh://}, where the directory may follow. */
    public StringProperty address() {
        return address;
    }

    /** Its data directory there. */
    public StringProperty directory() {
        return directory;
    }

    /** What starts it there. */
    public ObjectProperty<ServiceKind> service() {
        return service;
    }

    /** Whether the operator starts it. */
    boolean isByHand() {
        return service.get() == ServiceKind.NONE;
    }

    /** The unit or the manifest. */
    public StringProperty unit() {
        return unit;
    }

    /** Moves a directory behind the host to where directories are typed. */
    public void settle() {
        HostAddress.of(address.get()).directory().ifPresent(directory::set);
        address.set(HostAddress.of(address.get()).host());
    }

    /** What is wrong with the host; empty if nothing is. */
    public String addressProblem() {
        return HostAddress.of(address.get()).problem();
    }

    /** What is wrong with the directory; empty if nothing is. */
    public String directoryProblem() {
        String own = HostAddress.directoryProblem(directory.get());
        return own.isEmpty() && !sharedWith.get().isEmpty()
                ? Texts.of("deliver")
                        .get("directory.sharedWith", sharedWith.get(), sharedWith.get().contains(", ") ? 2 : 1)
                : own;
    }

    /** What is wrong with the unit or the manifest; empty if nothing is. */
    public String unitProblem() {
        return HostAddress.problem(() -> service.get().named(unit.get().strip()));
    }

    /** The names of the other members that go to the same directory of the same host; empty if none does. */
    public ReadOnlyStringProperty sharedWith() {
        return sharedWith.getReadOnlyProperty();
    }

    void shareWith(List<HostRow> others) {
        sharedWith.set(others.stream().map(HostRow::name).collect(Collectors.joining(", ")));
    }

    /** What two members cannot have in common, by any user; empty while it is not complete, or not delivered. */
    Optional<String> placeKey() {
        HostAddress typed = HostAddress.of(address.get());
        if (!chosen.get() || !(typed.problem() + HostAddress.directoryProblem(directory.get())).isEmpty()) {
            return Optional.empty();
        }
        return HostAddress.problem(() -> typed.at(directory.get())).isEmpty()
                ? Optional.of(typed.at(directory.get()))
                        .map(there -> there.host().toLowerCase(Locale.ROOT) + ' ' + there.port() + ' '
                                + there.directory())
                : Optional.empty();
    }

    /** Where it goes; empty while something that is typed is wrong. */
    Optional<DeliveryTarget> target() {
        if (!(addressProblem() + directoryProblem() + unitProblem()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeliveryTarget(member, HostAddress.of(address.get()).at(directory.get()),
                service.get().named(unit.get().strip())));
    }
}
