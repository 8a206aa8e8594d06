package org.etcdrecovery.console.step.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.text.Shown;

/**
 * What the operator still has to do once the cluster is proven. A delivery over SSH has stopped the old members of its hosts
 * and moved their directories aside; what starts there now is the new cluster, which no line may tell to stop.
 */
final class Remaining {
    private final Texts texts = Texts.of("verify");
    private final Recovery recovery;
    private final HostsModel hosts;
    private final Strangers strangers;
    private final Delivered delivered;
    private final List<String> lines = new ArrayList<>();

    Remaining(Recovery recovery, HostsModel hosts, Strangers strangers) {
        this.recovery = recovery;
        this.hosts = hosts;
        this.strangers = strangers;
        this.delivered = hosts.delivered();
    }

    /** A sentence for each, in the order in which they are to be done. */
    List<String> lines() {
        letIn();
        keepOut();
        List<String> later = recovery.laterMembers().get().stream().map(MemberRequest::name).toList();
        if (!later.isEmpty()) {
            lines.add(texts.get("remains.join", String.join(", ", later)));
        }
        if (!hosts.steps().isSaved()) {
            lines.add(texts.get("remains.snapshot"));
        }
        if (recovery.facts().filter(SnapshotFacts::kubernetes).isPresent()) {
            lines.add(texts.get("remains.servers"));
            lines.add(texts.get("remains.controllers"));
        } else {
            lines.add(texts.get("remains.clients"));
        }
        if (!isOverSsh()) {
            lines.add(texts.get("remains.keep"));
        } else if (!hosts.steps().aside().isEmpty()) {
            lines.add(texts.get("remains.aside"));
        }
        return List.copyOf(lines);
    }

    private void letIn() {
        List<String> quarantined = delivered.quarantined();
        if (isOpen(ChecklistItem.STOP_WRITERS) && (!isOverSsh() || !quarantined.isEmpty())) {
            lines.add(texts.get("remains.writers"));
        }
        if (!quarantined.isEmpty()) {
            lines.add(texts.get("remains.open", String.join(", ", quarantined), quarantined.size()));
        }
    }

    private void keepOut() {
        if (!delivered.without().isEmpty()) {
            lines.add(texts.get("remains.without", String.join(", ", delivered.without())));
        }
        strangers.elsewhere()
                .get()
                .forEach(old -> lines.add(texts.get("remains.stop", Shown.name(old.stranger().called()))));
        if (isOverSsh()) {
            recovery.oldCluster().evidence().ifPresentOrElse(this::others, () -> {
                if (isOpen(ChecklistItem.DISABLE_MEMBERS)) {
                    lines.add(texts.get("remains.unseen"));
                }
            });
            return;
        }
        if (isOpen(ChecklistItem.DISABLE_MEMBERS)) {
            lines.add(texts.get("remains.disable"));
        }
        if (isOpen(ChecklistItem.COPY_DIRECTORIES)) {
            lines.add(texts.get("remains.copy"));
        }
    }

    private void others(QuorumAssessment known) {
        List<Member> old = known.members().stream().map(MemberState::member).toList();
        List<PlannedMember> planned = recovery.execution()
                .outgoing()
                .get()
                .stream()
                .flatMap(plan -> plan.members().stream())
                .filter(member -> delivered.members().contains(member.name())
                        || delivered.without().contains(member.name()))
                .toList();
        List<String> elsewhere = old.stream()
                .filter(member -> !isAt(member, old, planned))
                .map(Member::called)
                .map(Shown::name)
                .sorted()
                .toList();
        if (elsewhere.isEmpty()) {
            return;
        }
        String names = String.join(", ", elsewhere);
        if (isOpen(ChecklistItem.DISABLE_MEMBERS)) {
            lines.add(texts.get("remains.others", names, elsewhere.size()));
        }
        if (isOpen(ChecklistItem.COPY_DIRECTORIES)) {
            lines.add(texts.get("remains.copy.others", names));
        }
    }

    /** Whether an old member was where one of these is: at its peer URL, or as the only one on its host. */
    private static boolean isAt(Member member, List<Member> old, List<PlannedMember> planned) {
        Set<String> urls = planned.stream()
                .flatMap(each -> named(each.peerUrls(), Endpoint::authority))
                .collect(Collectors.toSet());
        Set<String> on = planned.stream()
                .flatMap(each -> named(each.peerUrls(), Endpoint::host))
                .collect(Collectors.toSet());
        return named(member.peerUrls(), Endpoint::authority).anyMatch(urls::contains)
                || named(member.peerUrls(), Endpoint::host).anyMatch(host -> on.contains(host)
                        && old.stream()
                                .filter(each -> named(each.peerUrls(), Endpoint::host).anyMatch(host::equals))
                                .count() == 1);
    }

    private static Stream<String> named(List<String> urls, Function<Endpoint, String> part) {
        return Endpoint.readable(urls).stream().map(part).map(text -> text.toLowerCase(Locale.ROOT));
    }

    private boolean isOverSsh() {
        return !delivered.members().isEmpty();
    }

    private boolean isOpen(String item) {
        return recovery.oldCluster()
                .checklist()
                .get()
                .stream()
                .anyMatch(each -> each.id().equals(item) && each.state() == ChecklistItem.State.OPEN);
    }
}
