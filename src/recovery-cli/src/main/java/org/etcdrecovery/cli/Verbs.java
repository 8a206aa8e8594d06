package org.etcdrecovery.cli;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The tree of verbs. Only the verb that is called is made, all of them only where help or a wrong word asks for them:
 * declaring every option of every verb would cost a short command a third of its time.
 */
final class Verbs {
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

    private Verbs() {}

    /** The tree as far as these arguments need it. */
    static CommandLine commandLine(Session session, String... arguments) {
        CommandSpec root = group(Main.NAME, "Judge etcd clusters and snapshots, and recover the one from the other.");
        for (String name : needed(ROOT, arguments, 0)) {
            CommandSpec spec = switch (name) {
                case SNAPSHOT -> group(SNAPSHOT, "Save, judge, read and restore snapshots.", OF_SNAPSHOT, arguments,
                        verb -> ofSnapshot(verb, session));
                case ENDPOINT -> group(ENDPOINT, "Ask running members.", OF_ENDPOINT, arguments,
                        verb -> ofEndpoint(verb, session));
                case CLUSTER -> group(CLUSTER, "Judge a running cluster.", OF_CLUSTER, arguments,
                        verb -> ofCluster(verb, session));
                case RESCUE -> group(RESCUE, "Recover from the data directories of dead members.", OF_RESCUE, arguments,
                        verb -> ofRescue(verb, session));
                default -> root(name, session).spec();
            };
            root.addSubcommand(name, new CommandLine(spec));
        }
        return configure(new CommandLine(root), session);
    }

    private static CommandSpec group(String name, String description, List<String> verbs, String[] arguments,
            Function<String, Verb> maker) {
        CommandSpec group = group(name, description);
        for (String verb : needed(verbs, arguments, 1)) {
            group.addSubcommand(verb, new CommandLine(maker.apply(verb).spec()));
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

    /** The verb that stands at a place in the arguments, or all when none does. */
    private static List<String> needed(List<String> names, String[] arguments, int place) {
        boolean named = arguments.length > place && names.contains(arguments[place]);
        return named ? List.of(arguments[place]) : names;
    }

    /** A word that only stands before others: alone it shows what can follow. */
    private static CommandSpec group(String name, String description) {
        Group group = new Group();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(group).name(name).addOption(Verb.helpOption());
        spec.usageMessage().description(description);
        group.spec = spec;
        return spec;
    }

    private static CommandLine configure(CommandLine root, Session session) {
        return root.setOut(session.terminal().out())
                .setErr(session.terminal().err())
                .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
                // A file may be called @x, and what is in it is none of our options.
                .setExpandAtFiles(false)
                // As with Go's flags, the last one counts.
                .setOverwrittenOptionsAllowed(true);
    }

    private static final class Group implements Runnable {
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
