package org.etcdrecovery.console.step.start;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.etcdrecovery.console.host.EtcdProcess;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.shell.Command;

/** The first step on a host, stopping what runs there, with what is known of this run and of this host. */
final class StopStep {
    private static final Texts TEXTS = Texts.of("start");

    private StopStep() {}

    /**
     * The step as the operator should see it: without a command while members are unsaved, and on this host with the
     * servers that run here.
     *
     * @param usual the step for a host that is not known
     * @param place where the new member will run
     */
    static HandOver of(HandOver usual, Placement place, StartSurroundings now) {
        if (!now.unsaved().isEmpty()) {
            return new HandOver(usual.number(), TEXTS.get("stop.locked.title", now.unsaved()), List.of(),
                    TEXTS.get("stop.locked", now.unsaved()));
        }
        if (!place.here()) {
            return usual;
        }
        List<EtcdProcess> others = now.servers().stream().filter(server -> !isNew(server, now)).toList();
        List<EtcdProcess> old = others.stream().filter(server -> isInTheWay(server, now)).toList();
        int apart = others.size() - old.size();
        if (!old.isEmpty()) {
            return new HandOver(usual.number(), usual.title(), old.stream().map(StopStep::stop).toList(),
                    TEXTS.get("stop.note", apart).strip());
        }
        return now.form() == StartForm.COMMAND
                ? new HandOver(usual.number(), TEXTS.get("stop.nothing"), List.of(),
                        TEXTS.get("stop.nothing.note", apart).strip())
                : usual;
    }

    /** A server whose ports are not known may be in the way; one on other ports is a cluster that must not be touched. */
    private static boolean isInTheWay(EtcdProcess server, StartSurroundings now) {
        return server.ports().isEmpty() || !Collections.disjoint(server.ports(), now.ports());
    }

    /** A member of the new cluster, of this tab or of another: stopping it would undo the recovery. */
    private static boolean isNew(EtcdProcess server, StartSurroundings now) {
        return server.started().map(time -> time.isAfter(now.restored())).orElse(true)
                && now.directories().stream().anyMatch(server::serves);
    }

    private static Command stop(EtcdProcess server) {
        String started = server.started().map(time -> Quantities.time(time, ZoneId.systemDefault())).orElse("");
        return new Command(server.stop().text(), List.of(TEXTS.get("stop.process", String.valueOf(server.pid()),
                started.isEmpty() ? 0 : 1, started, server.arguments().shown())));
    }
}
