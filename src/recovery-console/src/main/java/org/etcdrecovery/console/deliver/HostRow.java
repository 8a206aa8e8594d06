package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.deliver.HostFacts.Copied;
import org.etcdrecovery.console.deliver.HostFacts.Found;
import org.etcdrecovery.console.deliver.HostFacts.MemberProcess;
import org.etcdrecovery.console.deliver.HostFacts.Work;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostOutcome.Failure;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.plan.PlannedMember;

/** One member and its host: what is typed for it, and what is known of it. */
public final class HostRow {
    private final PlannedMember member;
    private final HostFields fields;
    private final ReadOnlyObjectWrapper<HostCondition> condition = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<HostReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<HostStatus> status = Optional.empty();
    private Optional<OtherPlan> other = Optional.empty();
    private Optional<HostState> state = Optional.empty();
    private OptionalInt quarantine = OptionalInt.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<String> startCommand = Optional.empty();
    private List<String> said = List.of();
    private Optional<String> acceptedKey = Optional.empty();
    private Work work = Work.NONE;
    private long expected;
    private long sent;
    /** Whether the way back was removed in this session, and the journal with it. */
    private boolean cleaned;
    /** Whether its member was in place and is not any more, as far as its host was asked. */
    private boolean takenAway;

    /**
     * @param host the host in the peer URL of the member
     */
    HostRow(PlannedMember member, String host) {
        this.member = member;
        this.fields = new HostFields(member, host);
        fields.onMoved(this::forget);
        fields.chosen().subscribe((_, _) -> show());
        fields.gone().subscribe((_, _) -> show());
        show();
    }

    PlannedMember member() {
        return member;
    }

    /** The name of the member. */
    public String name() {
        return member.name();
    }

    /** Where it goes, as it is typed. */
    public HostFields fields() {
        return fields;
    }

    /** What its row says of it. */
    public ReadOnlyObjectProperty<HostCondition> condition() {
        return condition.getReadOnlyProperty();
    }

    /** What the last check found; empty before, and once something else was typed. */
    public ReadOnlyObjectProperty<Optional<HostReport>> report() {
        return report.getReadOnlyProperty();
    }

    /** The last word of its journal; empty before it was read, and if it could not be. */
    Optional<HostState> state() {
        return state;
    }

    /** Whether it lets no clients in yet. */
    boolean isQuarantined() {
        return quarantine.isPresent();
    }

    /** Whether its member was in place and was taken away again; also once what was taken away is removed. */
    boolean isTakenAway() {
        return takenAway;
    }

    /** Whether it is in place, by its journal. */
    boolean isInPlace() {
        return state.filter(HostState::mayRun).isPresent();
    }

    /** Whether it is in place and, if a service starts it, was started and runs. */
    boolean isPlaced() {
        return failure.isEmpty() && !isSilent() && state.filter(fields.isByHand()
                ? HostState::mayRun
                : HostState.STARTED::equals).isPresent();
    }

    /** Whether it was started, but nothing runs there, as far as its host was asked. */
    boolean isSilent() {
        return state.equals(Optional.of(HostState.STARTED)) && !fields.isByHand()
                && status.filter(known -> known.running().isEmpty()).isPresent();
    }

    /** Whether a process uses its data directory, as far as its host was asked. */
    private boolean runs() {
        return status.filter(known -> !known.running().isEmpty()).isPresent();
    }

    /** Whether it is in place, and the operator still has to start it, as far as its host was asked. */
    boolean isToStart() {
        return fields.isByHand() && isPlaced() && !runs();
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

    /** The end of the log that explains why the last step was not taken there; empty if it was, or without a log. */
    List<String> log() {
        return failure.map(Failure::log).orElse(List.of());
    }

    /** The command by which the operator now starts the member there; empty if that is not left to them. */
    Optional<String> startCommand() {
        return startCommand;
    }

    /** What else the host said of the last step, a line each. */
    List<String> said() {
        return said;
    }

    /** The directories that were moved aside there. */
    List<HostStatus.Kept> aside() {
        return status.map(HostStatus::kept).orElse(List.of());
    }

    /** The members that the others were activated without, by its journal. */
    List<String> without() {
        return status.map(HostStatus::without).orElse(List.of());
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
        startCommand = Optional.empty();
        said = List.of();
        sent = 0;
        cleaned = false;
        takenAway = false;
        report.set(Optional.empty());
        show();
    }

    void working(DeliveryStep at, String now) {
        // The word says already that it is checked.
        work = new Work(Optional.of(at), at == DeliveryStep.CHECK ? "" : now, Optional.empty());
        show();
    }

    /** Whether something is done there now. */
    boolean isWorking() {
        return !work.phase().isEmpty() || work.copied().isPresent();
    }

    void copying(Copied now) {
        work = work.withCopied(now);
        show();
    }

    /** Called when the work of a step has ended. */
    void rest() {
        work = Work.NONE;
        show();
    }

    void checked(HostReport found) {
        failure = Optional.empty();
        startCommand = Optional.empty();
        said = List.of();
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
        startCommand = outcome.startCommand();
        said = outcome.details();
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
        return fields.chosen().get() && !cleaned && state.filter(now -> now.compareTo(HostState.ACTIVATING) >= 0
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
        String prefix = fields.target().map(known -> name() + " (" + known.destination().address() + "): ").orElse("");
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private void show() {
        state.filter(known -> known != HostState.NOTHING).ifPresent(known -> takenAway = known == HostState.UNDONE);
        HostCondition now = HostCondition.of(new HostFacts(fields.chosen().get(), fields.gone().get(), work,
                new Found(report.get(), state, quarantine, other),
                new MemberProcess(!fields.isByHand(), isSilent(), runs()),
                failure, sent));
        condition.set(new HostCondition(now.mood(), now.word(), bare(now.line()), now.code()));
    }
}
