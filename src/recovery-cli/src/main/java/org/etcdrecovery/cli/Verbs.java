package org.etcdrecovery.cli;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.etcdrecovery.cli.options.DeclaredOptions;
import org.etcdrecovery.cli.options.PlainFactory;
import org.etcdrecovery.cli.verb.ClusterAssessCommand;
import org.etcdrecovery.cli.verb.ClusterProveCommand;
import org.etcdrecovery.cli.verb.DeliverActivateCommand;
import org.etcdrecovery.cli.verb.DeliverCheckCommand;
import org.etcdrecovery.cli.verb.DeliverCleanCommand;
import org.etcdrecovery.cli.verb.DeliverExportCommand;
import org.etcdrecovery.cli.verb.DeliverFetchCommand;
import org.etcdrecovery.cli.verb.DeliverOpenCommand;
import org.etcdrecovery.cli.verb.DeliverStageCommand;
import org.etcdrecovery.cli.verb.DeliverStatusCommand;
import org.etcdrecovery.cli.verb.DeliverUndoCommand;
import org.etcdrecovery.cli.verb.EndpointHealthCommand;
import org.etcdrecovery.cli.verb.EndpointStatusCommand;
import org.etcdrecovery.cli.verb.ExplainCommand;
import org.etcdrecovery.cli.verb.HashKvCommand;
import org.etcdrecovery.cli.verb.PlanCommand;
import org.etcdrecovery.cli.verb.RehearseCommand;
import org.etcdrecovery.cli.verb.RescueAssessCommand;
import org.etcdrecovery.cli.verb.RescueSnapshotCommand;
import org.etcdrecovery.cli.verb.RestoreCommand;
import org.etcdrecovery.cli.verb.ScheduleExportCommand;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.cli.verb.SnapshotBucketsCommand;
import org.etcdrecovery.cli.verb.SnapshotDiffCommand;
import org.etcdrecovery.cli.verb.SnapshotExportCommand;
import org.etcdrecovery.cli.verb.SnapshotGetCommand;
import org.etcdrecovery.cli.verb.SnapshotHistoryCommand;
import org.etcdrecovery.cli.verb.SnapshotKeepCommand;
import org.etcdrecovery.cli.verb.SnapshotKeysCommand;
import org.etcdrecovery.cli.verb.SnapshotKubernetesCommand;
import org.etcdrecovery.cli.verb.SnapshotLeasesCommand;
import org.etcdrecovery.cli.verb.SnapshotMembersCommand;
import org.etcdrecovery.cli.verb.SnapshotPagesCommand;
import org.etcdrecovery.cli.verb.SnapshotPrepareCommand;
import org.etcdrecovery.cli.verb.SnapshotRestoreCommand;
import org.etcdrecovery.cli.verb.SnapshotSalvageCommand;
import org.etcdrecovery.cli.verb.SnapshotSaveCommand;
import org.etcdrecovery.cli.verb.SnapshotSearchCommand;
import org.etcdrecovery.cli.verb.SnapshotStatusCommand;
import org.etcdrecovery.cli.verb.SnapshotTopCommand;
import org.etcdrecovery.cli.verb.SnapshotUsersCommand;
import org.etcdrecovery.cli.verb.SnapshotVerifyCommand;
import org.etcdrecovery.cli.verb.StoreCheckCommand;
import org.etcdrecovery.cli.verb.StoreCopyCommand;
import org.etcdrecovery.cli.verb.StoreListCommand;
import org.etcdrecovery.cli.verb.Verb;
import org.etcdrecovery.cli.verb.VersionCommand;
import org.etcdrecovery.cli.verb.WalDumpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The tree of verbs. Only the verb that is called is created; help or a wrong word creates all of them. Declaring every
 * option of every verb would add a third to the time of a short command.
 */
public final class Verbs {
    /** The factory of each verb by its words, in the order of the help. */
    private static final SequencedMap<List<String>, Function<Session, Verb>> VERBS = verbs();
    /** The descriptions of the program and of words that only group verbs. */
    private static final Map<List<String>, String> GROUPS = Map.of(
            List.of(), "Assess etcd clusters and snapshots, and recover clusters from snapshots.",
            List.of("snapshot"), "Save, inspect and restore snapshots.",
            List.of("store"), "Look after snapshots in object storage and directories.",
            List.of("schedule"), "Have snapshots saved and judged again and again.",
            List.of("endpoint"), "Ask running members.",
            List.of("cluster"), "Assess a running cluster.",
            List.of("rescue"), "Recover from the data directories of dead members.",
            List.of("wal"), "Look into write-ahead logs.",
            List.of("deliver"), "Fetch members from their hosts, and bring restored ones there, by your ssh.");
    /** The options of all verbs that take no value, needed to tell words from values before a verb is created. */
    static final Set<String> FLAGS = Set.of("-h", "--help", "-q", "--quiet", "--debug", "--hex", "--insecure-transport",
            "--insecure-discovery", "--insecure-skip-tls-verify", "--cluster", "--canary", "--no-verdict",
            "--skip-hash-check", "--mark-compacted", "--clear-alarms", "--drop-leased", "--skip-read-back",
            "--committed-only",
            "--dry-run", "--keep", "--store-virtual-host", "--accept-fall", "--sole-writer", "--systemd", "--cronjob",
            "--show-secrets", "--show-values", "--show-managed-fields",
            "-i", "--ignore-case", "--history", "--keys", "--all", "--deleted", "--print-script", "--no-quarantine",
            "--start-old", "--discard-writes", "--on-hosts", "--yes", "--ansible");

    private Verbs() {}

    private static SequencedMap<List<String>, Function<Session, Verb>> verbs() {
        SequencedMap<List<String>, Function<Session, Verb>> verbs = new LinkedHashMap<>();
        verbs.put(List.of("snapshot", "save"), SnapshotSaveCommand::new);
        verbs.put(List.of("snapshot", "keep"), SnapshotKeepCommand::new);
        verbs.put(List.of("snapshot", "status"), SnapshotStatusCommand::new);
        verbs.put(List.of("snapshot", "verify"), SnapshotVerifyCommand::new);
        verbs.put(List.of("snapshot", "get"), SnapshotGetCommand::new);
        verbs.put(List.of("snapshot", "keys"), SnapshotKeysCommand::new);
        verbs.put(List.of("snapshot", "top"), SnapshotTopCommand::new);
        verbs.put(List.of("snapshot", "export"), SnapshotExportCommand::new);
        verbs.put(List.of("snapshot", "kubernetes"), SnapshotKubernetesCommand::new);
        verbs.put(List.of("snapshot", "diff"), SnapshotDiffCommand::new);
        verbs.put(List.of("snapshot", "history"), SnapshotHistoryCommand::new);
        verbs.put(List.of("snapshot", "search"), SnapshotSearchCommand::new);
        verbs.put(List.of("snapshot", "members"), SnapshotMembersCommand::new);
        verbs.put(List.of("snapshot", "leases"), SnapshotLeasesCommand::new);
        verbs.put(List.of("snapshot", "users"), SnapshotUsersCommand::new);
        verbs.put(List.of("snapshot", "buckets"), SnapshotBucketsCommand::new);
        verbs.put(List.of("snapshot", "pages"), SnapshotPagesCommand::new);
        verbs.put(List.of("snapshot", "salvage"), SnapshotSalvageCommand::new);
        verbs.put(List.of("snapshot", "prepare"), SnapshotPrepareCommand::new);
        verbs.put(List.of("snapshot", "restore"), SnapshotRestoreCommand::new);
        verbs.put(List.of("store", "list"), StoreListCommand::new);
        verbs.put(List.of("store", "copy"), StoreCopyCommand::new);
        verbs.put(List.of("store", "check"), StoreCheckCommand::new);
        verbs.put(List.of("schedule", "export"), ScheduleExportCommand::new);
        verbs.put(List.of("endpoint", "status"), EndpointStatusCommand::new);
        verbs.put(List.of("endpoint", "health"), EndpointHealthCommand::new);
        verbs.put(List.of("cluster", "assess"), ClusterAssessCommand::new);
        verbs.put(List.of("cluster", "prove"), ClusterProveCommand::new);
        verbs.put(List.of("rescue", "assess"), RescueAssessCommand::new);
        verbs.put(List.of("rescue", "snapshot"), RescueSnapshotCommand::new);
        verbs.put(List.of("wal", "dump"), WalDumpCommand::new);
        verbs.put(List.of("plan"), PlanCommand::new);
        verbs.put(List.of("restore"), RestoreCommand::new);
        verbs.put(List.of("rehearse"), RehearseCommand::new);
        verbs.put(List.of("deliver", "fetch"), DeliverFetchCommand::new);
        verbs.put(List.of("deliver", "check"), DeliverCheckCommand::new);
        verbs.put(List.of("deliver", "stage"), DeliverStageCommand::new);
        verbs.put(List.of("deliver", "activate"), DeliverActivateCommand::new);
        verbs.put(List.of("deliver", "open"), DeliverOpenCommand::new);
        verbs.put(List.of("deliver", "status"), DeliverStatusCommand::new);
        verbs.put(List.of("deliver", "undo"), DeliverUndoCommand::new);
        verbs.put(List.of("deliver", "clean"), DeliverCleanCommand::new);
        verbs.put(List.of("deliver", "export"), DeliverExportCommand::new);
        verbs.put(List.of("hashkv"), HashKvCommand::new);
        verbs.put(List.of("explain"), ExplainCommand::new);
        verbs.put(List.of("version"), VersionCommand::new);
        return Collections.unmodifiableSequencedMap(verbs);
    }

    /** The words that may follow others; empty if those are a verb. */
    static List<String> following(List<String> words) {
        int place = words.size();
        return VERBS.keySet()
                .stream()
                .filter(verb -> verb.size() > place && verb.subList(0, place).equals(words))
                .map(verb -> verb.get(place))
                .distinct()
                .toList();
    }

    /** All options of all verbs that take a value. */
    static Set<String> withValue(Session session) {
        Set<String> names = new HashSet<>();
        collect(all(session), names);
        names.removeAll(FLAGS);
        return names;
    }

    private static void collect(CommandLine command, Set<String> names) {
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        if (command.getCommand() instanceof Verb verb) {
            names.addAll(verb.unused().keySet());
        }
        command.getSubcommands().values().forEach(each -> collect(each, names));
    }

    /** The whole tree, from which manual pages and completions are made. */
    public static CommandLine all(Session session) {
        return commandLine(session, List.of());
    }

    /** Creates the tree as far as these words need it. */
    static CommandLine commandLine(Session session, List<String> words) {
        CommandSpec root = spec(session, List.of(), words).name(VersionCommand.NAME);
        return new CommandLine(root, PlainFactory.INSTANCE).setOut(session.terminal().out())
                .setErr(session.terminal().err())
                .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
                // A file may be called @x; it is not a file of options.
                .setExpandAtFiles(false)
                // Values are already attached to their options, whatever they look like.
                .setAllowOptionsAsOptionParameters(true)
                // As with Go's flags, the last one wins.
                .setOverwrittenOptionsAllowed(true);
    }

    /** The verb for these words, or a group with the part of it that the words need. */
    private static CommandSpec spec(Session session, List<String> path, List<String> words) {
        Function<Session, Verb> verb = VERBS.get(path);
        if (verb != null) {
            return verb.apply(session).spec();
        }
        CommandSpec group = new Group().spec;
        group.usageMessage().description(GROUPS.get(path));
        List<String> needed = words.size() > path.size() ? List.of(words.get(path.size())) : following(path);
        for (String word : needed) {
            List<String> below = Stream.concat(path.stream(), Stream.of(word)).toList();
            group.addSubcommand(word, new CommandLine(spec(session, below, words), PlainFactory.INSTANCE));
        }
        return group;
    }

    /** Without a verb it shows what can follow. */
    private static final class Group implements Runnable {
        private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this, PlainFactory.INSTANCE);

        private Group() {
            DeclaredOptions options = new DeclaredOptions();
            options.help();
            options.addTo(spec);
        }

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
