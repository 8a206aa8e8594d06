package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.deliver.HostFacts.Copied;
import org.etcdrecovery.console.recovery.DeliveryForm.HostForm;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostOutcome.Failure;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.deliver.SshAddress;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.plan.PlannedMember;

/** One member and its host: what is typed for it, and what is known of it. */
public final class HostRow {
    private final PlannedMember member;
    private final HostForm usual;
    private final BooleanProperty chosen = new SimpleBooleanProperty(true);
    private final BooleanProperty gone = new SimpleBooleanProperty();
    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty directory = new SimpleStringProperty("");
    private final ObjectProperty<ServiceKind> service = new SimpleObjectProperty<>(ServiceKind.SYSTEMD);
    private final StringProperty unit = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper twin = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<HostCondition> condition = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<HostReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<HostStatus> status = Optional.empty();
    private Optional<OtherPlan> other = Optional.empty();
    private Optional<HostState> state = Optional.empty();
    private OptionalInt quarantine = OptionalInt.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<Copied> copied = Optional.empty();
    private Optional<String> acceptedKey = Optional.empty();
    private Optional<Step> step = Optional.empty();
    private String phase = "";
    private long expected;
    private long sent;
    /** Whether the way back was removed in this session, and the journal with it. */
    private boolean cleaned;

    /**
     * @param host the host in the peer URL of the member
     */
    HostRow(PlannedMember member, String host) {
        this.member = member;
        this.usual = new HostForm(true, false, host, Placement.USUAL_DATA_DIR, ServiceKind.SYSTEMD.name(),
                ServiceKind.SYSTEMD.usual());
        fill(usual);
        address.subscribe((_, _) -> forget());
        directory.subscribe((_, _) -> forget());
        unit.subscribe((_, _) -> forget());
        service.subscribe((before, now) -> {
            if (unit.get().equals(before.usual()) || unit.get().isBlank()) {
                unit.set(now.usual());
            }
            forget();
        });
        chosen.subscribe((_, _) -> show());
        gone.subscribe((_, _) -> show());
        show();
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
        fill(new HostForm(true, false, known.address(), known.directory(), known.service(), known.unit()));
    }

    /** Where it goes, for the profile. */
    MemberHost place() {
        HostAddress typed = HostAddress.of(address.get());
        return new MemberHost(typed.host(), typed.directory().orElse(directory.get().strip()),
                member.walDir().map(Object::toString).orElse(""), service.get().name(), unit.get().strip());
    }

    /** What is typed; empty if it is the usual. */
    Optional<HostForm> typed() {
        return Optional.of(new HostForm(chosen.get(), gone.get(), SshAddress.withoutPasswords(address.get()),
                directory.get(), service.get().name(), unit.get())).filter(form -> !form.equals(usual));
    }

    /** The member. */
    public PlannedMember member() {
        return member;
    }

    /** Its name. */
    public String name() {
        return member.name();
    }

    /** Whether it is delivered. */
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

    /** The unit or the manifest. */
    public StringProperty unit() {
        return unit;
    }

    /** How it stands. */
    public ReadOnlyObjectProperty<HostCondition> condition() {
        return condition.getReadOnlyProperty();
    }

    /** What the last check found; empty before, and once something else was typed. */
    public ReadOnlyObjectProperty<Optional<HostReport>> report() {
        return report.getReadOnlyProperty();
    }

    /** The last word of its journal; empty before it was read, and if it could not be. */
    public Optional<HostState> state() {
        return state;
    }

    /** Whether it lets no clients in yet. */
    public boolean isKept() {
        return quarantine.isPresent();
    }

    /** Whether it is in place, by its journal. */
    boolean isInPlace() {
        return state.filter(HostState::mayRun).isPresent();
    }

    /** Whether it is in place and, if a service starts it, was started and runs. */
    public boolean isPlaced() {
        return failure.isEmpty() && !isSilent() && state.filter(service.get() == ServiceKind.NONE
                ? HostState::mayRun
                : HostState.STARTED::equals).isPresent();
    }

    /** Whether it was started, but nothing runs there, as far as its host was asked. */
    boolean isSilent() {
        return state.equals(Optional.of(HostState.STARTED)) && service.get() != ServiceKind.NONE
                && status.filter(known -> known.running().isEmpty()).isPresent();
    }

    /** Whether a process uses its data directory, as far as its host was asked. */
    private boolean runs() {
        return status.filter(known -> !known.running().isEmpty()).isPresent();
    }

    /** Whether the operator starts it. */
    public boolean isByHand() {
        return service.get() == ServiceKind.NONE;
    }

    /** Whether it is in place, and the operator has still to start it, as far as its host was asked. */
    boolean isToStart() {
        return isByHand() && isPlaced() && !runs();
    }

    /** Whether its host was asked since something was typed. */
    boolean isAsked() {
        return report.get().isPresent();
    }

    /** Whether nothing can be staged there. */
    boolean isBlocked() {
        return other.isPresent() || (!isPlaced() && report.get().filter(HostReport::blocks).isPresent());
    }

    /** Whether nothing can be put in place there. */
    boolean isBarred() {
        return !isPlaced() && report.get().filter(HostReport::blocksActivation).isPresent();
    }

    /** Whether the last step was not taken there. */
    boolean hasFailed() {
        return failure.isPresent();
    }

    /** The directories that were moved aside there. */
    public List<HostStatus.Kept> aside() {
        return status.map(HostStatus::kept).orElse(List.of());
    }

    /** The members that the others were activated without, by its journal. */
    List<String> without() {
        return status.map(HostStatus::without).orElse(List.of());
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
        return own.isEmpty() && !twin.get().isEmpty()
                ? Texts.of("deliver").get("directory.twin", twin.get(), twin.get().contains(", ") ? 2 : 1)
                : own;
    }

    /** The names of the other members that go to the same directory of the same host; empty if none does. */
    public ReadOnlyStringProperty twin() {
        return twin.getReadOnlyProperty();
    }

    void twins(List<HostRow> others) {
        twin.set(others.stream().map(HostRow::name).collect(Collectors.joining(", ")));
    }

    /** What two members cannot have in common, by any user; empty while it is not complete, or not delivered. */
    Optional<String> spot() {
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

    /** What is wrong with the unit or the manifest; empty if nothing is. */
    public String unitProblem() {
        return HostAddress.problem(() -> service.get().named(unit.get().strip()));
    }

    /** Where it goes; empty while something that is typed is wrong. */
    public Optional<DeliveryTarget> target() {
        if (!(addressProblem() + directoryProblem() + unitProblem()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeliveryTarget(member, HostAddress.of(address.get()).at(directory.get()),
                service.get().named(unit.get().strip())));
    }

    /** The fingerprint of a key that ssh does not know, if that is all that keeps the host from being reached. */
    public Optional<String> unknownKey() {
        return report.get()
                .filter(found -> found.findings()
                        .stream()
                        .anyMatch(finding -> finding.code().equals("ssh.host-key-unknown")))
                .flatMap(HostReport::hostKey);
    }

    /** Called when the operator has compared a fingerprint. */
    void accept(String fingerprint) {
        acceptedKey = Optional.of(fingerprint);
    }

    /** The fingerprint that the operator has compared. */
    Optional<String> acceptedKey() {
        return acceptedKey;
    }

    /** What was found on another host, or for another directory, means nothing. */
    private void forget() {
        acceptedKey = Optional.empty();
        status = Optional.empty();
        other = Optional.empty();
        state = Optional.empty();
        quarantine = OptionalInt.empty();
        failure = Optional.empty();
        sent = 0;
        cleaned = false;
        report.set(Optional.empty());
        show();
    }

    void working(Step at, String now) {
        step = Optional.of(at);
        // The word says already that it is checked.
        phase = at == Step.CHECK ? "" : now;
        copied = Optional.empty();
        show();
    }

    /** Whether something is done there now. */
    boolean isWorking() {
        return !phase.isEmpty() || copied.isPresent();
    }

    void copying(Optional<Copied> now) {
        copied = now;
        show();
    }

    /** Called when the work of a step has ended. */
    void rest() {
        step = Optional.empty();
        phase = "";
        copied = Optional.empty();
        show();
    }

    void checked(HostReport found) {
        failure = Optional.empty();
        state = found.reached() ? Optional.of(found.state()) : Optional.empty();
        report.set(Optional.of(found));
        show();
    }

    /** Adopts its journal, if it could be read. */
    void read(HostStatus now, String plan) {
        if (now.failure().isPresent()) {
            return;
        }
        status = Optional.of(now);
        boolean ours = now.isOf(plan);
        boolean earlier = other.filter(known -> known.ours() && now.isOf(known.sha256())).isPresent();
        other = OtherPlan.in(now).filter(_ -> !ours).map(found -> earlier ? found.asOurs() : found);
        state = Optional.of(ours || now.state() == HostState.UNDONE ? now.state() : HostState.NOTHING);
        quarantine = ours ? now.quarantine() : OptionalInt.empty();
        show();
    }

    /** What its journal says has been begun there, by whatever plan; empty if nothing has, or it is not known. */
    Optional<OtherPlan> begun() {
        return other.or(() -> status.flatMap(OtherPlan::in));
    }

    /** Whether it is known that nothing has been begun there, or that no journal is left of it. */
    boolean isEmpty() {
        return other.isEmpty() && (cleaned || state.equals(Optional.of(HostState.NOTHING))
                || state.equals(Optional.of(HostState.UNDONE)));
    }

    /** What another plan has begun there. */
    Optional<OtherPlan> other() {
        return other;
    }

    /** Called when an earlier plan of this run is known to have begun something there. */
    void leftBehind(OtherPlan earlier) {
        other = Optional.of(earlier.asOurs());
        show();
    }

    void ended(HostOutcome outcome) {
        failure = outcome.failure();
        outcome.state().ifPresent(now -> {
            state = Optional.of(now);
            quarantine = outcome.quarantine();
        });
        show();
    }

    /** Called when what was moved aside is removed; the host remembers nothing any more, but what runs goes on. */
    void cleaned() {
        status = Optional.empty();
        other = Optional.empty();
        cleaned = isInPlace();
        if (!cleaned) {
            state = Optional.of(HostState.NOTHING);
        }
        show();
    }

    /** Whether an undo has anything to take away. */
    boolean isUndoable() {
        return chosen.get() && !cleaned && state.filter(now -> now.compareTo(HostState.ACTIVATING) >= 0
                && now != HostState.UNDONE).isPresent();
    }

    /** Called when it is known how much is copied. */
    void expect(long bytes) {
        expected = bytes;
    }

    /** Called when all of that is there, and was compared. */
    void arrived() {
        sent = expected;
        show();
    }

    /** A message without the name and the host at its beginning, for a place that shows them already. */
    public String bare(String message) {
        String prefix = target().map(known -> name() + " (" + known.destination().address() + "): ").orElse("");
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private void show() {
        HostCondition now = HostCondition
                .of(new HostFacts(chosen.get(), gone.get(), step, phase, copied, report.get(), state,
                        quarantine, service.get() != ServiceKind.NONE, isSilent(), runs(), failure, sent, other));
        condition.set(new HostCondition(now.mood(), now.word(), bare(now.line()), now.code()));
    }
}
