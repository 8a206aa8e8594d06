package org.etcdrecovery.console.step.start;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.host.EtcdProcess;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.OldMemberCommands;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.shell.Command;

/** The first step on a host, stopping what runs there, with what is known of this run and of this host. */
final class StopStep {
    private static final Texts TEXTS = Texts.of("start");

    private StopStep() {}

    /**
     * The step as the operator should see it: without a command while members are unsaved, once for each host, and on
     * this host with the servers that run here.
     *
     * @param usual the step for a host that is not known
     * @param place where the new member will run
     * @param first the name of the member whose steps stop what runs on that host; empty if it is this one
     */
    static HandOver of(HandOver usual, Placement place, Optional<String> first, StartSurroundings now) {
        if (!now.unsaved().isEmpty()) {
            return new HandOver(usual.number(), TEXTS.get("stop.locked.title", now.unsaved()), List.of(),
                    TEXTS.get("stop.locked", now.unsaved()));
        }
        if (first.isPresent()) {
            return new HandOver(usual.number(), TEXTS.get("stop.first", first.get()), List.of(), "");
        }
        return place.here() ? here(usual, place, now) : usual;
    }

    private static HandOver here(HandOver usual, Placement place, StartSurroundings now) {
        List<EtcdProcess> others = now.servers().stream().filter(server -> !isNew(server, now)).toList();
        List<EtcdProcess> old = others.stream().filter(server -> isInTheWay(server, now)).toList();
        int apart = others.size() - old.size();
        if (!old.isEmpty()) {
            boolean clash = old.stream().anyMatch(server -> mayClash(server, now));
            return new HandOver(usual.number(), usual.title(), stop(old, usual, now.form()),
                    TEXTS.get(clash ? "stop.note" : "stop.note.elsewhere", apart).strip());
        }
        boolean itself = now.servers()
                .stream()
                .anyMatch(server -> isNew(server, now) && server.serves(Path.of(place.dataDir())));
        if (itself) {
            return new HandOver(usual.number(), TEXTS.get("stop.running"), List.of(), TEXTS.get("stop.running.note"));
        }
        // Where a service manages the old server, it may be about to start it again although it does not run now.
        boolean quiet = now.form() == StartForm.COMMAND
                || now.servers().stream().anyMatch(server -> isNew(server, now));
        return quiet
                ? new HandOver(usual.number(), TEXTS.get("stop.nothing"), List.of(),
                        TEXTS.get("stop.nothing.note", apart).strip())
                : usual;
    }

    /** A server whose ports are not known may be in the way; one on other ports is a cluster that must not be touched. */
    private static boolean isInTheWay(EtcdProcess server, StartSurroundings now) {
        return mayClash(server, now) || !Collections.disjoint(server.ports(), now.old());
    }

    private static boolean mayClash(EtcdProcess server, StartSurroundings now) {
        return server.ports().isEmpty() || !Collections.disjoint(server.ports(), now.planned());
    }

    /** A member of the new cluster, of this tab or of another: stopping it would undo the recovery. */
    private static boolean isNew(EtcdProcess server, StartSurroundings now) {
        return server.started().map(time -> time.isAfter(now.restored())).orElse(true)
                && now.directories().stream().anyMatch(server::serves);
    }

    /** Each server, and the manifest where a later step puts it back: the kubelet acts on a change of it at once. */
    private static List<Command> stop(List<EtcdProcess> old, HandOver usual, StartForm form) {
        List<Command> commands = old.stream().map(StopStep::stop).toList();
        boolean parked = commands.stream()
                .map(Command::text)
                .anyMatch(OldMemberCommands.disableStaticPod().text()::equals);
        return form != StartForm.STATIC_POD || parked
                ? commands
                : Stream.concat(commands.stream(), usual.commands().stream()).toList();
    }

    private static Command stop(EtcdProcess server) {
        String started = server.started().map(time -> Quantities.time(time, ZoneId.systemDefault())).orElse("");
        return new Command(server.stop().text(), List.of(TEXTS.get("stop.process", String.valueOf(server.pid()),
                started.isEmpty() ? 0 : 1, started, server.arguments().shown())));
    }
}
