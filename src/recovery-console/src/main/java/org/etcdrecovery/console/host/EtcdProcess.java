package org.etcdrecovery.console.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.handover.OldMemberCommands;
import org.etcdrecovery.core.shell.Command;

/**
 * An etcd server that runs on this host.
 *
 * @param pid       its process ID
 * @param started   when it started; empty if the system does not tell
 * @param arguments its command line
 * @param manager   what started it, and would start it again
 */
public record EtcdProcess(long pid, Optional<Instant> started, CommandLine arguments, Manager manager) {
    /** Servers whose names contain etcd are often something else, such as etcdctl. */
    private static final String PROGRAM = "etcd";
    /** Only a unit named after etcd: a server may also have been started by hand inside of another service. */
    private static final Pattern UNIT = Pattern.compile("/system\\.slice/(?:.*/)?([^/]*etcd[^/]*\\.service)$",
            Pattern.MULTILINE);

    /** What started a server. */
    public sealed interface Manager {
        /** Unknown: a shell, a container, or a supervisor that is not known here. */
        record None() implements Manager {}

        /**
         * A systemd unit.
         *
         * @param name the name of the unit, with its suffix
         */
        record Unit(String name) implements Manager {}

        /** The kubelet runs it, from a static pod. */
        record Pod() implements Manager {}
    }

    /** The servers that run now, by their process IDs. */
    static List<EtcdProcess> running() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> of(process).stream())
                .sorted(Comparator.comparingLong(EtcdProcess::pid))
                .toList();
    }

    private static Optional<EtcdProcess> of(ProcessHandle process) {
        return CommandLine.of(process)
                .filter(line -> line.program().equals(PROGRAM) && line.isOfMember())
                .map(line -> new EtcdProcess(process.pid(), process.info().startInstant(), line,
                        manager(ProcFile.text(process.pid(), "cgroup").orElse(""))));
    }

    /** @param cgroups the content of {@code /proc/PID/cgroup} */
    static Manager manager(String cgroups) {
        if (cgroups.contains("kubepods")) {
            return new Manager.Pod();
        }
        Matcher unit = UNIT.matcher(cgroups);
        return unit.find() ? new Manager.Unit(unit.group(1)) : new Manager.None();
    }

    /** Whether it serves this data directory, as far as its command line tells. */
    public boolean serves(Path dataDir) {
        // A relative path is below the working directory of the process.
        return arguments.value("data-dir").map(Path::of).map(Path::normalize).filter(dataDir::endsWith).isPresent();
    }

    /** The ports that its command line makes it listen on; empty if its configuration is elsewhere. */
    public Set<Integer> ports() {
        return Stream.of("listen-client-urls", "listen-peer-urls", "listen-client-http-urls")
                .flatMap(flag -> arguments.value(flag).stream())
                .flatMap(urls -> Endpoint.readable(List.of(urls.split(","))).stream())
                .map(Endpoint::port)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Stops it so that it does not come back. */
    public Command stop() {
        return switch (manager) {
            case Manager.None _ -> OldMemberCommands.kill(pid, arguments.written("data-dir"));
            case Manager.Unit unit -> OldMemberCommands.disable(unit.name());
            case Manager.Pod _ -> OldMemberCommands.disableStaticPod();
        };
    }
}
