package org.etcdrecovery.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.etcdrecovery.cli.options.PlainFactory;
import org.etcdrecovery.cli.verb.ClusterAssessCommand;
import org.etcdrecovery.cli.verb.ClusterProveCommand;
import org.etcdrecovery.cli.verb.EndpointHealthCommand;
import org.etcdrecovery.cli.verb.EndpointStatusCommand;
import org.etcdrecovery.cli.verb.HashKvCommand;
import org.etcdrecovery.cli.verb.PlanCommand;
import org.etcdrecovery.cli.verb.RescueAssessCommand;
import org.etcdrecovery.cli.verb.RestoreCommand;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.cli.verb.SnapshotRestoreCommand;
import org.etcdrecovery.cli.verb.SnapshotSaveCommand;
import org.etcdrecovery.cli.verb.SnapshotStatusCommand;
import org.etcdrecovery.cli.verb.SnapshotVerifyCommand;
import org.etcdrecovery.cli.verb.Verb;
import org.etcdrecovery.cli.verb.VersionCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The tree of verbs. Only the verb that is called is made, all of them only where help or a wrong word asks for them:
 * declaring every option of every verb would cost a short command a third of its time.
 */
public final class Verbs {
    private static final String SNAPSHOT = "snapshot";
    private static final String ENDPOINT = "endpoint";
    private static final String CLUSTER = "cluster";
    private static final String RESCUE = "rescue";
    private static final List<String> ROOT = List.of(SNAPSHOT, ENDPOINT, CLUSTER, RESCUE, "plan", "restore", "hashkv",
            "version");
    private static final List<String> OF_SNAPSHOT = List.of("save", "status", "verify", "restore");
    private static final List<String> OF_ENDPOINT = List.of("status", "health");
    private static final List<String> OF_CLUSTER = List.of("assess", "prove");
    private static final List<String> OF_RESCUE = List.of("assess");
    /** Options that take no value, of all verbs: what is needed to tell words from values before a verb is made. */
    static final Set<String> FLAGS = Set.of("-h", "--help", "-q", "--quiet", "--debug", "--hex", "--insecure-transport",
            "--insecure-discovery", "--insecure-skip-tls-verify", "--cluster", "--canary", "--no-verdict",
            "--skip-hash-check", "--mark-compacted", "--clear-alarms", "--skip-read-back");

    private Verbs() {}

    /** The words that may follow others; none where those are a verb. */
    static List<String> following(List<String> words) {
        if (words.isEmpty()) {
            return ROOT;
        }
        if (words.size() > 1) {
            return List.of();
        }
        return switch (words.getFirst()) {
            case SNAPSHOT -> OF_SNAPSHOT;
            case ENDPOINT -> OF_ENDPOINT;
            case CLUSTER -> OF_CLUSTER;
            case RESCUE -> OF_RESCUE;
            default -> List.of();
        };
    }

    /** All options of all verbs that take a value. */
    static Set<String> withValue(Session session) {
        Set<String> names = new HashSet<>();
        collect(commandLine(session, List.of()), names);
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

    /** The tree as far as these words need it. */
    static CommandLine commandLine(Session session, List<String> words) {
        CommandSpec root = group(Main.NAME, "Judge etcd clusters and snapshots, and recover the one from the other.");
        for (String name : needed(ROOT, words, 0)) {
            CommandSpec spec = switch (name) {
                case SNAPSHOT -> group(SNAPSHOT, "Save, judge, read and restore snapshots.", OF_SNAPSHOT, words,
                        verb -> ofSnapshot(verb, session));
                case ENDPOINT -> group(ENDPOINT, "Ask running members.", OF_ENDPOINT, words,
                        verb -> ofEndpoint(verb, session));
                case CLUSTER -> group(CLUSTER, "Judge a running cluster.", OF_CLUSTER, words,
                        verb -> ofCluster(verb, session));
                case RESCUE -> group(RESCUE, "Recover from the data directories of dead members.", OF_RESCUE, words,
                        verb -> ofRescue(verb, session));
                default -> root(name, session).spec();
            };
            root.addSubcommand(name, parser(spec));
        }
        return configure(parser(root), session);
    }

    private static CommandSpec group(String name, String description, List<String> verbs, List<String> words,
            Function<String, Verb> maker) {
        CommandSpec group = group(name, description);
        for (String verb : needed(verbs, words, 1)) {
            group.addSubcommand(verb, parser(maker.apply(verb).spec()));
        }
        return group;
    }

    private static Verb root(String name, Session session) {
        return switch (name) {
            case "plan" -> new PlanCommand(session);
            case "restore" -> new RestoreCommand(session);
            case "hashkv" -> new HashKvCommand(session);
            case "version" -> new VersionCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Verb ofSnapshot(String name, Session session) {
        return switch (name) {
            case "save" -> new SnapshotSaveCommand(session);
            case "status" -> new SnapshotStatusCommand(session);
            case "verify" -> new SnapshotVerifyCommand(session);
            case "restore" -> new SnapshotRestoreCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Verb ofEndpoint(String name, Session session) {
        return switch (name) {
            case "status" -> new EndpointStatusCommand(session);
            case "health" -> new EndpointHealthCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Verb ofCluster(String name, Session session) {
        return switch (name) {
            case "assess" -> new ClusterAssessCommand(session);
            case "prove" -> new ClusterProveCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Verb ofRescue(String name, Session session) {
        return switch (name) {
            case "assess" -> new RescueAssessCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The word at a place, or all that can be there when there is none. */
    private static List<String> needed(List<String> names, List<String> words, int place) {
        return words.size() > place ? List.of(words.get(place)) : names;
    }

    /** A word that only stands before others: alone it shows what can follow. */
    private static CommandSpec group(String name, String description) {
        CommandSpec spec = new Group().spec.name(name).addOption(Verb.helpOption());
        spec.usageMessage().description(description);
        return spec;
    }

    private static CommandLine parser(CommandSpec spec) {
        return new CommandLine(spec, PlainFactory.INSTANCE);
    }

    private static CommandLine configure(CommandLine root, Session session) {
        return root.setOut(session.terminal().out())
                .setErr(session.terminal().err())
                .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
                // A file may be called @x, and what is in it is none of our options.
                .setExpandAtFiles(false)
                // Values are attached to their options by now, whatever they look like.
                .setAllowOptionsAsOptionParameters(true)
                // As with Go's flags, the last one counts.
                .setOverwrittenOptionsAllowed(true);
    }

    private static final class Group implements Runnable {
        private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this, PlainFactory.INSTANCE);

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
