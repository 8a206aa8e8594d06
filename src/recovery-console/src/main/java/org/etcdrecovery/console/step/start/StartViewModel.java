package org.etcdrecovery.console.step.start;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.deliver.DeliveryFacts;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.host.Host;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.HandOverForm;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Restored;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.start.deliver.DeliverViewModel;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.command.JoinCommands;
import org.etcdrecovery.core.handover.HandOverFiles;
import org.etcdrecovery.core.handover.HandOverFiles.HandOverFile;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** The step Start: what the operator does on the members' hosts. */
public final class StartViewModel implements StepModel {
    private final Texts texts = Texts.of("start");
    private final StepOutline outline = new StepOutline(StepId.START);
    private final Recovery recovery;
    private final StepTools tools;
    private final ReadOnlyObjectWrapper<StartForm> form = new ReadOnlyObjectWrapper<>(StartForm.COMMAND);
    private final ObservableList<MemberGuide> guides = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<MemberGuide>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Path>> saved = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());
    private final Strangers strangers;
    private final HostWatch host;
    private final DeliverViewModel deliver;
    private boolean formChosen;
    /** What was typed before a restart. */
    private HandOverForm before = new HandOverForm("", Map.of(), Map.of());
    private boolean stopsAnyway;
    private final Coalesced refresh = new Coalesced(this::show);
    private String handed = "";
    private final Set<String> copied = new HashSet<>();

    /**
     * @param recovery  the state of the run
     * @param tools     the services that steps use
     * @param strangers the members of other clusters at the planned URLs
     * @param delivery  the way to the hosts over SSH
     */
    public StartViewModel(Recovery recovery, StepTools tools, Strangers strangers, DeliverySteps delivery) {
        this(recovery, tools, strangers, delivery, Host.LOCAL);
    }

    /** On this host. */
    StartViewModel(Recovery recovery, StepTools tools, Strangers strangers, DeliverySteps delivery, Host host) {
        this.deliver = new DeliverViewModel(recovery, tools, delivery, outline, () -> strangers.all().size());
        deliver.delivery().changes().subscribe(refresh::changed);
        recovery.execution().planFile().subscribe(refresh::changed);
        this.host = new HostWatch(host, tools.runner(), this::settle);
        this.recovery = recovery;
        this.tools = tools;
        this.strangers = strangers;
        recovery.execution().outgoing().subscribe(_ -> rebuild());
        recovery.laterMembers().subscribe(_ -> rebuild());
        recovery.oldCluster().connection().subscribe(_ -> rebuild());
        recovery.execution().handedOver().subscribe(refresh::changed);
        recovery.snapshot().subscribe(_ -> stopsAnyway = false);
        recovery.oldCluster().report().subscribe(_ -> settle());
        recovery.rescued().subscribe(_ -> settle());
        strangers.seen().subscribe(refresh::changed);
        strangers.elsewhere().subscribe(refresh::changed);
        strangers.seen().subscribe(_ -> settle());
        form.subscribe(_ -> settle());
        this.host.usualForm().subscribe(found -> found.filter(_ -> !formChosen).ifPresent(form::set));
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    @Override
    public void entered() {
        strangers.look();
        listServers();
        host.look();
    }

    /** Looks which servers run on this host. */
    void listServers() {
        if (members() > 0) {
            host.list(starts().flatMap(start -> start.localDirectory().stream()).collect(Collectors.toSet()),
                    starts().flatMap(start -> start.localOwner().stream()).collect(Collectors.toSet()));
        }
    }

    /** How the members are configured and started. */
    ReadOnlyObjectProperty<StartForm> form() {
        return form.getReadOnlyProperty();
    }

    /** Chooses how the members are configured and started. */
    void choose(StartForm chosen) {
        formChosen = true;
        form.set(chosen);
    }

    /** How this host is configured to start etcd; empty if it is not, or not known yet. */
    ReadOnlyObjectProperty<Optional<StartForm>> usualForm() {
        return host.usualForm();
    }

    /** Shows how to stop the old members although their latest writes are not saved. */
    void stopAnyway() {
        stopsAnyway = true;
        settle();
    }

    /** What to do for each member: first those that were restored, then those that join later. */
    ObservableList<MemberGuide> guides() {
        return guides;
    }

    /** The selected member. */
    ObjectProperty<Optional<MemberGuide>> selected() {
        return selected;
    }

    /** The files that were last saved. */
    ReadOnlyObjectProperty<List<Path>> saved() {
        return saved;
    }

    /** Why saving failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    private void rebuild() {
        List<MemberGuide> all = new ArrayList<>();
        recovery.execution().outgoing().get().ifPresent(plan -> {
            if (isHere()) {
                plan.members().forEach(member -> all.add(started(plan, member)));
            }
            all.addAll(joining(plan));
        });
        String shown = selected.get().map(MemberGuide::name).orElse("");
        guides.setAll(all);
        selected.set(all.stream()
                .filter(guide -> guide.name().equals(shown))
                .findFirst()
                .or(() -> all.stream().findFirst()));
        starts().forEach(start -> start.refill(before));
        saved.set(List.of());
        copied.clear();
        failed.set(Optional.empty());
        settle();
        refresh.changed();
    }

    @Override
    public TypedForms addTyped(TypedForms forms) {
        HandOverForm now = starts().findAny().isEmpty()
                ? before
                : new HandOverForm(formChosen ? form.get().name() : "", typed(MemberStart::typedDirectory),
                        typed(MemberStart::typedOwner));
        return deliver.delivery().addTyped(now.isEmpty() ? forms : forms.withHandOver(now));
    }

    private Map<String, String> typed(Function<MemberStart, Optional<String>> field) {
        return starts().filter(start -> field.apply(start).isPresent())
                .collect(Collectors.toMap(MemberStart::name, start -> field.apply(start).orElseThrow()));
    }

    @Override
    public void fill(TypedForms forms) {
        forms.delivery().ifPresent(deliver.delivery()::fill);
        forms.handOver().ifPresent(typed -> {
            before = typed;
            Stream.of(StartForm.values())
                    .filter(known -> known.name().equals(typed.form()))
                    .findFirst()
                    .ifPresent(this::choose);
        });
    }

    private MemberStart started(RestorePlan plan, PlannedMember member) {
        MemberStart start = new MemberStart(plan, member);
        // The tabs of the other members must not offer to stop this one.
        start.dataDir().subscribe((_, _) -> settle());
        return start;
    }

    private List<MemberGuide> joining(RestorePlan plan) {
        JoinCommands commands = new JoinCommands(NewCluster.settings(plan, recovery), plan);
        List<MemberRequest> later = recovery.laterMembers().get();
        List<MemberGuide> joins = new ArrayList<>();
        for (int i = 0; i < later.size(); i++) {
            joins.add(new MemberJoin(later.get(i), commands.of(later.get(i), later.subList(0, i))));
        }
        return joins;
    }

    private void settle() {
        StartSurroundings now = new StartSurroundings(form.get(), host.isThisHost(), host.servers(),
                ClusterPorts.old(recovery),
                ClusterPorts.planned(recovery), host.closed(), host::unknownName, directories(),
                stopsAnyway ? "" : UnsavedMembers.in(recovery, strangers.seen().get()),
                recovery.execution().restored().get().map(Restored::started).orElse(Instant.MAX));
        // The host of a member follows from what is known of this one.
        starts().forEach(start -> start.settle(now));
        Map<String, String> stopping = new HashMap<>();
        starts().forEach(start -> {
            String first = stopping.computeIfAbsent(start.host(), _ -> start.name());
            start.settle(now, Optional.of(first).filter(name -> !name.equals(start.name())));
        });
    }

    private Set<Path> directories() {
        return starts().flatMap(MemberStart::directories).collect(Collectors.toSet());
    }

    /** The members that start together. */
    private Stream<MemberStart> starts() {
        return guides.stream().filter(MemberStart.class::isInstance).map(MemberStart.class::cast);
    }

    /** Called when the operator has copied commands of a member. */
    void copied(MemberGuide guide) {
        copied.add(guide.name());
        handOver(copied.size() == guides.size()
                ? texts.get("caption.copied")
                : texts.get("caption.copied.some", copied.size(), guides.size()));
    }

    /** Asks for a directory, and saves what each host needs. */
    void save() {
        if (!outline.activity().isRunning()) {
            failed.set(Optional.empty());
            tools.dialogs().chooseDirectory(texts.get("save.title")).ifPresent(this::save);
        }
    }

    private void save(Path directory) {
        List<HandOverFile> files = starts().map(MemberStart::file).toList();
        tools.runner().run(outline.activity(), _ -> HandOverFiles.save(directory, files), paths -> {
            saved.set(paths);
            handOver(texts.get(form.get() == StartForm.COMMAND ? "caption.scripts" : "caption.steps"));
        }, thrown -> failed.set(Optional.of(Failed.of(thrown))));
    }

    private void goOn() {
        confirm();
        outline.forward();
    }

    @Override
    public void confirm() {
        if (isHere() && !deliver.delivery().isOverSsh() && recovery.execution().handedOver().get().isEmpty()) {
            handOver(texts.get("caption.shown"));
        }
    }

    private void handOver(String how) {
        refresh.together(() -> {
            handed = how;
            recovery.execution().handOver(guides.stream().flatMap(guide -> guide.handedOver().stream()).toList());
            refresh.changed();
        });
    }

    private void show() {
        StartFacts facts = new StartFacts(members(), isHere(),
                recovery.execution().handedOver().get().isEmpty() ? "" : handed,
                strangers.seen().get().size(), strangers.elsewhere().get().size(), outline.wasPassed(), delivered(),
                deliver.commands());
        outline.show(StartStatus.of(facts), action -> {
            if (action == Action.CONTINUE) {
                goOn();
            } else {
                deliver.act(action);
            }
        });
    }

    private Optional<DeliveryFacts> delivered() {
        return Optional.of(deliver.delivery())
                .filter(delivery -> delivery.isOverSsh() && members() > 0)
                .map(DeliveryModel::facts);
    }

    /** The way to the hosts over SSH. */
    DeliverViewModel deliver() {
        return deliver;
    }

    /** The members of other clusters at the planned URLs. */
    Strangers strangers() {
        return strangers;
    }

    /** How many members start together; 0 while there is no plan for them. */
    int members() {
        return recovery.execution().outgoing().get().map(plan -> plan.members().size()).orElse(0);
    }

    /** Whether their data directories are on this machine. */
    boolean isHere() {
        return recovery.execution().restored().get().isPresent();
    }
}
